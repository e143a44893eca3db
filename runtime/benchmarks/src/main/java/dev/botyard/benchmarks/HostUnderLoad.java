package dev.botyard.benchmarks;

import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A host in a process of its own, with one QQ account and the plugins to be measured, in a home that is made for it.
final class HostUnderLoad implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on (http\\S+)");

    private static final Pattern ONLINE = Pattern.compile("botyard_accounts\\{im=\"qq\",state=\"online\"} ([0-9.E]+)");

    private final Process process;
    private final URI address;
    private final Path home;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param oneCore whether host and workers are pinned to the first core, where `taskset` is there
    HostUnderLoad(Path distribution, List<Path> scripts, boolean oneCore) throws IOException {
        this(distribution, scripts, oneCore, 256, 0);
    }

    /// @param heapMebibytes limit of the host's heap
    /// @param more          accounts beside the first: `more_0`, logged in as 1000000, and so on
    HostUnderLoad(Path distribution, List<Path> scripts, boolean oneCore, int heapMebibytes, int more) throws IOException {
        this(distribution, newHome(scripts, more), oneCore, heapMebibytes);
    }

    /// @param home that is there already
    HostUnderLoad(Path distribution, Path home, boolean oneCore, int heapMebibytes) throws IOException {
        this.home = home;
        List<String> command = new ArrayList<>();
        if (oneCore && Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(List.of(distribution.resolve("bin/botyard").toString(), "run", "--port", "0", "--home", home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().put("BOTYARD_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("BOTYARD_JAVA_OPTS", "-Xmx" + heapMebibytes + "m");
        // Making the archive would take a core in the middle of the measurement.
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        process = builder.start();
        address = awaitAddress();
    }

    private static Path newHome(List<Path> scripts, int more) throws IOException {
        Path home = Files.createTempDirectory("botyard-bench");
        Files.createDirectories(home.resolve("accounts"));
        Files.createDirectories(home.resolve("plugins"));
        for (Path script : scripts) {
            Files.copy(script, home.resolve("plugins").resolve(script.getFileName()));
        }
        account(home, "bench", "10001");
        for (int i = 0; i < more; i++) {
            account(home, "more_" + i, Integer.toString(1_000_000 + i));
        }
        return home;
    }

    private URI awaitAddress() throws IOException {
        for (int i = 0; i < 3_000 && process.isAlive(); i++) {
            Matcher ready = READY.matcher(Files.readString(log()));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new IOException("The host did not become ready:\n" + Files.readString(log()));
    }

    /// A QQ account; the host takes it up within two seconds when it runs.
    final void account(String id, String selfId) throws IOException {
        account(home, id, selfId);
    }

    private static void account(Path home, String id, String selfId) throws IOException {
        Files.writeString(home.resolve("accounts/" + id + ".yaml"),
                "im: qq\nconfig:\n  self_id: \"" + selfId + "\"\n  access_token: bench-token\n");
    }

    final void file(String path, String content) throws IOException {
        Files.writeString(home.resolve(path), content);
    }

    URI address() {
        return address;
    }

    /// How many accounts of QQ are online, as the metrics tell.
    int online() {
        Matcher online = ONLINE.matcher(ask("GET", "/metrics", ""));
        return online.find() ? (int) Double.parseDouble(online.group(1)) : 0;
    }

    /// The body of the admin API's answer, `""` while there is none.
    String api(String method, String path, String body) {
        return ask(method, "/api/v1" + path, body);
    }

    private String ask(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                    .header("Authorization", "Bearer " + Files.readString(home.resolve("data/admin.token")).strip())
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    void connect(SimulatedAccount account) throws IOException {
        account.connect(URI.create("ws://" + address.getAuthority() + "/api/qq/receive"));
    }

    /// Whether the host takes the connection now.
    boolean takes(SimulatedAccount account) {
        try {
            connect(account);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    Path home() {
        return home;
    }

    Path log() {
        return home.resolve("host.log");
    }

    long residentKibibytes() throws IOException {
        return status("VmRSS:");
    }

    SimulatedAccount connect(OneBotSimulator simulator, Consumer<RecordedCall> onCall) throws IOException {
        SimulatedAccount account = simulator.account("10001").token("bench-token").recording(false).onCall(onCall::accept);
        connect(account);
        return account;
    }

    /// Threads, open files and memory of the host's process, where the system tells.
    String footprint() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return status("Threads:") + " threads, " + files.count() + " open files, " + (residentKibibytes() >> 10)
                    + " MiB resident";
        }
    }

    /// What the metrics tell of class loaders of replaced adapters.
    String loaders() {
        return ask("GET", "/metrics", "").lines().filter(line -> line.startsWith("botyard_adapter_loaders"))
                .collect(Collectors.joining(", "));
    }

    /// CPU of the host's process alone, without its workers.
    long cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /// Resident and proportional memory of the host's process and of each process below it, where the system tells.
    String memory() throws IOException {
        StringBuilder said = new StringBuilder("memory (RSS, of that alone its own):");
        said.append(" host ").append(memoryOf(process.pid()));
        for (ProcessHandle child : process.descendants().filter(ProcessHandle::isAlive).toList()) {
            said.append("; ").append(child.info().command().map(command -> Path.of(command).getFileName().toString()).orElse("?"))
                    .append(' ').append(memoryOf(child.pid()));
        }
        return said.toString();
    }

    /// Proportional memory of the host and all that it started, and how many processes those are.
    String whole() {
        long kibibytes = 0;
        int processes = 0;
        for (ProcessHandle one : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + one.pid() + "/smaps_rollup"))) {
                kibibytes += lines.filter(line -> line.startsWith("Pss:")).mapToLong(HostUnderLoad::number).sum();
                processes++;
            } catch (IOException | UncheckedIOException ended) {
                // A process that has just ended holds nothing.
            }
        }
        return (kibibytes >> 10) + " MiB in " + processes + " processes";
    }

    /// Ends the host, by `SIGKILL` or as a stop does, and tells what of all that it had started still lives ten seconds later.
    String left(boolean kill) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        process.waitFor(60, TimeUnit.SECONDS);
        for (int i = 0; i < 100 && all.stream().anyMatch(ProcessHandle::isAlive); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return all.stream().filter(ProcessHandle::isAlive).map(one -> one.pid() + " " + one.info().commandLine().orElse("?"))
                .toList()
                + " left of " + all.size() + " processes";
    }

    private static String memoryOf(long pid) throws IOException {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        if (!Files.isReadable(rollup)) {
            return "unknown";
        }
        long resident = 0;
        long own = 0;
        for (String line : Files.readAllLines(rollup)) {
            if (line.startsWith("Rss:")) {
                resident = number(line);
            } else if (line.startsWith("Private_")) {
                own += number(line);
            }
        }
        return String.format(Locale.ROOT, "%.1f MiB (%.1f)", resident / 1024.0, own / 1024.0);
    }

    private long status(String fact) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(fact)).mapToLong(HostUnderLoad::number).findFirst().orElse(0);
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        http.shutdownNow();
    }
}
