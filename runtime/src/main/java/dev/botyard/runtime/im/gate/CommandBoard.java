package dev.botyard.runtime.im.gate;

import dev.botyard.api.adapter.Commands;
import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.thread.Threads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where adapters read what plugins answer to. Whoever knows the plugins serves it and says when something has changed. Thread-safe.
public final class CommandBoard {
    private static final Logger log = LoggerFactory.getLogger(CommandBoard.class);

    private final Set<LentCommands> lent = ConcurrentHashMap.newKeySet();
    private volatile Source source = (im, chat, userId) -> List.of();

    /// Knows what plugins answer to.
    @FunctionalInterface
    public interface Source {
        /// What a person can say as it stands, the most important first.
        List<String> commands(String im, Chat chat, String userId);
    }

    /// From now on `given` is asked.
    public void serve(Source given) {
        source = given;
    }

    /// Something may be answered otherwise now. Each account hears of it on a thread of its own, so that none holds up the others or
    /// whoever tells it; changes that come before it has begun are told as one.
    public void changed() {
        lent.forEach(LentCommands::tellSoon);
    }

    /// What one attempt of an account is lent.
    LentCommands lend(String im) {
        return new LentCommands(im);
    }

    /// The board as one account sees it, until it is closed.
    final class LentCommands implements Commands, AutoCloseable {
        private final String im;
        private final Map<Object, Runnable> watchers = new ConcurrentHashMap<>();
        private final AtomicBoolean due = new AtomicBoolean();

        private LentCommands(String im) {
            this.im = im;
            lent.add(this);
        }

        @Override
        public List<String> in(Chat chat, String userId) {
            return source.commands(im, chat, userId);
        }

        @Override
        public Watch watch(Runnable changed) {
            Object place = new Object();
            watchers.put(place, changed);
            return () -> watchers.remove(place);
        }

        private void tellSoon() {
            if (!watchers.isEmpty() && due.compareAndSet(false, true)) {
                Threads.startVirtual("commands-" + im, this::tell);
            }
        }

        private void tell() {
            due.set(false);
            watchers.values().forEach(watcher -> {
                try {
                    watcher.run();
                } catch (RuntimeException e) {
                    log.error("an adapter of {} failed when it was told that plugins have changed", im, e);
                }
            });
        }

        /// Lets go of the adapter's code.
        @Override
        public void close() {
            lent.remove(this);
            watchers.clear();
        }
    }
}
