package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A long life in short: two accounts each of QQ (OneBot), WeChat (iLink) and Qianxun, fifty messages a second each, and disconnects at random
/// moments. At the end everything is counted for each account: messages that were not answered though it was there, messages answered twice,
/// status changes without a reason, memory.
///
/// Arguments: `DISTRIBUTION SCRIPT [SECONDS [DISCONNECTS [SEED]]]`; the first third of the time passes without disconnects.
public final class LifeSimulation {
    private static final int PER_SECOND = 50;
    private static final Pattern STATUS = Pattern.compile("account (life_\\w+): (\\w+)(.*)");

    private final Map<String, Long> said = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();

    private LifeSimulation() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 180;
        int disconnects = args.length > 3 ? Integer.parseInt(args[3]) : 200;
        long seed = args.length > 4 ? Long.parseLong(args[4]) : 1;
        new LifeSimulation().live(Path.of(args[0]), Path.of(args[1]), seconds, disconnects, new Random(seed));
        System.exit(0);
    }

    private void live(Path distribution, Path script, int seconds, int disconnects, Random random) throws Exception {
        try (OneBotSimulator simulator = new OneBotSimulator();
                HostUnderLoad host = new HostUnderLoad(distribution, List.of(script), false)) {
            // A day is some hundred times as long; pauses that protect platforms for a day's losses would fill these minutes.
            host.file("botyard.yaml", "reconnect: { max_pause: 2s, stable_after: 500ms }\nalerts: { enabled: false }\n");
            List<LifeMember> members = List.of(new OneBotLife("life_qq1", "20001", simulator, host),
                    new OneBotLife("life_qq2", "20002", simulator, host), new WeixinLife("life_weixin1", host),
                    new WeixinLife("life_weixin2", host), new QxLife("life_qx1", host), new QxLife("life_qx2", host));
            for (LifeMember member : members) {
                member.arrive(host);
            }
            speak(members, seconds / 3, 0, host, random);
            long early = host.residentKibibytes();
            speak(members, seconds - seconds / 3, disconnects, host, random);
            for (int i = 0; i < 100; i++) {
                listen(members);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            members.forEach(this::report);
            System.out.printf(Locale.ROOT,
                    "status changes: %s%nmemory of the host: %d MiB before the disconnects, %d MiB after%n",
                    statusChanges(host), early >> 10, host.residentKibibytes() >> 10);
        }
    }

    private void speak(List<LifeMember> members, int seconds, int disconnects, HostUnderLoad host, Random random)
            throws InterruptedException {
        long began = System.nanoTime();
        Thread breaker = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < disconnects; i++) {
                long due = began + TimeUnit.SECONDS.toNanos(seconds) / disconnects * i
                        + random.nextLong(TimeUnit.MILLISECONDS.toNanos(100));
                LockSupport.parkNanos(due - System.nanoTime());
                while (!disturb(members.get(random.nextInt(members.size())), random.nextInt(1_000), host)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        });
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            LockSupport.parkNanos(began + TimeUnit.SECONDS.toNanos(1) / PER_SECOND * i - System.nanoTime());
            members.forEach(this::say);
            if (i % 10 == 0) {
                listen(members);
            }
        }
        breaker.join();
    }

    private void say(LifeMember member) {
        String text = member.id + "-" + said.size();
        said.put(text, System.currentTimeMillis());
        try {
            member.say(text);
        } catch (RuntimeException away) {
            // Counted as said while the account was away.
        }
    }

    private static boolean disturb(LifeMember member, int awayMillis, HostUnderLoad host) {
        if (!member.begin()) {
            return false;
        }
        member.leave();
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(awayMillis));
            try {
                member.comeBack(host);
            } catch (Exception e) {
                System.out.println(member.id + ": " + e);
            } finally {
                member.end();
            }
        });
        return true;
    }

    private void listen(List<LifeMember> members) {
        members.forEach(member -> member.answers()
                .forEach(text -> answered.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet()));
    }

    private void report(LifeMember member) {
        int all = 0;
        int lost = 0;
        int away = 0;
        int twice = 0;
        for (Map.Entry<String, Long> message : said.entrySet()) {
            if (!message.getKey().startsWith(member.id + "-")) {
                continue;
            }
            all++;
            AtomicInteger answers = answered.get(message.getKey());
            if (answers != null) {
                twice += answers.get() > 1 ? 1 : 0;
            } else if (member.away(message.getValue())) {
                away++;
            } else {
                lost++;
            }
        }
        System.out.printf(Locale.ROOT,
                "%-12s said %6d   disconnects %3d   not answered: while there %d, around a disconnect %d   answered twice %d%n",
                member.id, all, member.disconnects(), lost, away, twice);
    }

    private static String statusChanges(HostUnderLoad host) throws IOException {
        int online = 0;
        int losses = 0;
        int unexplained = 0;
        try (Stream<String> lines = Files.lines(host.log())) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher status = STATUS.matcher(line);
                if (status.find()) {
                    boolean loss = status.group(2).equals("retrying");
                    online += status.group(2).equals("online") ? 1 : 0;
                    losses += loss ? 1 : 0;
                    unexplained += loss && status.group(3).isBlank() ? 1 : 0;
                }
            }
        }
        return online + " online, " + losses + " lost, " + unexplained + " without a reason";
    }
}
