package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Message in → script → reply out, through a host in a process of its own, over OneBot v11 reverse WebSocket.
///
/// Arguments: `DISTRIBUTION SCRIPT [SECONDS]`; the script must answer `echo N` with `N`. The host and its workers are pinned to the first core
/// where `taskset` is there; pin this process to another: `taskset -c 1 java …`.
public final class EchoBenchmark {
    private static final int[] IN_FLIGHT = {1, 8, 64};
    private static final int OPEN_LOOP_PER_SECOND = 500;

    private final ConcurrentHashMap<String, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final List<Long> latencies = new ArrayList<>();
    private final Semaphore slots = new Semaphore(0);
    private int next;

    private EchoBenchmark() {}

    public static void main(String[] args) throws Exception {
        new EchoBenchmark().measure(Path.of(args[0]), Path.of(args[1]), args.length > 2 ? Integer.parseInt(args[2]) : 5);
    }

    private void measure(Path distribution, Path script, int seconds) throws Exception {
        Path home = Files.createTempDirectory("botyard-bench");
        Files.createDirectories(home.resolve("accounts"));
        Files.createDirectories(home.resolve("plugins"));
        Files.copy(script, home.resolve("plugins").resolve(script.getFileName()));
        Files.writeString(home.resolve("accounts/bench.yaml"),
                "im: qq\ndefault: true\nconfig:\n  self_id: \"10001\"\n  access_token: bench-token\n");
        Process host = start(home, distribution);
        try (OneBotSimulator simulator = new OneBotSimulator();
                BufferedReader output = host.inputReader(StandardCharsets.UTF_8)) {
            URI address = URI.create(output.readLine());
            SimulatedAccount account = simulator.account("10001").token("bench-token").recording(false).onCall(this::answered);
            account.connect(URI.create("ws://" + address.getAuthority() + "/api/qq/receive"));
            closedLoop(account, 8, 3);
            for (int inFlight : IN_FLIGHT) {
                long cpu = cpuMillis(host);
                int replies = closedLoop(account, inFlight, seconds);
                report(inFlight + " in flight", replies / (double) seconds, (cpuMillis(host) - cpu) / (double) replies);
            }
            openLoop(account, seconds);
            report("open loop " + OPEN_LOOP_PER_SECOND + "/s", OPEN_LOOP_PER_SECOND, Double.NaN);
            System.out.println("lost " + sentAt.size() + ", doubled " + doubled.get());
        } finally {
            host.destroy();
        }
    }

    private static Process start(Path home, Path distribution) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC", "-Xmx256m", "-cp", System.getProperty("java.class.path"), HostProcess.class.getName(),
                        home.toString(),
                        distribution.toString()));
        return new ProcessBuilder(command).redirectError(home.resolve("host.log").toFile()).start();
    }

    /// CPU of the host's process alone, without its workers.
    private static long cpuMillis(Process host) {
        return host.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private void answered(RecordedCall call) {
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

    private void send(SimulatedAccount account) {
        String text = Integer.toString(next++);
        sentAt.put(text, System.nanoTime());
        account.emit(account.events().groupText(Integer.toString(1000 + next % 64), "77", "echo " + text));
    }

    private int closedLoop(SimulatedAccount account, int inFlight, int seconds) throws InterruptedException {
        forget();
        slots.drainPermits();
        slots.release(inFlight);
        int sent = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (!slots.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no reply for 10 s; " + sentAt.size() + " open");
            }
            send(account);
            sent++;
        }
        slots.tryAcquire(inFlight, 10, TimeUnit.SECONDS);
        return sent;
    }

    private void openLoop(SimulatedAccount account, int seconds) throws InterruptedException {
        forget();
        slots.drainPermits();
        int count = OPEN_LOOP_PER_SECOND * seconds;
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(1) / OPEN_LOOP_PER_SECOND * i;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(account);
        }
        slots.tryAcquire(count, 10, TimeUnit.SECONDS);
    }

    private void forget() {
        synchronized (latencies) {
            latencies.clear();
        }
    }

    private void report(String what, double perSecond, double cpuPerReply) {
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
}
