package dev.botyard.adapters.onebot11;

import java.util.LinkedHashMap;
import java.util.Map;

/// Through which group somebody who is no friend has written: the answer has to name it. Bounded, the least recent is forgotten.
/// Thread-safe.
final class TemporarySessions {
    private static final int MOST = 1_000;

    private final Map<String, String> groups = new LinkedHashMap<>(16, 0.75f, true);

    /// @param groupId `""` when it was no temporary session
    void learn(String userId, String groupId) {
        synchronized (groups) {
            if (groupId.isEmpty()) {
                groups.remove(userId);
                return;
            }
            groups.put(userId, groupId);
            if (groups.size() > MOST) {
                groups.remove(groups.keySet().iterator().next());
            }
        }
    }

    /// The group, `""` for none.
    String groupFor(String userId) {
        synchronized (groups) {
            return groups.getOrDefault(userId, "");
        }
    }
}
