package dev.botyard.benchmarks;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The other way to run scripts, for comparison: a `python3` process per message that reads a message and prints the reply. `[SECONDS [INTERPRETER]]`.
public final class ProcessBenchmark {
    private static final String SCRIPT = "import json, sys; print(json.dumps({'reply': json.load(sys.stdin)['message'][5:]}))";

    private ProcessBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        String interpreter = args.length > 1 ? args[1] : "python3";
        List<Long> latencies = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            Process process = new ProcessBuilder(interpreter, "-c", SCRIPT).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(("{\"message\":\"echo " + latencies.size() + "\"}").getBytes(StandardCharsets.UTF_8));
            }
            process.getInputStream().readAllBytes();
            process.waitFor();
            latencies.add(System.nanoTime() - began);
        }
        latencies.sort(null);
        System.out.printf(Locale.ROOT, "process per message %8.0f replies/s   p50 %6.3f ms   p99 %6.3f ms%n",
                latencies.size() / (double) seconds,
                latencies.get(latencies.size() / 2) / 1e6, latencies.get((int) (latencies.size() * 0.99)) / 1e6);
    }
}
