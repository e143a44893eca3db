package dev.botyard.runtime.message.inbound;

import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Messages that come after a question was handed to the platform and before its script has called `listen`: quick people, and platforms that
/// hand a message on before they answer the call that sent it. They are held until the script listens, has ended, or [#PATIENCE] is over; then
/// they go the usual way, in their order. So the first of them answers the question, and a command of somebody whose script turns out not to
/// listen comes a little later, never not at all. Thread-safe.
///
/// A message is held in memory: `kill -9` within that moment loses it, as it loses the dialogue.
public final class EarlyAnswers {
    /// How long a message is held, as long as a slow run holds up its chat.
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /// How many are held for one question; one more, and all go their way.
    static final int MOST = 16;

    private final Map<String, Question> byKey = new ConcurrentHashMap<>();
    private final Map<Object, Question> byOwner = new ConcurrentHashMap<>();
    private volatile Onward onward = (message, mark, journey) -> {};

    /// Where messages go on.
    @FunctionalInterface
    interface Onward {
        void go(InboundMessage message, EventMark mark, Journey journey);
    }

    private record Held(InboundMessage message, EventMark mark, Journey journey) {}

    /// Messages are kept in order by its lock: who comes while it is closed waits until those before have gone.
    private final class Question {
        private final Object owner;
        private final String key;
        private final List<Held> held = new ArrayList<>(1);
        private boolean closed;

        Question(Object owner, String key) {
            this.owner = owner;
            this.key = key;
        }

        synchronized boolean hold(InboundMessage message, EventMark mark, Journey journey) {
            if (closed) {
                return false;
            }
            if (held.size() == MOST) {
                close();
                return false;
            }
            journey.held();
            held.add(new Held(message, mark, journey));
            if (held.size() == 1) {
                Threads.startVirtual("early-answer", this::expire);
            }
            return true;
        }

        private void expire() {
            try {
                TimeUnit.NANOSECONDS.sleep(PATIENCE.toNanos());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            close();
        }

        synchronized void close() {
            if (!closed) {
                closed = true;
                byKey.remove(key, this);
                byOwner.remove(owner, this);
                held.forEach(one -> onward.go(one.message, one.mark, one.journey));
            }
        }
    }

    /// Where messages go that are held no longer.
    void serve(Onward next) {
        onward = next;
    }

    /// A script that may listen is about to say something; the newest question of a chat and a person gets the answer.
    ///
    /// @param user whose answer is expected, `""` for anybody's
    public void asked(Object owner, String chatKey, String user) {
        Question before = byOwner.get(owner);
        if (before == null) {
            Question question = new Question(owner, chatKey + '\n' + user);
            byOwner.put(owner, question);
            byKey.put(question.key, question);
        }
    }

    /// @return whether the message is held
    boolean hold(InboundMessage message, EventMark mark, Journey journey) {
        if (byKey.isEmpty()) {
            return false;
        }
        String chat = message.chatKey() + '\n';
        Question question = byKey.get(chat + message.event().sender().id());
        if (question == null) {
            question = byKey.get(chat);
        }
        return question != null && question.hold(message, mark, journey);
    }

    /// The script listens now, or has ended: what was held goes on.
    public void over(Object owner) {
        if (!byOwner.isEmpty()) {
            Question question = byOwner.get(owner);
            if (question != null) {
                question.close();
            }
        }
    }
}
