package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.config.ChildProcess;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One worker process and the runs it has: at most one whose turn it is, and those that wait for people. Thread-safe.
///
/// What changes here is told to the pool by [WorkerPool#settle], which then looks where the worker belongs; its lock is the outer one.
final class Worker implements WorkerConnection.Listener {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final WorkerPool pool;
    private final Ticker ticker;
    private final long pid;
    private final WorkerConnection connection;
    private final HeldRuns runs;
    private final Map<String, String> environment;
    private final Courtesy courtesy;
    private final AtomicBoolean gone = new AtomicBoolean();
    /// Guarded by the pool.
    private Standing standing = Standing.COMPUTING;
    /// Whose runs alone it may have, `""` for anybody's.
    private volatile String plugin = "";
    private volatile WorkerEnd death;
    private volatile Runnable afterDeath = () -> {};
    private volatile Runnable afterLeaving = () -> {};
    private volatile long idleSince;
    private volatile boolean used;
    /// A worker in which runs have shared the process has no others.
    private volatile boolean sharesOnly;
    private volatile boolean worn;

    /// @param environment what its process was started with
    Worker(WorkerPool pool, Ticker ticker, LineSocket socket, long pid, Map<String, String> environment) {
        this.pool = pool;
        this.ticker = ticker;
        this.idleSince = ticker.nanoTime();
        this.pid = pid;
        this.environment = environment;
        this.runs = new HeldRuns(pool.settings.forks());
        this.courtesy = new Courtesy(pid);
        this.connection = new WorkerConnection(socket, "worker-" + pid, this);
    }

