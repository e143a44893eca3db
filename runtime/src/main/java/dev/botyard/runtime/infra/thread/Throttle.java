package dev.botyard.runtime.infra.thread;

import java.time.Duration;
import java.util.LinkedHashMap;

/// Lets the same thing through once in a while: a line of the log, a sentence to a chat. Thread-safe.
public final class Throttle {
    private final Ticker ticker;
    private final long pause;
    private final int most;
    private final LinkedHashMap<String, Long> passed = new LinkedHashMap<>();

    public Throttle(Ticker ticker, Duration pause) {
        this(ticker, pause, Integer.MAX_VALUE);
    }

    /// @param most how many different things may pass within a pause, where strangers choose what they are
    public Throttle(Ticker ticker, Duration pause, int most) {
        this.ticker = ticker;
        this.pause = pause.toNanos();
        this.most = most;
    }

    /// Whether this has not passed within the last pause; then it passes now.
    public synchronized boolean passes(String what) {
        // Put in order of time, so the oldest is the first.
        while (!passed.isEmpty() && ticker.since(passed.firstEntry().getValue()) >= pause) {
            passed.pollFirstEntry();
        }
        return passed.size() < most && passed.putIfAbsent(what, ticker.nanoTime()) == null;
    }
}
