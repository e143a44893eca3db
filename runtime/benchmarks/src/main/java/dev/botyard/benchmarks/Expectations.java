package dev.botyard.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What each group is to read, and what it did read: late, twice, another's, or never.
final class Expectations {
    private record Expected(long since, Runnable then, boolean timed) {}

    private final ConcurrentHashMap<String, Expected> open = new ConcurrentHashMap<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final AtomicLong met = new AtomicLong();

    /// @param timed whether the time until then belongs to the latencies
    /// @param then  what happens when the group has read it
    void expect(String group, String text, boolean timed, Runnable then) {
        open.put(group + " " + text, new Expected(System.nanoTime(), then, timed));
    }

    void read(String group, String text) {
        Expected expected = open.remove(group + " " + text);
        if (expected == null) {
            synchronized (foreign) {
                foreign.add(group + " " + text);
            }
            return;
        }
        met.incrementAndGet();
        if (expected.timed()) {
            synchronized (latencies) {
                latencies.add(System.nanoTime() - expected.since());
            }
        }
        expected.then().run();
    }

    int open() {
        return open.size();
    }

    /// Latencies since the last time.
    String latencies() {
        long[] sorted;
        synchronized (latencies) {
            sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            latencies.clear();
        }
        return sorted.length == 0
                ? "no answers"
                : String.format(Locale.ROOT, "%d answers, p50 %.1f ms, p99 %.1f ms, max %.0f ms", sorted.length,
                        sorted[sorted.length / 2] / 1e6, sorted[(int) (sorted.length * 0.99)] / 1e6,
                        sorted[sorted.length - 1] / 1e6);
    }

    String balance() {
        synchronized (foreign) {
            return met + " as expected, " + open.size() + " never, " + foreign.size() + " twice or of another "
                    + Arrays.toString(foreign.stream().limit(5).toArray()) + open.keySet().stream().limit(5).toList();
        }
    }
}
