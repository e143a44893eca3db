package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.qqbot.QqBotApi.Place;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Which messages and events the bot may answer, how long, and how often it has. Kept in memory: of what came before the host's start nothing is
/// known, and QQ decides. Thread-safe.
final class PassiveReplies {
    private static final int MANY = 4_000;
    private static final int SEQUENCES = 65_535;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Opening> openings = bounded();
    private final Map<String, String> newest = bounded();
    private final Map<String, String> quotable = bounded();

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MANY;
            }
        };
    }

    /// What QQ allows.
    ///
    /// @param late whether what comes too late is pushed
    record Rules(Clock clock, Duration inPrivate, Duration inGroups, int most, boolean late) {
        static Rules of(AdapterContext context) {
            return new Rules(context.clock(), context.config().duration(QqBotAdapterFactory.WINDOW_PRIVATE),
                    context.config().duration(QqBotAdapterFactory.WINDOW_GROUP),
                    context.config().integer(QqBotAdapterFactory.REPLIES),
                    context.config().flag(QqBotAdapterFactory.PUSH_LATE));
        }

        private Duration window(Place place) {
            return place.kind() == Place.Kind.PERSON ? inPrivate : inGroups;
        }
    }

    /// The way of one message of QQ's.
    ///
    /// @param id    of the message or event that it answers, `""` for a push
    /// @param event whether that is an event
    /// @param again whether this message was tried before
    record Way(String id, boolean event, int sequence, boolean again) {
        static final Way PUSH = new Way("", false, 0, false);

        boolean push() {
            return id.isEmpty();
        }

        /// For another message in its place, after QQ refused it.
        Way instead() {
            return push() ? this : new Way(id, event, sequence % SEQUENCES + 1, false);
        }
    }

    private record Opening(String id, boolean event, Instant closes, Map<String, Integer> used) {
        boolean takes(Instant now, List<String> keys, int most) {
            return now.isBefore(closes) && used.size() + keys.stream().filter(key -> !used.containsKey(key)).count() <= most;
        }

        Way way(String key) {
            Integer before = used.get(key);
            if (before != null) {
                return new Way(id, event, before, true);
            }
            int sequence = Math.floorMod(key.hashCode(), SEQUENCES) + 1;
            while (used.containsValue(sequence)) {
                sequence = sequence % SEQUENCES + 1;
            }
            used.put(key, sequence);
            return new Way(id, event, sequence, false);
        }
    }

    /// Something came that may be answered.
    ///
    /// @param index the name under which QQ quotes it, `""` for none
    void opened(Place place, String id, boolean event, String index, Instant at, Rules rules) {
        Instant now = rules.clock.instant();
        lock.lock();
        try {
            openings.computeIfAbsent(id, _ -> new Opening(id, event, (at.isAfter(now) ? now : at).plus(rules.window(place)),
                    new LinkedHashMap<>()));
            newest.remove(place.path());
            newest.put(place.path(), id);
            if (!index.isEmpty()) {
                quotable.put(id, index);
                quotable.put(index, id);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The name under which QQ quotes a message, and the other way round; empty where it is not known.
    Optional<String> quoted(String idOrIndex) {
        lock.lock();
        try {
            return Optional.ofNullable(quotable.get(idOrIndex));
        } finally {
            lock.unlock();
        }
    }

    /// How so many messages of one request go: as replies to what they answer, else to the newest in the chat that still takes them; where
    /// nothing takes them, as pushes.
    ///
    /// @param answered the id of the message that they answer, `""` for pushes
    /// @throws AdapterException `WINDOW_CLOSED` or `QUOTA_EXHAUSTED` for replies that nothing takes
    List<Way> ways(Place place, String answered, String request, int count, Rules rules) {
        List<String> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(request + "#" + i);
        }
        Instant now = rules.clock.instant();
        lock.lock();
        try {
            Opening own = answered.isEmpty()
                    ? null
                    : openings.computeIfAbsent(answered,
                            _ -> new Opening(answered, false, now.plus(rules.window(place)), new LinkedHashMap<>()));
            Opening latest = openings.get(newest.getOrDefault(place.path(), ""));
            // Pushes leave one reply to the script that was asked.
            int most = own == null ? rules.most - 1 : rules.most;
            for (Opening opening : new Opening[]{own, latest}) {
                if (opening != null && opening.takes(now, keys, most)) {
                    return keys.stream().map(opening::way).toList();
                }
            }
            if (own != null && !rules.late) {
                throw refusal(own, count, now, rules);
            }
            return keys.stream().map(_ -> Way.PUSH).toList();
        } finally {
            lock.unlock();
        }
    }

    private static AdapterException refusal(Opening own, int count, Instant now, Rules rules) {
        String closes = TIME.format(own.closes.atZone(rules.clock.getZone()));
        String rest = "; it opens again with the next message. To push such replies instead, set "
                + QqBotAdapterFactory.PUSH_LATE;
        if (!now.isBefore(own.closes)) {
            return new AdapterException(ErrorKind.WINDOW_CLOSED, "the reply window of message " + own.id + " closed at " + closes
                    + rest);
        }
        return new AdapterException(ErrorKind.QUOTA_EXHAUSTED,
                "message " + own.id + " takes " + rules.most + " replies, of which "
                        + own.used.size() + " are used, and this one needs " + count + " (its window closes at " + closes + ")"
                        + rest);
    }
}
