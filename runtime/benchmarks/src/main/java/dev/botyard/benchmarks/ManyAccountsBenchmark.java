package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Very many accounts in one process: how long until the host is ready and all are online, its memory, an echo through all of them in turn,
/// and a moment at which all connections are lost at once.
///
/// Arguments: `DISTRIBUTION SCRIPT [ACCOUNTS [SECONDS [HEAP_MEBIBYTES]]]`. Needs as many open files as accounts, twice (`ulimit -n`).
public final class ManyAccountsBenchmark {
    private static final int PER_SECOND = 200;

    private ManyAccountsBenchmark() {}

    public static void main(String[] args) throws Exception {
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 20;
        int heap = args.length > 4 ? Integer.parseInt(args[4]) : 640;
        EchoLoad load = new EchoLoad();
        long began = System.nanoTime();
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(Path.of(args[0]), List.of(Path.of(args[1])), false, heap, count)) {
            told("host ready", began, host);
            List<SimulatedAccount> accounts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                accounts.add(simulator.account(Integer.toString(1_000_000 + i)).token("bench-token").recording(false)
                        .onCall(load::answered));
            }
            began = System.nanoTime();
            connect(accounts, host);
            awaitOnline(host, count);
            told("all online", began, host);
            long cpu = host.cpuMillis();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
            System.out.printf(Locale.ROOT, "idle: %.1f %% of a core%n", (host.cpuMillis() - cpu) / (seconds * 10.0));
            load.openLoop(accounts, PER_SECOND, seconds);
            load.report(PER_SECOND + "/s over all", PER_SECOND, Double.NaN);
            System.out.println(load.balance());
            began = System.nanoTime();
            accounts.forEach(account -> account.lines().forEach(line -> line.socket().abort()));
            connect(accounts, host);
            awaitOnline(host, count);
            told("all online again after all connections were lost", began, host);
            load.openLoop(accounts, PER_SECOND, seconds);
            load.report(PER_SECOND + "/s over all", PER_SECOND, Double.NaN);
            System.out.println(load.balance());
            System.out.println(host.memory());
        }
        System.exit(0);
    }

    private static void connect(Collection<SimulatedAccount> accounts, HostUnderLoad host) throws Exception {
        try (ExecutorService connectors = Executors.newFixedThreadPool(32)) {
            List<Callable<Void>> calls = new ArrayList<>();
            accounts.forEach(account -> calls.add(() -> {
                LifeMember.until(() -> host.takes(account));
                return null;
            }));
            for (Future<Void> call : connectors.invokeAll(calls)) {
                call.get();
            }
        }
    }

    private static void awaitOnline(HostUnderLoad host, int count) throws InterruptedException {
        LifeMember.until(() -> host.online() >= count);
    }

    private static void told(String what, long began, HostUnderLoad host) throws IOException {
        System.out.printf(Locale.ROOT, "%s after %.1f s, %d MiB resident%n", what, (System.nanoTime() - began) / 1e9,
                host.residentKibibytes() >> 10);
    }
}
