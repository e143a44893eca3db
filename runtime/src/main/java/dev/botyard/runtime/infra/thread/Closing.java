package dev.botyard.runtime.infra.thread;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started or opened, and has to be closed at the end, in reverse order; each part is closed even if another fails. Thread-safe.
public final class Closing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /// Adds a part, which is closed before those that were added earlier.
    public synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /// Starts a part and adds it, also when starting fails half way.
    public <T extends Service> T start(T part) throws IOException, InterruptedException {
        add(part).start();
        return part;
    }

    private synchronized AutoCloseable next() {
        return parts.poll();
    }

    @Override
    public void close() {
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
