package dev.botyard.acceptance;

import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The host on which all cases are played: the home `yard/` with all of `scripts/` as its plugins, and its QQ accounts `bot` (the default) and
/// `other` online, `away` not. Beside them WeChat and Qianxun are played, with two accounts each.
final class Yard implements AutoCloseable {
    private static final Map<String, String> ONLINE = Map.of("bot", "10001", "other", "10002");

    private final RunningHost host;
    private final String settings;
    private final Map<String, SimulatedAccount> accounts = new TreeMap<>();
    private final List<PlayedIm> platforms = List.of(new PlayedQq(accounts), new PlayedWeixin(), new PlayedQx());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Consumer<Call> listener = call -> {};

    /// What a platform was asked.
    ///
    /// @param account the account that asked
    record Call(String account, RecordedCall wire) {

        /// Whether it says something to people.
        boolean isMessage() {
            return wire.action().matches("send_(group|private)_msg|upload_(group|private)_file");
        }

        /// The number of the group, or `private` and that of the person.
        String chat() {
            String group = wire.param("group_id");
            return group.isEmpty() ? "private " + wire.param("user_id") : group;
        }

        /// The kinds of its parts, `upload` where it is a file's call.
        String kinds() {
            return wire.action().startsWith("upload_") ? "upload" : wire.types();
        }

        /// Whether it is text and nothing else.
        boolean isPlain() {
            return kinds().matches("text( text)*");
        }

        @Override
        public String toString() {
            return account + " " + wire.action() + " " + wire.params();
        }
    }

    Yard(Path home) throws Exception {
        host = new RunningHost(home);
        copy(resource("yard"), home);
        copy(resource("scripts"), home.resolve("plugins"));
        copy(samples(), home.resolve("plugins/golden"));
        settings = Files.readString(home.resolve("botyard.yaml")) + workers(home);
        Files.writeString(home.resolve("botyard.yaml"), settings);
        for (PlayedIm platform : platforms) {
            platform.prepare(host);
        }
        host.start();
        for (Map.Entry<String, String> account : ONLINE.entrySet()) {
            SimulatedAccount played = host.connect(account.getKey(), account.getValue());
            played.onCall(call -> heard(new Call(account.getKey(), call)));
            accounts.put(account.getKey(), played);
        }
        for (PlayedIm platform : platforms) {
            platform.arrive(host);
        }
    }

    /// What `-Dbotyard.workers` asks for: `tcp`, or `bare`, where Python has what it has on Windows alone.
    private static String workers(Path home) throws IOException {
        return switch (System.getProperty("botyard.workers", "")) {
            case "" -> "";
            case "tcp" -> "plugins: { transport: tcp }\n";
            case "bare" -> {
                Path python = home.resolve("bare-python");
                Files.writeString(python, "#!/bin/sh\nPYTHONPATH='" + RunningHost.pluginsSource().resolve("sdk-python/tests/bare")
                        + "' exec python3 \"$@\"\n");
                Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
                yield "plugins: { transport: tcp, python: " + python + " }\n";
            }
            case String other -> throw new IllegalArgumentException("botyard.workers is " + other + ", not tcp or bare");
        };
    }

    private void heard(Call call) {
        calls.add(call);
        listener.accept(call);
    }

    /// The golden samples of the protocol.
    static Path samples() {
        return RunningHost.pluginsSource().resolve("protocol/golden");
    }

    static Path resource(String name) throws URISyntaxException {
        return Path.of(Yard.class.getResource("/" + name).toURI());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).filter(one -> !isCase(one)).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static boolean isCase(Path file) {
        return file.getParent().endsWith("scripts") && file.toString().endsWith(".yaml");
    }

    RunningHost host() {
        return host;
    }

    SimulatedAccount account(String id) {
        SimulatedAccount account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("no account " + id + " is online, only " + accounts.keySet());
        }
        return account;
    }

    Map<String, SimulatedAccount> accounts() {
        return accounts;
    }

    /// The platform of an account, of whatever IM.
    PlayedIm platform(String account) {
        return platforms.stream().filter(one -> one.accounts().contains(account)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no platform has the account " + account));
    }

    /// What the platform was asked since [#forget], in order.
    List<Call> calls() {
        return calls;
    }

    /// Is told of each call before it is answered.
    void listen(Consumer<Call> value) {
        listener = value;
    }

    /// The settings that hold unless a case says more.
    String settings() {
        return settings;
    }

    void forget() {
        listener = call -> {};
        accounts.values().forEach(SimulatedAccount::forgetCalls);
        platforms.forEach(PlayedIm::forget);
        calls.clear();
    }

    /// From now on does with calls of an action what it usually does.
    void normal(String account, String action) {
        account(account).on(action, Behaviour.NORMAL);
    }

    @Override
    public void close() {
        host.close();
        platforms.forEach(PlayedIm::close);
    }
}
