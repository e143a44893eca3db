package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// To whom the account may write: the newest context token of each person and when it came. Thread-safe; durable when a method returns.
final class ReplyWindows {
    private static final String PREFIX = "person/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");

    private final KeyValueStore store;
    private final Clock clock;
    private final Duration length;

    /// @param length zero for windows that never close
    ReplyWindows(KeyValueStore store, Clock clock, Duration length) {
        this.store = store;
        this.clock = clock;
        this.length = length;
    }

    static void forgetAll(KeyValueStore store) {
        store.keys(PREFIX).forEach(store::remove);
    }

    private record Opening(String token, long millis) {
        static Optional<Opening> parse(String json) {
            try {
                JsonNode stored = Json.parse(json);
                return Optional.of(new Opening(Json.text(stored, "token"), Json.number(stored, "at")));
            } catch (JacksonException damaged) {
                return Optional.empty();
            }
        }
    }

    /// A message of the person came. One that comes late does not replace what a newer one brought.
    synchronized void opened(String person, String token, Instant at) {
        long millis = Math.min(at.toEpochMilli(), clock.millis());
        Optional<Opening> known = find(person);
        if (known.isPresent() && known.get().millis > millis) {
            return;
        }
        String newest = token.isEmpty() ? known.map(Opening::token).orElse("") : token;
        store.put(PREFIX + person, Json.object(out -> {
            out.writeStringProperty("token", newest);
            out.writeNumberProperty("at", millis);
        }));
    }

    private Optional<Opening> find(String person) {
        return store.get(PREFIX + person).flatMap(Opening::parse);
    }

    /// The context token for a message to the person, `""` when windows never close and there is none.
    ///
    /// @throws AdapterException `WINDOW_CLOSED`
    String token(String person) {
        Optional<Opening> opening = find(person);
        if (length.isZero()) {
            return opening.map(Opening::token).orElse("");
        }
        Opening open = opening.orElseThrow(() -> new AdapterException(ErrorKind.WINDOW_CLOSED, "the reply window of " + person
                + " is not open: the person has not written to this account yet, and WeChat lets a bot write only afterwards"));
        Instant closes = Instant.ofEpochMilli(open.millis).plus(length);
        if (!clock.instant().isBefore(closes)) {
            throw new AdapterException(ErrorKind.WINDOW_CLOSED, "the reply window of " + person + " closed at "
                    + TIME.format(closes.atZone(clock.getZone())) + "; it opens again when the person writes");
        }
        return open.token;
    }
}
