package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Starts worker processes: through a launcher that forks, or one process each. After failures it waits longer and longer before the next
/// try, and says so in [#state]. Thread-safe.
final class WorkerStarter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerStarter.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int MAX_PENALTY_SECONDS = 30;

    private final WorkerSettings settings;
    private final WorkerServer server;
    private final WorkerPool pool;
    private final Ticker ticker;
    private final PackageImports imports;
    private volatile Launcher launcher;
    /// Launchers that fork no more and live for their workers.
    private final Set<Launcher> retired = ConcurrentHashMap.newKeySet();
    private int failures;
    private long notBefore;
    private volatile String state = WorkersRecord.READY;

    WorkerStarter(WorkerSettings settings, WorkerServer server, WorkerPool pool, Ticker ticker,
            PackageImports imports) {
        this.imports = imports;
        this.ticker = ticker;
        this.settings = settings;
        this.server = server;
        this.pool = pool;
    }

    /// `ready`, or why no worker can be started.
    String state() {
        return state;
    }

    /// Starts one worker; the pool hears of it, or why not. Blocks. Several may be forked at the same time.
    void startOne() {
        Launcher forking = null;
        try {
            synchronized (this) {
                if (failures > 0 && !ticker.reached(notBefore)) {
                    pool.notStarted(state);
                    return;
                }
                if (settings.forks()) {
                    forking = launcher();
                    forking.childComes();
                }
            }
            if (forking == null) {
                process("worker", worker(settings.environment().get(), () -> {}));
            } else {
                fork(forking);
            }
            succeeded();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            pool.notStarted(failed(e, forking));
        } catch (InterruptedException e) {
            pool.notStarted("the host is stopping");
        }
    }

    private synchronized void succeeded() {
        failures = 0;
        state = WorkersRecord.READY;
    }

    /// @param forking the launcher that was asked, null where none was
    /// @return why there is no worker
    private synchronized String failed(Exception e, Launcher forking) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String why = "no " + settings.language().label() + " worker can be started: "
                + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
        if (forking == null || forking == launcher) { // else another fork of that launcher has failed already
            failures++;
            notBefore = ticker.in(Duration.ofSeconds(Math.min(MAX_PENALTY_SECONDS, 1L << Math.min(failures - 1, 5))));
            state = why;
            log.error("{} (failure {} in a row)", state, failures);
            dropLauncher();
        }
        return why;
    }

    /// Makes the launcher import what runs have imported, so that the next worker is forked with it. Blocks.
    synchronized void loadPackages() {
        if (launcher == null || launcher.gone()) {
            return; // the next one loads before it forks
        }
        try {
            load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Afterwards the launcher has what is wanted, or there is none and less is wanted.
    private void load() throws InterruptedException {
        List<String> wanted = imports.wanted();
        if (wanted.equals(launcher.loaded)) {
            return;
        }
        try {
            JsonNode answer = launcher.ask("packages.load", Json.MAPPER.writeValueAsString(
                    Map.of("paths", settings.packages().stream().map(Path::toString).toList(), "modules", wanted)));
            imports.failed(answer.path("failed").valueStream().map(name -> name.stringValue("")).toList());
            launcher.loaded = imports.wanted();
            String thread = answer.path("thread").stringValue("");
            if (!thread.isEmpty()) {
                log.info("{} starts a thread when it is imported, so each run imports it anew", thread);
                imports.unfit(thread);
                dropLauncher();
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("the packages {} cannot be imported once for all workers, so each run imports them anew: {}",
                    String.join(", ", imports.hung()), e.getMessage());
            dropLauncher();
        }
    }

    private Launcher launcher() throws IOException, ExecutionException, TimeoutException, InterruptedException {
        if (launcher != null && launcher.environment != settings.environment().get()) {
            dropLauncher();
        }
        do {
            if (launcher == null || launcher.gone()) {
                launcher = new Launcher();
                process("launcher", launcher);
            }
            load();
        } while (launcher == null);
        return launcher;
    }

    private void fork(Launcher forking) throws IOException, ExecutionException, TimeoutException, InterruptedException {
        Joining joining = worker(forking.environment, forking::childLeft);
        String token = server.expect(joining);
        boolean joined = false;
        try {
            JsonNode forked = forking.ask("worker.fork", "{\"token\":\"" + token + "\"}");
            if (!forked.path("pid").isNumber()) {
                throw new IOException(
                        "the launcher did not fork: " + forked.path("error").path("message").stringValue("no reason given"));
            }
            joining.joined.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            joined = true;
        } finally {
            if (!joined) {
                server.forget(token);
                forking.childLeft();
            }
        }
    }

    private Joining worker(Map<String, String> environment, Runnable onLeaving) {
        return new Joining(environment) {
            @Override
            public void connected(LineSocket socket, long pid, String version) {
                pool.joined(new Worker(pool, ticker, socket, pid, environment).leaving(onLeaving));
                joined.complete(null);
            }
        };
    }

    private void process(String role, Joining joining)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        String token = server.expect(joining);
        ProcessBuilder builder = new ProcessBuilder(settings.command()).directory(settings.folder().toFile())
                .redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        ChildEnvironment.give(builder, joining.environment);
        builder.environment()
                .putAll(Map.of("BOTYARD_SOCKET", server.socket().toString(), "BOTYARD_TOKEN", token, "BOTYARD_ROLE", role,
                        "PYTHONUNBUFFERED", "1", "PYTHONIOENCODING", "utf-8"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            server.forget(token);
            throw Files.isDirectory(settings.folder())
                    ? Interpreters.cannotRun(settings.command().getFirst(), settings.language(), e)
                    : e;
        }
        StringBuffer said = new StringBuffer();
        Threads.startVirtual("worker-output-" + process.pid(), () -> drain(process, said));
        process.onExit().thenRun(() -> {
            joining.joined
                    .completeExceptionally(new IOException("its process ended with code " + process.exitValue() + ": " + said));
            pool.exited(process.pid(), WorkerEnd.code(process.exitValue()));
        });
        try {
            joining.joined.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("its process did not connect within " + START_LIMIT.toSeconds() + " s: " + said, e);
        } finally {
            server.forget(token);
        }
    }

    /// What processes print outside of runs: kept short for the error message, and logged.
    private void drain(Process process, StringBuffer said) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (said.length() < 2_000) {
                    said.append(line).append('\n');
                }
                log.debug("{} {}: {}", settings.language().label(), process.pid(), line);
            }
        } catch (IOException e) {
            log.debug("output of {} ended: {}", process.pid(), e.getMessage());
        }
    }

    /// Whether there is a launcher that has started no worker for a while. Never blocks.
    boolean idleFor(Duration idle) {
        Launcher asked = launcher;
        return asked != null && ticker.since(asked.used) > idle.toNanos();
    }

    /// Ends the launcher when no worker was wanted for a while. Blocks while one is being started.
    synchronized void retireWhenIdle(Duration idle) {
        if (idleFor(idle)) {
            dropLauncher();
        }
    }

    private void dropLauncher() {
        if (launcher != null) {
            launcher.retire();
            launcher = null;
        }
    }

    @Override
    public synchronized void close() {
        dropLauncher();
        List.copyOf(retired).forEach(Launcher::stop);
    }

    /// A process that is about to connect.
    private abstract class Joining implements WorkerServer.Expected {
        final CompletableFuture<Void> joined = new CompletableFuture<>();
        final Map<String, String> environment;

        Joining(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public Map<String, Object> limits() {
            return Map.of("memory_bytes", settings.memoryBytes(), "output_bytes", settings.outputBytes());
        }
    }

    private final class Launcher extends Joining implements WorkerConnection.Listener {
        private volatile WorkerConnection connection;
        private volatile boolean ended;
        private final Set<CompletableFuture<JsonNode>> asked = ConcurrentHashMap.newKeySet();
        private List<String> loaded = List.of();
        private volatile long used = ticker.nanoTime();
        private int children;
        private boolean forksNoMore;

        Launcher() {
            super(settings.environment().get());
        }

        boolean gone() {
            return ended || connection == null;
        }

        JsonNode ask(String method, String params)
                throws IOException, ExecutionException, TimeoutException, InterruptedException {
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            asked.add(answer);
            try {
                if (ended) {
                    throw new IOException("the launcher has ended");
                }
                connection.request(method, params, answer::complete);
                return answer.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                asked.remove(answer);
            }
        }

        synchronized void childComes() {
            used = ticker.nanoTime();
            children++;
        }

        synchronized void childLeft() {
            children--;
            stopWhenAlone();
        }

        /// It would take its workers with it, of which some may wait for people.
        synchronized void retire() {
            forksNoMore = true;
            retired.add(this);
            stopWhenAlone();
        }

        private void stopWhenAlone() {
            if (forksNoMore && children <= 0) {
                retired.remove(this);
                stop();
            }
        }

        void stop() {
            if (connection != null) {
                connection.inform("worker.stop", Map.of());
                connection.close();
            }
        }

        @Override
        public void connected(LineSocket socket, long pid, String version) {
            connection = new WorkerConnection(socket, "launcher-" + pid, this);
            connection.start();
            log.info("{} {} is ready for plugins", settings.language().label(), version);
            joined.complete(null);
        }

        @Override
        public Object call(String method, JsonNode params) {
            throw CallException.unknownMethod(method);
        }

        @Override
        public void notified(String method, JsonNode params) {
            if (method.equals("worker.exited")) {
                JsonNode signal = params.path("signal");
                pool.exited(params.path("pid").longValue(-1), signal.isNumber()
                        ? WorkerEnd.signal(signal.intValue())
                        : WorkerEnd.code(params.path("code").intValue(-1)));
            }
        }

        @Override
        public void closed() {
            ended = true;
            retired.remove(this);
            asked.forEach(answer -> answer.completeExceptionally(new IOException("the launcher has ended")));
        }
    }
}
