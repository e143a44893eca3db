package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What scripts out of control do to an echo script's latency: first alone, then beside endless loops, a catastrophic pattern, endless
/// allocation, a gigabyte of output and a script that kills its own process, all at once; the last again each second.
///
/// Arguments: `DISTRIBUTION SCRIPT FOLDER [SECONDS]`. Nothing is pinned: host, workers and load share the machine.
public final class WildBenchmark {
    private static final int PER_SECOND = 100;

    private WildBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 3 ? Integer.parseInt(args[3]) : 20;
        List<Path> scripts = new ArrayList<>(List.of(Path.of(args[1])));
        try (Stream<Path> wild = Files.list(Path.of(args[2]))) {
            wild.sorted().forEach(scripts::add);
        }
        EchoLoad load = new EchoLoad();
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(Path.of(args[0]), scripts, false)) {
            SimulatedAccount account = host.connect(simulator, load::answered);
            load.closedLoop(List.of(account), 8, 5);
            measure(load, account, "alone", seconds);
            account.emit(account.events().groupText("1", "78", "wild"));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            Thread.ofPlatform().daemon().start(() -> repeat(account));
            measure(load, account, "beside wild scripts", seconds);
            System.out.println(load.balance());
            System.out.println(host.memory());
        }
    }

    private static void repeat(SimulatedAccount account) {
        while (true) {
            account.emit(account.events().groupText("1", "78", "again"));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void measure(EchoLoad load, SimulatedAccount account, String when, int seconds) throws InterruptedException {
        load.openLoop(List.of(account), PER_SECOND, seconds);
        load.report(when, PER_SECOND, Double.NaN);
    }
}
