package dev.botyard.runtime.message.inbound;

import dev.botyard.runtime.message.inbound.EventMark.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers the last [#REMEMBERED] events of each account, because platforms repeat events after a reconnect. Thread-safe.
final class SeenEvents {
    static final int REMEMBERED = 2_048;

    private final Map<String, Ring> accounts = new ConcurrentHashMap<>();

    /// Remembers the event and says whether it is one that was seen before.
    Verdict add(String account, EventMark event) {
        return event.id().isEmpty() ? Verdict.NEW : accounts.computeIfAbsent(account, key -> new Ring()).add(event);
    }

    private static final class Ring {
        private final Map<String, EventMark> known = new HashMap<>();
        private final EventMark[] order = new EventMark[REMEMBERED];
        private int next;

        synchronized Verdict add(EventMark event) {
            EventMark before = known.putIfAbsent(event.id(), event);
            Verdict verdict = before == null ? Verdict.NEW : before.judge(event);
            if (verdict != Verdict.NEW) {
                return verdict;
            }
            if (before != null) {
                known.put(event.id(), event);
            }
            EventMark oldest = order[next];
            if (oldest != null) {
                // Unless its id has come to stand for another event.
                known.remove(oldest.id(), oldest);
            }
            order[next] = event;
            next = (next + 1) % REMEMBERED;
            return Verdict.NEW;
        }
    }
}
