package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One movable deadline of a channel. Confined to the event loop. Moving it later costs nothing: the timer that is already set looks
/// again when it fires, so a busy connection does not schedule a task per request.
public final class Watchdog {
    private static final long NONE = Long.MAX_VALUE;

    private final EventLoop loop;
    private final Ticker ticker;
    private final Runnable expired;
    private long deadline = NONE;
    private long timerAt = NONE;
    private Future<?> timer;

    public Watchdog(EventLoop loop, Ticker ticker, Runnable expired) {
        this.ticker = ticker;
        this.loop = loop;
        this.expired = expired;
    }

    /// Calls `expired` after this time unless moved before.
    public void within(Duration time) {
        deadline = ticker.in(time);
        if (timer == null || timerAt - deadline > 0) {
            schedule();
        }
    }

    /// No deadline for now.
    public void off() {
        deadline = NONE;
    }

    /// The end.
    public void cancel() {
        deadline = NONE;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule() {
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = deadline;
        timer = loop.schedule(this::look, Math.max(0, ticker.until(deadline)), TimeUnit.NANOSECONDS);
    }

    private void look() {
        timer = null;
        if (deadline == NONE) {
            return;
        }
        if (ticker.until(deadline) > 0) {
            schedule();
            return;
        }
        deadline = NONE;
        expired.run();
    }
}
