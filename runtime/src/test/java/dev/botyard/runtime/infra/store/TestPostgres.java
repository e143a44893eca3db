package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL for tests, which needs no installation: its programs come from a jar, or are the system's own. It runs for any user; root
/// starts it as nobody.
public final class TestPostgres implements AutoCloseable {
    public static final String USER = "botyard";
    public static final String PASSWORD = "let-me-in-7";
    private static final Logger log = LoggerFactory.getLogger(TestPostgres.class);
    private static final String PACKED = "/postgres-linux-x86_64.txz";
    private static final String NOBODY = "65534";
    /// PostgreSQL refuses to run as root.
    private static final List<String> STEP_DOWN = stepDown();
    private static TestPostgres shared;
    private static boolean missing;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final List<String> options = new ArrayList<>();
    private Process process;

    private TestPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /// The one that all tests of this process use together. Where there is none, the test is skipped, and says so.
    public static synchronized TestPostgres shared() {
        if (shared == null && !missing) {
            shared = start().orElse(null);
            missing = shared == null;
        }
        Assumptions.assumeFalse(missing, "there is no PostgreSQL here");
        return shared;
    }

    /// One that a test may stop and start.
    public static TestPostgres own() {
        Optional<TestPostgres> started = start();
        Assumptions.assumeTrue(started.isPresent(), "there is no PostgreSQL here");
        return started.get();
    }

    private static Optional<TestPostgres> start() {
        try {
            Optional<Path> programs = programs();
            if (programs.isEmpty()) {
                log.warn("PostgreSQL could not be found: the tests of the store on it are SKIPPED");
                return Optional.empty();
            }
            TestPostgres server = on(programs.get());
            server.make();
            server.run();
            return Optional.of(server);
        } catch (IOException failure) {
            log.warn("PostgreSQL could not be started: the tests of the store on it are SKIPPED: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    private static TestPostgres on(Path programs) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestPostgres server = new TestPostgres(programs, Files.createTempDirectory("botyard-postgresql"),
                    free.getLocalPort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }

    /// Another server that follows this one, which from now on confirms nothing before the other has it.
    public TestPostgres replica() throws IOException, SQLException {
        stop("INT");
        TestPostgres replica = on(programs);
        own(replica.folder);
        if (call("cp", "-a", data(), replica.data()) != 0) {
            throw new IOException("the data could not be copied");
        }
        Files.createFile(Path.of(replica.data(), "standby.signal"));
        run("synchronous_standby_names=*");
        replica.run("primary_conninfo=host=127.0.0.1 port=" + port + " user=" + USER + " password=" + PASSWORD);
        Patience.await().until(() -> {
            try (Connection connection = connect();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from pg_stat_replication where state = 'streaming'")) {
                return row.next() && row.getInt(1) == 1;
            }
        });
        return replica;
    }

    private static Optional<Path> programs() throws IOException {
        Path unpacked = (STEP_DOWN.contains("setpriv")
                ? Path.of(System.getProperty("java.io.tmpdir"), "botyard-postgresql")
                : Path.of("target", "postgresql")).toAbsolutePath();
        if (!Files.exists(unpacked.resolve("bin/postgres"))) {
            try (InputStream packed = TestPostgres.class.getResourceAsStream(PACKED)) {
                if (packed == null || !System.getProperty("os.arch").equals("amd64")) {
                    return installed();
                }
                Path part = Files
                        .createDirectories(unpacked.resolveSibling(unpacked.getFileName() + "-" + ProcessHandle.current().pid()));
                Path archive = Files.createTempFile("postgresql", ".txz");
                Files.copy(packed, archive, StandardCopyOption.REPLACE_EXISTING);
                if (call("tar", "-xJf", archive.toString(), "-C", part.toString()) != 0) {
                    return installed();
                }
                Files.delete(archive);
                if (!Files.exists(unpacked)) {
                    Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return Optional.of(unpacked.resolve("bin"));
    }

    private static Optional<Path> installed() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin")).filter(bin -> Files.exists(bin.resolve("postgres")))
                    .max(Path::compareTo);
        }
    }

    private void make() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        own(folder);
        if (call(asNobody(List.of(programs.resolve("initdb").toString(), "-D", data(), "-U", USER, "--auth=scram-sha-256",
                "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--no-sync")).toArray(String[]::new)) != 0) {
            throw new IOException("initdb failed");
        }
    }

    private static void own(Path folder) throws IOException {
        if (STEP_DOWN.contains("setpriv") && call("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()) != 0) {
            throw new IOException(folder + " could not be given to another user");
        }
    }

    /// A copy of a file that only the server can read.
    public Path given(Path file) throws IOException {
        Path copy = Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        own(folder);
        return copy;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static List<String> asNobody(List<String> command) {
        List<String> whole = new ArrayList<>(STEP_DOWN);
        whole.addAll(command);
        return whole;
    }

    /// In a user namespace root is nobody, which some containers do not allow; as another user it needs folders of that user.
    private static List<String> stepDown() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        try {
            return call("unshare", "-U", "true") == 0
                    ? List.of("unshare", "-U")
                    : List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        } catch (IOException _) {
            return List.of();
        }
    }

    private static int call(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /// Starts it, again on the same port; further options of `postgres` hold from now on.
    public void run(String... more) throws IOException {
        options.addAll(List.of(more));
        List<String> command = new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", data(), "-p", "" + port,
                "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"));
        options.forEach(option -> command.addAll(List.of("-c", option)));
        process = new ProcessBuilder(asNobody(command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        Patience.await().pollInterval(Duration.ofMillis(50)).until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended; see " + folder.resolve("log"));
        }
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    /// Ends it with a signal: `INT` disconnects everybody first, `QUIT` is a crash.
    public void stop(String signal) throws IOException {
        call("kill", "-" + signal, "" + process.pid());
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /// A store of its own for each folder.
    public StoreServer schema(Path of) {
        String name = "s" + HexFormat.of().toHexDigits(of.toString().hashCode());
        try {
            execute("create schema if not exists " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return StoreServer.of(url() + "?currentSchema=" + name, USER, PASSWORD);
    }

    @Override
    public void close() {
        try {
            if (process != null && process.isAlive()) {
                stop("QUIT");
            }
            call("rm", "-rf", folder.toString());
        } catch (IOException failure) {
            log.warn("PostgreSQL did not end: {}", failure.getMessage());
        }
    }
}
