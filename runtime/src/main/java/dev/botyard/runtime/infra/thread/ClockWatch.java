package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when the system's clock has jumped: put right by NTP, or stood still while the machine slept. Compares it with the clock that
/// only counts. Durations are measured with the latter everywhere; who waits for a wall time listens here. Thread-safe.
public final class ClockWatch implements Service {
    /// Corrections up to here are as good as none, and a slow look at two clocks is not a jump.
    static final Duration TOLERATED = Duration.ofMillis(1_500);

    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final List<Consumer<Duration>> listeners = new CopyOnWriteArrayList<>();
    private Ticker.Ticking looking = () -> {};
    private final long began;
    private long apart;

    public ClockWatch(Ticker ticker) {
        this.ticker = ticker;
        this.began = ticker.nanoTime();
        this.apart = apart();
    }

    /// @param listener is told by how much the clock jumped, negative for back; it must not block
    public void listen(Consumer<Duration> listener) {
        listeners.add(listener);
    }

    /// Looks once a second from now on.
    @Override
    public void start() {
        looking = ticker.every(PAUSE, "clock-watch", this::look);
    }

    /// Compares the clocks. A slow drift is followed without a word.
    synchronized void look() {
        long now = apart();
        Duration jump = Duration.ofMillis(now - apart);
        apart = now;
        if (jump.abs().compareTo(TOLERATED) <= 0) {
            return;
        }
        log.warn("the clock of the system was put {} by {}; what waits for a time is looked at again",
                jump.isNegative() ? "back" : "forward", jump.abs());
        for (Consumer<Duration> listener : listeners) {
            try {
                listener.accept(jump);
            } catch (RuntimeException e) {
                log.error("a listener for jumps of the clock failed", e);
            }
        }
    }

    private long apart() {
        return ticker.millis() - TimeUnit.NANOSECONDS.toMillis(ticker.since(began));
    }

    @Override
    public void close() {
        looking.close();
    }
}
