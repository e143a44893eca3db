package dev.botyard.adapters.onebot11;

import dev.botyard.api.adapter.KeyValueStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Through which group somebody who is no friend has written: the answer has to name it. Bounded, the least recent is forgotten. Kept in the
/// account's store, so that also an answer after a reconnect arrives; written only when something has changed. Thread-safe.
final class TemporarySessions {
    private static final int MOST = 1_000;
    private static final String KEY = "temporary_sessions";

    private final Map<String, String> groups = new LinkedHashMap<>(16, 0.75f, true);
    private final KeyValueStore store;
    private boolean loaded;

    TemporarySessions(KeyValueStore store) {
        this.store = store;
    }

    /// A line per person: the number, a blank, the group.
    private void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        store.get(KEY).orElse("").lines().map(line -> line.split(" ", 2)).filter(line -> line.length == 2)
                .forEach(line -> groups.put(line[0], line[1]));
    }

    /// @param groupId `""` when it was no temporary session
    synchronized void learn(String userId, String groupId) {
        load();
        String known = groupId.isEmpty() ? groups.remove(userId) : groups.put(userId, groupId);
        if (groups.size() > MOST) {
            groups.remove(groups.keySet().iterator().next());
        }
        if (!groupId.equals(known == null ? "" : known)) {
            store.put(KEY, groups.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining("\n")));
        }
    }

    /// The group, `""` for none.
    synchronized String groupFor(String userId) {
        load();
        return groups.getOrDefault(userId, "");
    }
}
