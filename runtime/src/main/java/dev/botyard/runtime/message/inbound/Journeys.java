package dev.botyard.runtime.message.inbound;

import dev.botyard.runtime.message.inbound.Journey.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The ways of the last messages; a new one takes the place of the oldest. Thread-safe, and without a lock.
public final class Journeys {
    private final AtomicReferenceArray<Journey> ring;
    private final AtomicLong numbers = new AtomicLong();
    private final List<Consumer<Journey>> listeners = new CopyOnWriteArrayList<>();

    /// @param most how many are kept, 0 for none
    public Journeys(int most) {
        ring = new AtomicReferenceArray<>(most);
    }

    /// Hears of each message when it has been handed on, on the thread that brought it. Must be quick.
    public void listen(Consumer<Journey> listener) {
        listeners.add(listener);
    }

    /// A message has come.
    Journey begin(InboundMessage message, Stage stage) {
        if (ring.length() == 0 || message.event().own()) {
            return Journey.UNSEEN;
        }
        Journey journey = new Journey(numbers.incrementAndGet(), message, stage);
        ring.set(place(journey.number()), journey);
        return journey;
    }

    /// It has been handed on, or left out.
    void told(Journey journey) {
        if (journey.kept()) {
            for (Consumer<Journey> listener : listeners) {
                listener.accept(journey);
            }
        }
    }

    /// How many are kept at most.
    public int most() {
        return ring.length();
    }

    /// Those that fit, newest first.
    ///
    /// @param before only those with a lower number, 0 for any
    public List<Journey> newest(long before, int limit, Predicate<Journey> fits) {
        List<Journey> found = new ArrayList<>();
        long newest = numbers.get();
        long oldest = Math.max(1, newest - ring.length() + 1);
        for (long number = before == 0 ? newest : Math.min(newest, before - 1); number >= oldest
                && found.size() < limit; number--) {
            find(number).filter(fits).ifPresent(found::add);
        }
        return found;
    }

    /// The one with this number, if it is kept still.
    public Optional<Journey> find(long number) {
        // A place may hold an older one for the moment in which a newer is put there.
        return number < 1 || ring.length() == 0
                ? Optional.empty()
                : Optional.ofNullable(ring.get(place(number))).filter(journey -> journey.number() == number);
    }

    private int place(long number) {
        return (int) (number % ring.length());
    }
}
