package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.nio.file.Path;
import java.util.List;

/// Message in → script → reply out, through a host in a process of its own, over OneBot v11 reverse WebSocket.
///
/// Arguments: `DISTRIBUTION SCRIPT [SECONDS]`; the script must answer `echo N` with `N`. The host and its workers are pinned to the first core
/// where `taskset` is there; pin this process to another: `taskset -c 1 java …`.
public final class EchoBenchmark {
    private static final int[] IN_FLIGHT = {1, 8, 64};
    private static final int OPEN_LOOP_PER_SECOND = 500;
    private static final int WARM_UP_SECONDS = 8;

    private EchoBenchmark() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        EchoLoad load = new EchoLoad();
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(Path.of(args[0]), List.of(Path.of(args[1])), true)) {
            SimulatedAccount account = host.connect(simulator, load::answered);
            load.closedLoop(List.of(account), 8, WARM_UP_SECONDS);
            for (int inFlight : IN_FLIGHT) {
                long cpu = host.cpuMillis();
                int replies = load.closedLoop(List.of(account), inFlight, seconds);
                load.report(inFlight + " in flight", replies / (double) seconds, (host.cpuMillis() - cpu) / (double) replies);
            }
            load.openLoop(List.of(account), OPEN_LOOP_PER_SECOND, seconds);
            load.report("open loop " + OPEN_LOOP_PER_SECOND + "/s", OPEN_LOOP_PER_SECOND, Double.NaN);
            System.out.println(load.balance());
            System.out.println(host.memory());
        }
    }
}
