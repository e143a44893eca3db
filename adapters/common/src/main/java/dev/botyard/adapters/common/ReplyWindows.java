package dev.botyard.adapters.common;

import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Where a platform lets an account answer for a while only: of each chat the newest window, and what the platform wants back with an answer in
/// it, such as an address or an id. Kept in the account's store, so that a restart closes none. Thread-safe; durable when a method returns.
public final class ReplyWindows {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");

    private final KeyValueStore store;
    private final Clock clock;
    private final String prefix;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param prefix of its keys in the store, such as `session/`
    public ReplyWindows(KeyValueStore store, Clock clock, String prefix) {
        this.store = store;
        this.clock = clock;
        this.prefix = prefix;
    }

    private record Window(String key, long until, long rests) {
        static Optional<Window> parse(String json) {
            try {
                JsonNode kept = Json.parse(json);
                return Optional.of(new Window(Json.text(kept, "key"), Json.number(kept, "until"), Json.number(kept, "rests")));
            } catch (JacksonException damaged) {
                return Optional.empty();
            }
        }
    }

    private Optional<Window> find(String chat) {
        return store.get(prefix + chat).flatMap(Window::parse);
    }

    private void keep(String chat, Window window) {
        store.put(prefix + chat, Json.object(out -> {
            out.writeStringProperty("key", window.key);
            out.writeNumberProperty("until", window.until);
            out.writeNumberProperty("rests", window.rests);
        }));
    }

    /// Somebody wrote. A message that comes late does not replace what a newer one brought.
    ///
    /// @param key what the platform wants back with an answer
    public void opened(String chat, String key, Instant until) {
        lock.lock();
        try {
            Optional<Window> known = find(chat);
            if (known.isEmpty() || known.get().until < until.toEpochMilli()) {
                keep(chat, new Window(key, until.toEpochMilli(), known.map(Window::rests).orElse(0L)));
            }
        } finally {
            lock.unlock();
        }
    }

    /// What the platform wants back, where the window is open and takes messages.
    public Optional<String> open(String chat) {
        long now = clock.millis();
        return find(chat).filter(window -> now < window.until && now >= window.rests).map(Window::key);
    }

    /// The platform says that the window is closed.
    public void closed(String chat) {
        change(chat, clock.millis(), 0);
    }

    /// The platform takes nothing more in this window for a while.
    public void rests(String chat, Duration wait) {
        change(chat, Long.MAX_VALUE, clock.millis() + wait.toMillis());
    }

    private void change(String chat, long until, long rests) {
        lock.lock();
        try {
            find(chat).ifPresent(known -> keep(chat, new Window(known.key, Math.min(known.until, until), rests)));
        } finally {
            lock.unlock();
        }
    }

    /// The refusal of a message outside the window, with the time at which it closed.
    ///
    /// @param what what the platform does not allow, as the begin of a sentence
    public AdapterException refusal(String chat, String what) {
        String when = find(chat).map(window -> "the window closed at "
                + TIME.format(Instant.ofEpochMilli(window.until).atZone(clock.getZone()))
                + " and opens again with the next message")
                .orElse("nobody has written there yet");
        return new AdapterException(ErrorKind.WINDOW_CLOSED, what + "; " + when);
    }
}
