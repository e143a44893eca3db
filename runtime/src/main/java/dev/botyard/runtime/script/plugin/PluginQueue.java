package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The runs of one plugin: so many at once, and within a chat one after the other in the order of the messages. Thread-safe.
///
/// A run gives its chat free when it ends, when it waits for a person, or when it has taken [#ORDER_PATIENCE_NANOS]: a slow answer to one
/// member must not silence the plugin for the whole group.
final class PluginQueue {
    static final long ORDER_PATIENCE_NANOS = 3_000_000_000L;

    private final Consumer<Run> starter;
    private final Ticker ticker;
    private final Deque<Run> ready = new ArrayDeque<>();
    private final Map<String, Chat> chats = new HashMap<>();
    private int limit;
    private int running;
    private int waitingForPeople;
    private final Map<Run, Boolean> parked = new HashMap<>();

    PluginQueue(int limit, Consumer<Run> starter, Ticker ticker) {
        this.ticker = ticker;
        this.limit = limit;
        this.starter = starter;
    }

    private static final class Chat {
        private final Deque<Run> waiting = new ArrayDeque<>(1);
        private Run holder;
        private long since;
    }

    synchronized void limit(int runsAtOnce) {
        limit = runsAtOnce;
    }

    void submit(Run run) {
        List<Run> starting = new ArrayList<>(1);
        synchronized (this) {
            String key = run.context().trigger() == Trigger.MESSAGE ? run.context().chatKey() : "";
            Chat chat = key.isEmpty() ? null : chats.get(key);
            if (chat != null) {
                chat.waiting.addLast(run);
            } else {
                if (!key.isEmpty()) {
                    hold(key, new Chat(), run);
                }
                ready.addLast(run);
                takeReady(starting);
            }
        }
        starting.forEach(starter);
    }

    /// A run of this plugin ends without having been submitted.
    synchronized void refused() {
        running++;
    }

    /// A run that waits for its turn ends before.
    ///
    /// @return whether it waited
    synchronized boolean withdraw(Run run) {
        Chat chat = chats.get(run.context().chatKey());
        boolean waited = ready.remove(run) || chat != null && chat.waiting.remove(run);
        if (waited) {
            running++;
        }
        return waited;
    }

    /// The run waits for a person: it holds neither its chat nor a place.
    void parked(Run run) {
        List<Run> starting = new ArrayList<>(1);
        synchronized (this) {
            if (parked.putIfAbsent(run, true) == null) {
                waitingForPeople++;
                running--;
            }
            release(run);
            takeReady(starting);
        }
        starting.forEach(starter);
    }

    void ended(Run run) {
        List<Run> starting = new ArrayList<>(1);
        synchronized (this) {
            if (parked.remove(run) != null) {
                waitingForPeople--;
            } else {
                running--;
            }
            release(run);
            takeReady(starting);
        }
        starting.forEach(starter);
    }

    /// Frees chats whose run takes too long; called by a timer.
    void tick() {
        List<Run> starting = new ArrayList<>();
        synchronized (this) {
            List<Run> slow = new ArrayList<>(0);
            chats.values().forEach(chat -> {
                if (!chat.waiting.isEmpty() && ticker.since(chat.since) > ORDER_PATIENCE_NANOS) {
                    slow.add(chat.holder);
                }
            });
            slow.forEach(this::release);
            takeReady(starting);
        }
        starting.forEach(starter);
    }

    synchronized int size() {
        return running + waitingForPeople + waiting();
    }

    synchronized int waiting() {
        return ready.size() + chats.values().stream().mapToInt(chat -> chat.waiting.size()).sum();
    }

    private void hold(String key, Chat chat, Run run) {
        chat.holder = run;
        chat.since = ticker.nanoTime();
        chats.put(key, chat);
    }

    private void release(Run run) {
        String key = run.context().chatKey();
        Chat chat = key.isEmpty() ? null : chats.get(key);
        if (chat == null || chat.holder != run) {
            return;
        }
        Run next = chat.waiting.pollFirst();
        if (next == null) {
            chats.remove(key);
        } else {
            hold(key, chat, next);
            ready.addLast(next);
        }
    }

    private void takeReady(List<Run> starting) {
        while (running < limit && !ready.isEmpty()) {
            running++;
            starting.add(ready.pollFirst());
        }
    }
}
