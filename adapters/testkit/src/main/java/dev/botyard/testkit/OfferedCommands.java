package dev.botyard.testkit;

import dev.botyard.api.adapter.Commands;
import dev.botyard.api.conversation.Chat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What plugins answer to, as a test says it. Watchers hear of a change before [#offer] returns. Thread-safe.
public final class OfferedCommands implements Commands {
    private final Map<Object, Runnable> watchers = new ConcurrentHashMap<>();
    private volatile List<String> texts = List.of();

    /// From now on these, in every chat.
    public void offer(List<String> given) {
        texts = List.copyOf(given);
        watchers.values().forEach(Runnable::run);
    }

    /// How many watches are open.
    public int watches() {
        return watchers.size();
    }

    @Override
    public List<String> in(Chat chat, String userId) {
        return texts;
    }

    @Override
    public Watch watch(Runnable changed) {
        Object place = new Object();
        watchers.put(place, changed);
        return () -> watchers.remove(place);
    }
}
