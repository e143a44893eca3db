package dev.botyard.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One account of [LifeSimulation] with its platform, and the times at which it was away.
abstract class LifeMember {
    /// Around a disconnect, what was sent or answered may be lost by a protocol that does not repeat it.
    private static final long MARGIN_MS = 250;

    final String id;
    private final List<long[]> gaps = new ArrayList<>();

    LifeMember(String id) {
        this.id = id;
    }

    /// Brings the account online.
    abstract void arrive(HostUnderLoad host) throws Exception;

    /// Somebody says `echo TEXT`. May fail while the account is away.
    abstract void say(String text);

    /// The platform goes away.
    abstract void leave();

    /// The platform is there again; returns once the account is.
    abstract void comeBack(HostUnderLoad host) throws Exception;

    /// What the account has answered since it was last asked.
    abstract List<String> answers();

    /// @return false when it is away already
    final boolean begin() {
        synchronized (gaps) {
            if (!gaps.isEmpty() && gaps.getLast()[1] == Long.MAX_VALUE) {
                return false;
            }
            gaps.add(new long[]{System.currentTimeMillis() - MARGIN_MS, Long.MAX_VALUE});
        }
        return true;
    }

    final void end() {
        synchronized (gaps) {
            gaps.getLast()[1] = System.currentTimeMillis() + MARGIN_MS;
        }
    }

    final int disconnects() {
        synchronized (gaps) {
            return gaps.size();
        }
    }

    /// Whether the account was away at that time, or about to go.
    final boolean away(long millis) {
        synchronized (gaps) {
            return gaps.stream().anyMatch(gap -> millis >= gap[0] && millis <= gap[1]);
        }
    }

    /// Waits for something that the host does by itself.
    static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the host did not come back within two minutes");
            }
            Thread.sleep(10);
        }
    }
}
