package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Sends `echo N` into 64 groups, through its accounts in turn, and waits for the answers `N`.
final class EchoLoad {
    private final ConcurrentHashMap<String, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final List<Long> latencies = new ArrayList<>();
    private final Semaphore slots = new Semaphore(0);
    private int next;

    /// Takes what the host calls.
    void answered(RecordedCall call) {
        if (!call.action().equals("send_group_msg")) {
            return;
        }
        Long sent = sentAt.remove(call.text());
        if (sent == null) {
            doubled.incrementAndGet();
            return;
        }
        synchronized (latencies) {
            latencies.add(System.nanoTime() - sent);
        }
        slots.release();
    }

    private void send(List<SimulatedAccount> accounts) {
        String text = Integer.toString(next++);
        SimulatedAccount account = accounts.get(next % accounts.size());
        sentAt.put(text, System.nanoTime());
        account.emit(account.events().groupText(Integer.toString(1000 + next % 64), "77", "echo " + text));
    }

    /// Keeps `inFlight` messages without an answer; tells how many were sent.
    int closedLoop(List<SimulatedAccount> accounts, int inFlight, int seconds) throws InterruptedException {
        forget();
        slots.drainPermits();
        slots.release(inFlight);
        int sent = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (!slots.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no reply for 10 s; " + sentAt.size() + " open");
            }
            send(accounts);
            sent++;
        }
        slots.tryAcquire(inFlight, 10, TimeUnit.SECONDS);
        return sent;
    }

    /// Sends at a fixed pace, whatever the answers do.
    void openLoop(List<SimulatedAccount> accounts, int perSecond, int seconds) throws InterruptedException {
        forget();
        slots.drainPermits();
        int count = perSecond * seconds;
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(1) / perSecond * i;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(accounts);
        }
        slots.tryAcquire(count, 10, TimeUnit.SECONDS);
    }

    private void forget() {
        synchronized (latencies) {
            latencies.clear();
        }
    }

    /// Prints the latencies since the last loop began.
    void report(String what, double perSecond, double cpuPerReply) {
        long[] sorted;
        synchronized (latencies) {
            sorted = latencies.stream().mapToLong(Long::longValue).toArray();
        }
        Arrays.sort(sorted);
        System.out.printf(Locale.ROOT,
                "%-18s %8.0f replies/s   p50 %6.3f ms   p99 %6.3f ms   max %7.3f ms   host CPU %.3f ms/reply%n", what, perSecond,
                quantile(sorted, 0.50), quantile(sorted, 0.99), quantile(sorted, 1), cpuPerReply);
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
    }

    /// What became of all messages: "lost 0, doubled 0".
    String balance() {
        return "lost " + sentAt.size() + ", doubled " + doubled.get();
    }
}
