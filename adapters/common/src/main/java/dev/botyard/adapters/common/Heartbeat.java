package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Heartbeats on a thread of their own, for gateways that want them and answer them: the first after a random part of the interval, as such
/// gateways ask for, so that many bots do not beat at once. When nothing at all came since the last beat, the peer counts as silent; where nobody
/// looked, because the host was busy with the message before, it does not.
public final class Heartbeat implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(2);

    private final Duration interval;
    private final Beat beat;
    private final Runnable silent;
    private final Thread thread;
    private volatile long lookingSince = System.nanoTime();
    private volatile boolean looking;

    private Heartbeat(String name, Duration interval, Beat beat, Runnable silent) {
        this.interval = interval;
        this.beat = beat;
        this.silent = silent;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// Sends one heartbeat.
    @FunctionalInterface
    public interface Beat {
        /// @throws AdapterException when the connection is gone, which ends the heartbeats without a word
        void send() throws InterruptedException;
    }

    /// Begins.
    ///
    /// @param name   of the thread
    /// @param silent told once when the peer has fallen silent; ends the connection
    public static Heartbeat start(String name, Duration interval, Beat beat, Runnable silent) {
        Heartbeat heartbeat = new Heartbeat(name, interval, beat, silent);
        heartbeat.thread.start();
        return heartbeat;
    }

    /// Whoever reads looks for the next frame from now on.
    public void looking() {
        lookingSince = System.nanoTime();
        looking = true;
    }

    /// A frame came; until [#looking] nobody looks for more.
    public void heard() {
        looking = false;
    }

    private void run() {
        try {
            TimeUnit.NANOSECONDS.sleep((long) (interval.toNanos() * ThreadLocalRandom.current().nextDouble()));
            while (true) {
                long last = System.nanoTime();
                beat.send();
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
                if (looking && lookingSince - last <= 0) {
                    silent.run();
                    return;
                }
            }
        } catch (InterruptedException | AdapterException ended) {
            // With the connection.
        }
    }

    /// Ends the heartbeats.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
