package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final int MAX_PENALTY_SECONDS = 30;

    private final WorkerSettings settings;
    private final WorkerServer server;
    private final WorkerProcesses processes;
    private final WorkerPool pool;
    private final Ticker ticker;
    private final PackageImports imports;
    private volatile Launcher launcher;
    /// Launchers that fork no more and live for their workers.
    private final Set<Launcher> retired = ConcurrentHashMap.newKeySet();
    private int failures;
    private long notBefore;
    private volatile String state = WorkersRecord.READY;
    /// What was started as a launcher has said that it is a worker itself: nothing is forked on this system.
    private volatile boolean forkless;

    WorkerStarter(WorkerSettings settings, WorkerServer server, WorkerPool pool, Ticker ticker,
            PackageImports imports) {
        this.imports = imports;
        this.ticker = ticker;
        this.settings = settings;
        this.server = server;
        this.pool = pool;
        this.processes = new WorkerProcesses(settings, server, pool);
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
                if (settings.forks() && !forkless) {
                    forking = launcher();
                    if (forking == null) {
                        succeeded(); // it is the worker
                        return;
                    }
                    forking.childComes();
                }
            }
            if (forking == null) {
                alone();
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
            boolean fit = learn(launcher.ask("packages.load", packages(wanted)));
            launcher.loaded = imports.wanted();
            if (!fit) {
                dropLauncher();
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            giveUpPackages(e);
            dropLauncher();
        }
    }

    private String packages(List<String> wanted) {
        return Json.MAPPER.writeValueAsString(
                Map.of("paths", settings.packages().stream().map(Path::toString).toList(), "modules", wanted));
    }

    /// @param answer what became of the packages that a process was to import
    /// @return whether the process is as it should be
    private boolean learn(JsonNode answer) {
        imports.failed(answer.path("failed").valueStream().map(name -> name.stringValue("")).toList());
        String thread = answer.path("thread").stringValue("");
        if (!thread.isEmpty()) {
            log.info("{} starts a thread when it is imported, so each run imports it anew", thread);
            imports.unfit(thread);
        }
        return thread.isEmpty();
    }

    private void giveUpPackages(Exception failure) {
        log.warn("the packages {} cannot be imported once for all workers, so each run imports them anew: {}",
                String.join(", ", imports.hung()), failure.getMessage());
    }

    /// Starts a worker that nobody forks. It imports first what a launcher would have, as far as that can be done.
    private void alone() throws IOException, ExecutionException, TimeoutException, InterruptedException {
        for (List<String> wanted = imports.wanted();; wanted = imports.wanted()) {
            try {
                processes.start("worker", worker(settings.environment().get(), () -> {}, wanted));
                return;
            } catch (IOException | ExecutionException | TimeoutException e) {
                if (wanted.isEmpty()) {
                    throw e;
                }
                if (wanted.equals(imports.wanted())) {
                    giveUpPackages(e);
                }
            }
        }
    }

    /// @return null where the process is a worker, which has joined
    private Launcher launcher() throws IOException, ExecutionException, TimeoutException, InterruptedException {
        if (launcher != null && launcher.environment != settings.environment().get()) {
            dropLauncher();
        }
        do {
            if (launcher == null || launcher.gone()) {
                launcher = new Launcher();
                processes.start("launcher", launcher);
            }
            if (forkless) {
                launcher = null;
                return null;
            }
            load();
        } while (launcher == null);
        return launcher;
    }

    private void fork(Launcher forking) throws IOException, ExecutionException, TimeoutException, InterruptedException {
        Joining joining = worker(forking.environment, forking::childLeft, List.of());
        String token = server.expect(joining);
        boolean joined = false;
        try {
            JsonNode forked = forking.ask("worker.fork", "{\"token\":\"" + token + "\"}");
            if (!forked.path("pid").isNumber()) {
                throw new IOException(
                        "the launcher did not fork: " + forked.path("error").path("message").stringValue("no reason given"));
            }
            joining.joined.get(Joining.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            joined = true;
        } finally {
            if (!joined) {
                server.forget(token);
                forking.childLeft();
            }
        }
    }

    /// @param modules what it is to import first
    private Joining worker(Map<String, String> environment, Runnable onLeaving, List<String> modules) {
        return new Joining(settings, environment) {
            @Override
            public void connected(LineSocket socket, WorkerServer.Hello hello) throws IOException, InterruptedException {
                if (!modules.isEmpty() && !imports(socket, modules)) {
                    socket.close();
                    joined.completeExceptionally(new IOException("its process cannot be used after it has imported packages"));
                    return;
                }
                pool.joined(new Worker(pool, ticker, socket, hello.pid(), environment).leaving(onLeaving));
                joined.complete(null);
            }
        };
    }

    private boolean imports(LineSocket socket, List<String> modules) throws IOException, InterruptedException {
        socket.writeLine(("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"packages.load\",\"params\":" + packages(modules) + "}")
                .getBytes(StandardCharsets.UTF_8));
        byte[] answer = socket.readLine();
        return answer != null && learn(Json.MAPPER.readTree(answer).path("result"));
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

    private final class Launcher extends Joining implements WorkerConnection.Listener {
        private volatile WorkerConnection connection;
        private volatile boolean ended;
        private final Set<CompletableFuture<JsonNode>> asked = ConcurrentHashMap.newKeySet();
        private List<String> loaded = List.of();
        private volatile long used = ticker.nanoTime();
        private int children;
        private boolean forksNoMore;

        Launcher() {
            super(settings, settings.environment().get());
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
                return answer.get(Joining.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
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
        public void connected(LineSocket socket, WorkerServer.Hello hello) {
            log.info("{} {} is ready for plugins", settings.language().label(), hello.version());
            if (hello.worker()) {
                forkless = true;
                log.info("it cannot fork on this system: each worker starts as a process of its own, which takes longer and more"
                        + " memory");
                pool.joined(new Worker(pool, ticker, socket, hello.pid(), environment));
            } else {
                connection = new WorkerConnection(socket, "launcher-" + hello.pid(), this);
                connection.start();
            }
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