    /// @param onLeaving run when its process is gone
    Worker leaving(Runnable onLeaving) {
        afterLeaving = onLeaving;
        return this;
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

    Standing standing() {
        return standing;
    }

    void standing(Standing now) {
        standing = now;
    }

    boolean used() {
        return used;
    }

    /// Whether it may have no further run.
    boolean worn() {
        return worn;
    }

    /// True the first time it is asked: its process is gone.
    boolean leaves() {
        boolean first = gone.compareAndSet(false, true);
        if (first) {
            afterLeaving.run();
        }
        return first;
    }

    /// Whether it may have this run: one that wants a fresh process goes to a worker that ran nothing, and what a plugin has done to packages
    /// is seen by that plugin alone.
    boolean serves(WorkerRun next) {
        return next.freshProcess() ? !used : !worn && mayBeOf(plugin, next) && mayBeOf(runs.dialogue(), next);
    }

    private static boolean mayBeOf(String owner, WorkerRun next) {
        return owner.isEmpty() || owner.equals(next.pluginFile());
    }

    /// Whether it may have another run beside those that are parked here.
    boolean accepts() {
        return standing == Standing.RESTING && holdsParked() && !worn && pool.current(environment)
                && runs.allParked();
    }

    /// Whether it may have this one.
    boolean accepts(WorkerRun next) {
        return accepts() && serves(next);
    }

    /// Whether runs are parked here.
    boolean holdsParked() {
        return !runs.dialogue().isEmpty();
    }

    /// Whose runs wait here, `""` where none does.
    String waitingPlugin() {
        return holdsParked() || standing != Standing.RESTING
                ? runs.dialogue()
                : runs.any().map(held -> held.run().pluginFile()).orElse("");
    }

    /// The plugin whose runs alone it may have, `""` where it may have anybody's.
    String owner() {
        return plugin;
    }

    /// How many runs it has.
    int runs() {
        return runs.size();
    }

    long idleNanos() {
        return ticker.since(idleSince);
    }

    boolean busy() {
        return !runs.isEmpty();
    }

    boolean computes() {
        return runs.turn() != null;
    }

    /// Whose run computes here, `""` where none does.
    String computingPlugin() {
        return runs.computingPlugin();
    }

    /// Whether its run has computed for at least that long.
    boolean heldFor(long nanos) {
        HeldRun current = runs.turn();
        return current != null && ticker.since(current.began()) >= nanos;
    }

    /// The run belongs to the worker from now on. Called by the pool, which holds its lock.
    HeldRun take(WorkerRun next) {
        HeldRun held = new HeldRun(next, pool.shares(next), ticker.nanoTime());
        used = true;
        worn |= next.freshProcess();
        if (pool.settings.oneWorkerOnePlugin()) {
            plugin = next.pluginFile();
        }
        sharesOnly |= held.shares() && pool.settings.forks();
        runs.add(held);
        return held;
    }

    /// Begins a run that was taken.
    void start(HeldRun held) {
        try {
            held.run().started(new Waits(held));
            connection.request("run.start", held.startParams(pool.settings.forks()), result -> ended(held, result));
            if (held.known()) {
                tellCancelled(held);
            }
        } catch (IOException e) {
            log.debug("worker {} was gone when a run was given to it", pid);
            closed();
        }
    }

    /// What a run says about itself; of one that is parked its worker says more.
    private final class Waits implements Place {
        private final HeldRun held;

        Waits(HeldRun held) {
            this.held = held;
        }

        @Override
        public void waits() {
            runs.waits(held);
            pool.settle(Worker.this);
        }

        @Override
        public void goesOn() {
            runs.goesOn(held, ticker.nanoTime());
            pool.settle(Worker.this);
        }
    }

    private void ended(HeldRun held, JsonNode result) {
        if (!remove(held)) {
            return;
        }
        String refusal = result.has("status") ? "" : result.path("error").path("data").path("code").stringValue("");
        if (refusal.equals("busy") || refusal.equals("alone")) {
            worn |= refusal.equals("busy");
            pool.settle(this);
            pool.again(held.run(), refusal.equals("alone"));
            return;
        }
        learn(result, held);
        boolean outdated = pool.imported(result.path("imported"));
        worn |= courtesy.lowered() || outdated;
        idleSince = ticker.nanoTime();
        RunResult outcome = RunResult.told(result, held.cancelled(), held.run().pluginFile());
        pool.settle(this);
        held.run().finished(outcome);
    }

    /// What a result and [#parked] say about the process.
    private void learn(JsonNode said, HeldRun held) {
        worn |= !said.path("reusable").booleanValue(false);
        if (said.path("packages").booleanValue(false)) {
            plugin = held.run().pluginFile();
        }
    }

    private void parked(HeldRun held, JsonNode said) {
        learn(said, held);
        runs.park(held);
        pool.settle(this);
    }

    private void resumed(HeldRun held) {
        runs.resume(held, ticker.nanoTime());
        pool.settle(this);
    }

    private boolean remove(HeldRun held) {
        boolean mine = runs.remove(held);
        worn |= sharesOnly && runs.isEmpty();
        return mine;
    }

    private Optional<HeldRun> held(JsonNode params) {
        return runs.named(params.path("run").stringValue(""));
    }

    /// Ends a run: asks first, kills the process when it does not end in time.
    void cancel(WorkerRun which, String reason) {
        runs.named(which.token()).filter(held -> held.run() == which && held.cancel(reason, ticker.nanoTime()))
                .ifPresent(this::tellCancelled);
    }

    private void tellCancelled(HeldRun held) {
        connection.inform("run.cancel", Map.of("run", held.run().token(), "reason", held.cancelled()));
    }

    /// Called by the pool's timer, often while something computes here.
    void tick() {
        HeldRun current = runs.turn();
        long now = ticker.nanoTime();
        courtesy.computing(current, now);
        if (current != null && current.due(now)) {
            overdue(current);
        }
    }

    /// Called by the pool's timer, not so often: after all its runs.
    void look() {
        long now = ticker.nanoTime();
        runs.all().filter(held -> held.due(now)).forEach(this::overdue);
    }

    /// Called now and then while the worker rests: threads of a run that waits may compute.
    void watchThreads() {
        courtesy.resting(runs.any().orElse(null), ticker.nanoTime());
    }

    private void overdue(HeldRun held) {
        String reason = held.cancelled();
        if (reason.isEmpty()) {
            cancel(held.run(), held.overLimit());
        } else if (held.parked()) {
            drop(held);
        } else {
            kill(runs.size() == 1 ? reason : "the process that it shared with another run had to be ended: " + reason);
        }
    }

    /// Its turn has not come, because others compute: it ends without its process, which knows no better.
    private void drop(HeldRun held) {
        if (remove(held)) {
            connection.inform("run.drop", Map.of("run", held.run().token()));
            pool.settle(this);
            held.run().finished(RunResult.cancelled(held.cancelled()));
        }
    }

    void kill(String reason) {
        death = new WorkerEnd(reason, WorkerCounts.Cause.KILLED);
        ProcessHandle.of(pid).ifPresent(ChildProcess::end);
        connection.close();
    }

    /// The process ends when it has no run; with a run it is killed.
    void stop() {
        if (busy()) {
            kill(WorkerEnd.RETIRED.words());
        } else {
            death = WorkerEnd.RETIRED;
            connection.inform("worker.stop", Map.of());
            connection.close();
        }
    }

    /// What the launcher or the operating system said about the end.
    void exited(WorkerEnd how) {
        if (death == null) {
            death = how;
            if (how.outOfMemory()) {
                log.warn("worker {}: {}", pid, how.words());
            }
        }
        afterDeath.run();
    }

    /// What to do once it is known how the process ended.
    void afterDeath(Runnable task) {
        afterDeath = task;
    }

    WorkerCounts.Cause cause() {
        return (death == null ? WorkerEnd.UNEXPLAINED : death).cause();
    }

    boolean deathKnown() {
        return death != null;
    }

    @Override
    public Object call(String method, JsonNode params) throws InterruptedException {
        HeldRun held = held(params).orElseThrow(
                () -> CallException.failed(CallCode.RUN_ENDED, "the run that this call belongs to has ended"));
        if (!held.cancelled().isEmpty()) {
            throw CallException.failed(CallCode.CANCELLED, held.cancelled());
        }
        try {
            return held.run().call(method, params);
        } finally {
            if (held.parked()) {
                // The answer goes out now; its turn comes when those before it are over.
                held.fallBehind(ticker.nanoTime());
            }
        }
    }

    @Override
    public void notified(String method, JsonNode params) {
        held(params).ifPresent(held -> {
            switch (method) {
                case "run.output" -> held.run().output(params.path("stream").stringValue("stdout"),
                        params.path("text").stringValue(""), params.path("dropped").longValue(0));
                case "run.parked" -> parked(held, params);
                case "run.resumed" -> resumed(held);
                default -> log.debug("worker {} says {}", pid, method);
            }
        });
    }

    @Override
    public void closed() {
        List<HeldRun> left = runs.all().filter(this::remove).toList();
        pool.died(this);
        if (!left.isEmpty()) {
            pool.exits.after(this, left.stream().allMatch(held -> !held.cancelled().isEmpty()),
                    () -> left.forEach(this::killed));
        }
    }

    private void killed(HeldRun held) {
        held.run().finished(!held.cancelled().isEmpty()
                ? RunResult.killed(held.cancelled())
                : RunResult.ended(death == null ? WorkerEnd.UNEXPLAINED : death));
    }
}
