package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Forty mixed plugins under load: people who want an answer, five hundred who are in a dialogue, a plugin whose service hangs and one
/// that floods. Tells what was lost, what another read, how memory went, and which processes are left after the end.
///
/// Arguments: `DISTRIBUTION mixed MINUTES TERM|KILL [PER_SECOND]`. Packages are installed first. Nothing is pinned.
public final class MixedBenchmark {
    private static final int PEOPLE = 500;

    private final Expectations expectations = new Expectations();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Random random = new Random(7);
    private final MixedPlugins plugins;
    private SimulatedAccount account;
    private int next;

    private MixedBenchmark(MixedPlugins plugins) {
        this.plugins = plugins;
    }

    public static void main(String[] args) throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            List<Socket> held = new ArrayList<>();
            Thread.ofPlatform().daemon().start(() -> takeAll(hanging, held));
            MixedPlugins plugins = new MixedPlugins(Path.of(args[1]), hanging.getLocalPort());
            new MixedBenchmark(plugins).run(Path.of(args[0]), Integer.parseInt(args[2]), args[3].equals("KILL"),
                    args.length > 4 ? Integer.parseInt(args[4]) : 40);
        }
        System.exit(0);
    }

    private static void takeAll(ServerSocket server, List<Socket> held) {
        try {
            while (true) {
                held.add(server.accept());
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private void run(Path distribution, int minutes, boolean kill, int perSecond) throws Exception {
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(distribution, plugins.scripts(), false)) {
            System.out.println("home " + host.home());
            while (host.api("GET", "/plugins", "").contains("\"installing\"")) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            account = host.connect(simulator, this::heard);
            for (int i = 0; i < PEOPLE; i++) {
                talk(i);
            }
            for (int minute = 1; minute <= minutes; minute++) {
                minute(perSecond);
                System.out.printf(Locale.ROOT, "minute %d: %s; %d open; %s%n", minute, expectations.latencies(),
                        expectations.open(),
                        host.whole());
            }
            timer.shutdownNow();
            for (int i = 0; i < 60 && expectations.open() > 0; i++) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            System.out.println(expectations.balance());
            System.out.println("after " + (kill ? "KILL" : "TERM") + ": " + host.left(kill));
        }
    }

    /// A minute of questions to all plain plugins in turn; every ten seconds one to the plugin that hangs and to the one that floods.
    private void minute(int perSecond) {
        long began = System.nanoTime();
        for (int i = 0; i < 60 * perSecond; i++) {
            LockSupport.parkNanos(began + TimeUnit.SECONDS.toNanos(1) / perSecond * i - System.nanoTime());
            String group = Integer.toString(1000 + i % 300);
            String plugin = plugins.plain().get(i % plugins.plain().size());
            String token = "t" + next++;
            expectations.expect(group, plugin + " heard " + token, true, () -> {});
            say(group, plugin + " " + token);
            if (i % (10 * perSecond) == 0) {
                say("9001", "hang-py-0 x");
                say("9002", "flood-py-0 x");
            }
        }
    }

    /// A person begins a dialogue, answers after up to half a minute, and begins another.
    private void talk(int person) {
        String group = Integer.toString(100_000 + person);
        String plugin = plugins.dialogues().get(person % plugins.dialogues().size());
        String token = "q" + person + "x" + random.nextInt(1_000_000);
        String answer = "a" + person + "y" + random.nextInt(1_000_000);
        expectations.expect(group, plugin + " asks " + token, false, () -> later(1 + random.nextInt(30_000), () -> {
            expectations.expect(group, plugin + " heard " + token + " " + answer, true, () -> later(1_000, () -> talk(person)));
            say(group, answer);
        }));
        say(group, plugin + " " + token);
    }

    private void later(int millis, Runnable what) {
        if (!timer.isShutdown()) {
            timer.schedule(what, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void say(String group, String text) {
        account.emit(account.events().groupText(group, "7" + group, text));
    }

    private void heard(RecordedCall call) {
        if (call.action().equals("send_group_msg") && !call.text().startsWith("flood ")) {
            expectations.read(call.param("group_id"), call.text());
        }
    }
}
