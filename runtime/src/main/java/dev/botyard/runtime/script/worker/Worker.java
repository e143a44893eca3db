package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One worker process and the run it has, if any. Thread-safe.
final class Worker implements WorkerConnection.Listener {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final long CANCEL_GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerPool pool;
    private final Ticker ticker;
    private final long pid;
    private final WorkerConnection connection;
    private volatile WorkerRun run;
    private volatile long deadline;
    private volatile long began;
    private volatile String cancelled = "";
    private volatile String death = "";
    private volatile Runnable afterDeath = () -> {};
    private volatile long idleSince;
    private volatile boolean used;
    private volatile String plugin = "";
    private final AtomicBoolean gone = new AtomicBoolean();
    private final CpuWatch cpu;
    private volatile boolean lowered;
    private final Map<String, String> environment;

    /// @param environment what its process was started with
    Worker(WorkerPool pool, Ticker ticker, LineChannel channel, long pid, Map<String, String> environment) {
        this.pool = pool;
        this.ticker = ticker;
        this.idleSince = ticker.nanoTime();
        this.pid = pid;
        this.environment = environment;
        this.cpu = new CpuWatch(pid);
        this.connection = new WorkerConnection(channel, "worker-" + pid, this, ticker);
    }

    void open() {
        connection.start();
    }

    long pid() {
        return pid;
    }

    Map<String, String> environment() {
        return environment;
    }

    boolean used() {
        return used;
    }

    /// True the first time it is asked: its process is gone.
    boolean leaves() {
        return gone.compareAndSet(false, true);
    }

    /// Whether it may have this run: one that wants a fresh process goes to a worker that ran nothing, and what a plugin has done to packages
    /// is seen by that plugin alone.
    boolean serves(WorkerRun next) {
        return next.freshProcess() ? !used : plugin.isEmpty() || plugin.equals(next.pluginFile());
    }

    long idleNanos() {
        return ticker.since(idleSince);
    }

    boolean busy() {
        return run != null;
    }

    /// Whether its run has taken at least that long.
    boolean heldFor(long nanos) {
        return run != null && ticker.since(began) >= nanos;
    }

    /// Gives the worker a run; it must have none.
    void start(WorkerRun next) {
        used = true;
        plugin = pool.oneWorkerOnePlugin() ? next.pluginFile() : "";
        cancelled = "";
        began = ticker.nanoTime();
        deadline = began + next.timeLimit().toNanos();
        run = next;
        try {
            next.started();
            connection.request("run.start", next.startParams(), result -> ended(next, result));
        } catch (IOException e) {
            log.debug("worker {} was gone when a run was given to it", pid);
            closed();
        }
    }

    private void ended(WorkerRun ending, JsonNode result) {
        if (!take(ending)) {
            return;
        }
        JsonNode error = result.path("error");
        int exit = result.path("exit").intValue(0);
        RunStatus told = RunStatus.told(result.path("status").stringValue(""));
        boolean failed = told == RunStatus.OK && exit != 0;
        RunStatus status = !cancelled.isEmpty() ? RunStatus.CANCELLED : failed ? RunStatus.ERROR : told;
        String message = failed
                ? "the script ended itself with the exit code " + exit + ", which says that it failed; 0 is a good end"
                : error.isObject() ? joined(error) : "";
        JsonNode value = result.path("value");
        boolean outdated = pool.imported(result.path("imported"));
        boolean reusable = result.path("reusable").booleanValue(false) && !ending.freshProcess() && !lowered && !outdated;
        String why = cancelled.isEmpty() ? message : cancelled;
        idleSince = ticker.nanoTime();
        RunResult outcome = new RunResult(status, exit,
                value.isString() ? value.stringValue() : value.isMissingNode() || value.isNull() ? null : value.toString(), why,
                error.path("traceback").stringValue(""));
        pool.released(this, reusable);
        ending.finished(outcome);
    }

    private static String joined(JsonNode error) {
        String type = error.path("type").stringValue("");
        String message = error.path("message").stringValue("");
        return type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    }

    private synchronized boolean take(WorkerRun ending) {
        if (ending == null || run != ending) {
            return false;
        }
        run = null;
        return true;
    }

    /// Ends the current run: asks first, kills the process when it does not end in time.
    void cancel(WorkerRun which, String reason) {
        WorkerRun current = run;
        if (current == null || current != which || !cancelled.isEmpty()) {
            return;
        }
        cancelled = reason;
        deadline = ticker.nanoTime() + CANCEL_GRACE_NANOS;
        connection.inform("run.cancel", Map.of("run", current.token(), "reason", reason));
    }

    /// Called by the pool's timer.
    void tick() {
        connection.relieve();
        WorkerRun current = run;
        long now = ticker.nanoTime();
        if (!lowered && cpu.greedy(current, now)) {
            lowered = true;
            log.debug("worker {} computes a lot: it gets a lower priority", pid);
            Threads.startVirtual("worker-priority", () -> Priority.lower(pid));
        }
        if (current == null || now - deadline < 0) {
            return;
        }
        if (cancelled.isEmpty()) {
            cancel(current, "the run was ended after its time limit of " + words(current.timeLimit()));
        } else {
            kill(cancelled);
        }
    }

    private static String words(Duration limit) {
        return limit.toMillis() < 60_000 ? limit.toMillis() / 1000.0 + " s" : limit.toMinutes() + " min";
    }

    void kill(String reason) {
        death = reason;
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        connection.close();
    }

    /// The process ends when it has no run; with a run it is killed.
    void stop() {
        if (busy()) {
            kill("the host stopped the worker");
        } else {
            connection.inform("worker.stop", Map.of());
            connection.close();
        }
    }

    /// What the launcher or the operating system said about the end.
    void exited(String how) {
        if (death.isEmpty()) {
            death = how;
        }
        afterDeath.run();
    }

    /// What to do once it is known how the process ended.
    void afterDeath(Runnable task) {
        afterDeath = task;
    }

    boolean deathKnown() {
        return !death.isEmpty() || !cancelled.isEmpty();
    }

    @Override
    public Object call(String method, JsonNode params) throws InterruptedException {
        WorkerRun current = run;
        if (current == null || !current.token().equals(params.path("run").stringValue(""))) {
            throw CallException.failed("run_ended", "the run that this call belongs to has ended");
        }
        if (!cancelled.isEmpty()) {
            throw CallException.failed("cancelled", cancelled);
        }
        return current.call(method, params);
    }

    @Override
    public boolean waits(String method) {
        WorkerRun current = run;
        return current != null && current.waits(method);
    }

    @Override
    public void notified(String method, JsonNode params) {
        WorkerRun current = run;
        if (method.equals("run.output") && current != null && current.token().equals(params.path("run").stringValue(""))) {
            current.output(params.path("stream").stringValue("stdout"), params.path("text").stringValue(""),
                    params.path("dropped").longValue(0));
        }
    }

    @Override
    public void closed() {
        WorkerRun current = run;
        boolean mine = take(current);
        pool.died(this);
        if (mine) {
            pool.afterExitReport(this, () -> current.finished(RunResult.killed(cancelled.isEmpty()
                    ? deathOr("the worker process ended unexpectedly")
                    : cancelled)));
        }
    }

    private String deathOr(String fallback) {
        return death.isEmpty() ? fallback : death;
    }
}
