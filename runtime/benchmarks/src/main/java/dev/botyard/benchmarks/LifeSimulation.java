package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A long life in short: six OneBot accounts, fifty messages a second each, and disconnects at random moments. At the end everything is
/// counted: messages that were not answered though their connection lived, messages answered twice, status changes without a reason, memory.
///
/// Arguments: `DISTRIBUTION SCRIPT [SECONDS [DISCONNECTS [SEED]]]`. OneBot does not repeat events: one that is sent within [#MARGIN_MS] before a
/// connection breaks, or until it is online again, may be lost by the protocol, and so may its answer.
public final class LifeSimulation {
    private static final int ACCOUNTS = 6;
    private static final int PER_SECOND = 50;
    private static final long MARGIN_MS = 250;
    private static final Pattern STATUS = Pattern.compile("account (life\\d): (\\w+)(.*)");

    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final List<Member> members = new ArrayList<>();

    private LifeSimulation() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 180;
        int disconnects = args.length > 3 ? Integer.parseInt(args[3]) : 200;
        long seed = args.length > 4 ? Long.parseLong(args[4]) : 1;
        new LifeSimulation().live(Path.of(args[0]), Path.of(args[1]), seconds, disconnects, new Random(seed));
    }

    private static final class Member {
        private final String id;
        private final SimulatedAccount account;
        private final List<long[]> breaks = new ArrayList<>();
        private int dropped;

        Member(String id, SimulatedAccount account) {
            this.id = id;
            this.account = account;
        }

        /// Whether the protocol could have lost what was sent or answered at that time.
        synchronized boolean excused(long millis) {
            return breaks.stream().anyMatch(gap -> millis >= gap[0] - MARGIN_MS && millis <= gap[1] + MARGIN_MS);
        }
    }

    private void live(Path distribution, Path script, int seconds, int disconnects, Random random) throws Exception {
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(distribution, List.of(script), false)) {
            for (int i = 0; i < ACCOUNTS; i++) {
                host.account("life" + i, "2000" + i);
            }
            for (int i = 0; i < ACCOUNTS; i++) {
                members.add(new Member("life" + i, simulator.account("2000" + i).token("bench-token").recording(false)
                        .onCall(this::heard)));
                connect(host, members.get(i));
            }
            speak(seconds / 3, 0, host, random);
            long early = host.residentKibibytes();
            int sent = speak(seconds - seconds / 3, disconnects, host, random);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            report(host, early, sent);
        }
    }

    private void heard(RecordedCall call) {
        if (call.action().equals("send_group_msg") && answered.putIfAbsent(call.text(), System.currentTimeMillis()) != null) {
            doubled.incrementAndGet();
        }
    }

    /// A broken connection stays away for up to two seconds, like an implementation that tries again.
    private int speak(int seconds, int disconnects, HostUnderLoad host, Random random) throws InterruptedException {
        int perAccount = seconds * PER_SECOND;
        long began = System.nanoTime();
        Thread breaker = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < disconnects; i++) {
                long due = began + TimeUnit.SECONDS.toNanos(seconds) / Math.max(1, disconnects) * i
                        + random.nextLong(TimeUnit.MILLISECONDS.toNanos(100));
                LockSupport.parkNanos(due - System.nanoTime());
                while (!breakOne(host, members.get(random.nextInt(ACCOUNTS)), random.nextInt(2_000))) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        });
        for (int i = 0; i < perAccount; i++) {
            long due = began + TimeUnit.SECONDS.toNanos(1) / PER_SECOND * i;
            LockSupport.parkNanos(due - System.nanoTime());
            for (Member member : members) {
                say(member, i);
            }
        }
        breaker.join();
        return perAccount * ACCOUNTS;
    }

    private void say(Member member, int number) {
        String text = member.id + "x" + open.size();
        open.put(text, System.currentTimeMillis());
        try {
            member.account.emit(member.account.events().groupText(Integer.toString(100 + number % 50), "77", "echo " + text));
        } catch (RuntimeException notConnected) {
            // Excused below, because the account is away.
        }
    }

    /// @return false when the account is away already
    private static boolean breakOne(HostUnderLoad host, Member member, int awayMillis) {
        long[] gap = {System.currentTimeMillis(), Long.MAX_VALUE / 2};
        synchronized (member) {
            if (!member.breaks.isEmpty() && member.breaks.getLast()[1] > gap[0]) {
                return false;
            }
            member.breaks.add(gap);
            member.dropped++;
        }
        member.account.lines().forEach(line -> line.socket().abort());
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(awayMillis));
            connect(host, member);
            synchronized (member) {
                gap[1] = System.currentTimeMillis();
            }
        });
        return true;
    }

    private static void connect(HostUnderLoad host, Member member) {
        for (int i = 0; i < 200; i++) {
            try {
                host.connect(member.account);
                return;
            } catch (IOException refused) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException(member.id + " could not connect again");
    }

    private void report(HostUnderLoad host, long early, int sent) throws IOException {
        int lost = 0;
        int excused = 0;
        for (Map.Entry<String, Long> message : open.entrySet()) {
            if (!answered.containsKey(message.getKey())) {
                Member member = members.get(message.getKey().charAt(4) - '0');
                if (member.excused(message.getValue())) {
                    excused++;
                } else {
                    lost++;
                }
            }
        }
        int dropped = members.stream().mapToInt(member -> member.dropped).sum();
        System.out.printf("messages %d (%d with disconnects), disconnects %d%n", open.size(), sent, dropped);
        System.out.printf("answered %d, lost while connected %d, lost around a disconnect %d, answered twice %d%n",
                answered.size(),
                lost, excused, doubled.get());
        System.out.printf("status changes: %s%n", statusChanges(host));
        System.out.printf("memory of the host: %d MiB before the disconnects, %d MiB after%n", early >> 10,
                host.residentKibibytes() >> 10);
    }

    private static String statusChanges(HostUnderLoad host) throws IOException {
        int online = 0;
        int losses = 0;
        int unexplained = 0;
        try (Stream<String> lines = Files.lines(host.log())) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher status = STATUS.matcher(line);
                if (!status.find()) {
                    continue;
                }
                switch (status.group(2)) {
                    case "online" -> online++;
                    case "retrying" -> losses++;
                    default -> {
                    }
                }
                if (status.group(2).equals("retrying") && status.group(3).isBlank()) {
                    unexplained++;
                }
            }
        }
        return online + " online, " + losses + " lost, " + unexplained + " without a reason";
    }
}
