package dev.botyard.runtime.message.inbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs that wait for the next message of a person or of a chat. The newest waiter gets the message, as a dialogue within a dialogue
/// expects. A wait costs an entry here and a parked virtual thread. Thread-safe.
public final class Waiters {
    private final Map<String, Deque<Waiter>> byKey = new ConcurrentHashMap<>();
    private final Map<Owner, List<Waiter>> byOwner = new ConcurrentHashMap<>();
    private final EarlyAnswers early = new EarlyAnswers();

    /// Who waits. One that is over must be cancelled then, and may not wait any more: what is said would be lost with it.
    @FunctionalInterface
    public interface Owner {
        boolean over();

        /// What people know it by, `""` for nothing.
        default String id() {
            return "";
        }
    }

    /// Who waits for what.
    ///
    /// @param wanted what it takes; the rest goes on to others
    private record Waiter(Owner owner, String key, Predicate<InboundMessage> wanted,
            CompletableFuture<Optional<InboundMessage>> answer) {}

    /// Waits for the next message in the chat: of `user`, or of anybody when `user` is empty.
    ///
    /// @return empty when nobody answered in time or the wait was cancelled
    public Optional<InboundMessage> await(Owner owner, String chatKey, String user, Duration timeout)
            throws InterruptedException {
        return await(owner, chatKey, user, message -> true, timeout);
    }

    /// The same for the next message that is `wanted`; the others pass by.
    public Optional<InboundMessage> await(Owner owner, String chatKey, String user, Predicate<InboundMessage> wanted,
            Duration timeout) throws InterruptedException {
        Waiter waiter = new Waiter(owner, key(chatKey, user), wanted, new CompletableFuture<>());
        add(owner, waiter);
        // Only now: whoever comes in between is held, or heard.
        early.over(owner);
        if (owner.over()) {
            // It may have been cancelled before this wait was there to be found.
            cancel(owner);
        }
        try {
            return waiter.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // A message that arrives in this moment already belongs to the waiter.
            return waiter.answer.isDone() || !remove(waiter) ? waiter.answer.getNow(Optional.empty()) : Optional.empty();
        } finally {
            remove(waiter);
            byOwner.computeIfPresent(owner, (same, own) -> own.remove(waiter) && own.isEmpty() ? null : own);
        }
    }

    private void add(Owner owner, Waiter waiter) {
        byKey.compute(waiter.key, (same, known) -> {
            Deque<Waiter> waiting = known == null ? new ArrayDeque<>(1) : known;
            waiting.addLast(waiter);
            return waiting;
        });
        byOwner.compute(owner, (same, known) -> {
            List<Waiter> own = known == null ? new ArrayList<>(1) : known;
            own.add(waiter);
            return own;
        });
    }

    /// Answers to questions whose scripts do not wait yet.
    public EarlyAnswers early() {
        return early;
    }

    /// Gives the message to a waiter, if there is one.
    ///
    /// @return who took it, null for nobody
    @Nullable
    Owner offer(InboundMessage message) {
        if (byKey.isEmpty()) {
            return null;
        }
        String chat = message.chatKey();
        Owner taker = take(key(chat, message.event().sender().id()), message);
        return taker != null ? taker : take(key(chat, ""), message);
    }

    /// Ends the waits of an owner as if they had timed out. Costs next to nothing where it has none, so every run that ends may ask for it.
    public void cancel(Owner owner) {
        early.over(owner);
        byOwner.computeIfPresent(owner, (same, own) -> {
            own.stream().filter(this::remove).forEach(waiter -> waiter.answer.complete(Optional.empty()));
            return null;
        });
    }

    /// How many wait.
    public int size() {
        return byKey.values().stream().mapToInt(Deque::size).sum();
    }

    private @Nullable Owner take(String key, InboundMessage message) {
        @Nullable
        Owner[] taker = new Owner[1];
        byKey.computeIfPresent(key, (same, waiting) -> {
            for (Iterator<Waiter> newest = waiting.descendingIterator(); taker[0] == null && newest.hasNext();) {
                Waiter waiter = newest.next();
                if (waiter.wanted.test(message)) {
                    newest.remove();
                    taker[0] = waiter.answer.complete(Optional.of(message)) ? waiter.owner : null;
                }
            }
            return waiting.isEmpty() ? null : waiting;
        });
        return taker[0];
    }

    private boolean remove(Waiter waiter) {
        boolean[] removed = new boolean[1];
        byKey.computeIfPresent(waiter.key, (same, waiting) -> {
            removed[0] = waiting.remove(waiter);
            return waiting.isEmpty() ? null : waiting;
        });
        return removed[0];
    }

    private static String key(String chatKey, String user) {
        return chatKey + '\n' + user;
    }
}
