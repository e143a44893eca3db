package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One worker process and the runs it has: at most one that computes, and those that wait for people. Thread-safe.
///
/// What changes here is told to the pool by [WorkerPool#settle], which then looks where the worker belongs; its lock is the outer one.
final class Worker implements WorkerConnection.Listener {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final WorkerEnd UNEXPLAINED = new WorkerEnd("the worker process ended unexpectedly", false);

    /// Where the pool has put a worker.
    enum Standing {
        IDLE, COMPUTING, RESTING, GONE
    }

    private final WorkerPool pool;
    private final Ticker ticker;
    private final long pid;
    private final WorkerConnection connection;
    private final Map<String, HeldRun> runs = new ConcurrentHashMap<>(2);
    private final Map<String, String> environment;
    private final CpuWatch cpu;
    private final CpuWatch cpuOfThreads;
    private final AtomicBoolean gone = new AtomicBoolean();
    /// Guarded by the pool.
    private Standing standing = Standing.COMPUTING;
    /// The run that computes, null where there is none.
    private volatile HeldRun turn;
    private volatile String plugin = "";
    private volatile WorkerEnd death;
    private volatile Runnable afterDeath = () -> {};
    private volatile Runnable afterLeaving = () -> {};
    private volatile long idleSince;
    private volatile boolean used;
    private volatile boolean worn;
    private volatile boolean lowered;

    /// @param environment what its process was started with
    Worker(WorkerPool pool, Ticker ticker, LineChannel channel, long pid, Map<String, String> environment) {
        this.pool = pool;
        this.ticker = ticker;
        this.idleSince = ticker.nanoTime();
        this.pid = pid;
        this.environment = environment;
        this.cpu = new CpuWatch(pid);
        this.cpuOfThreads = new CpuWatch(pid);
        this.connection = new WorkerConnection(channel, "worker-" + pid, this, ticker);
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
        return next.freshProcess() ? !used : !worn && (plugin.isEmpty() || plugin.equals(next.pluginFile()));
    }

    long idleNanos() {
        return ticker.since(idleSince);
    }

    boolean busy() {
        return !runs.isEmpty();
    }

    boolean computes() {
        return turn != null;
    }

    /// Whether its run has computed for at least that long.
    boolean heldFor(long nanos) {
        HeldRun current = turn;
        return current != null && ticker.since(current.began()) >= nanos;
    }

    /// The run belongs to the worker from now on. Called by the pool, which holds its lock.
    HeldRun take(WorkerRun next) {
        HeldRun held = new HeldRun(next, ticker.nanoTime());
        used = true;
        worn |= next.freshProcess();
        if (pool.oneWorkerOnePlugin()) {
            plugin = next.pluginFile();
        }
        runs.put(next.token(), held);
        turnsTo(held);
        return held;
    }

    private synchronized void turnsTo(HeldRun next) {
        if (runs.get(next.run().token()) == next) {
            turn = next;
        }
    }

    /// Somebody else's turn, or nobody's.
    private synchronized void turnEnds(HeldRun over) {
        if (turn == over) {
            turn = runs.values().stream().filter(held -> !held.parked()).findFirst().orElse(null);
        }
    }

    /// Begins a run that was taken.
    void start(HeldRun held) {
        try {
            held.run().started(new Waits(held));
            connection.request("run.start", held.run().startParams(), result -> ended(held, result));
        } catch (IOException e) {
            log.debug("worker {} was gone when a run was given to it", pid);
            closed();
        }
    }

    /// A process of its own has nothing else to do while its run waits.
    private final class Waits implements Place {
        private final HeldRun held;

        Waits(HeldRun held) {
            this.held = held;
        }

        @Override
        public void waits() {
            if (pool.oneWorkerOneRun()) {
                held.park();
                turnEnds(held);
                pool.settle(Worker.this);
            }
        }

        @Override
        public void goesOn() {
            if (pool.oneWorkerOneRun()) {
                held.turn(ticker.nanoTime());
                turnsTo(held);
                pool.settle(Worker.this);
            }
        }
    }

    private void ended(HeldRun held, JsonNode result) {
        if (!remove(held)) {
            return;
        }
        boolean outdated = pool.imported(result.path("imported"));
        worn |= !result.path("reusable").booleanValue(false) || lowered || outdated;
        idleSince = ticker.nanoTime();
        RunResult outcome = RunResult.told(result, held.cancelled());
        pool.settle(this);
        held.run().finished(outcome);
    }

    /// @return whether the run was still here: the caller, and nobody else, is to end it
    private boolean remove(HeldRun held) {
        boolean mine = runs.remove(held.run().token(), held);
        turnEnds(held);
        return mine;
    }

    private Optional<HeldRun> held(JsonNode params) {
        return Optional.ofNullable(runs.get(params.path("run").stringValue("")));
    }

    /// Ends a run: asks first, kills the process when it does not end in time.
    void cancel(WorkerRun which, String reason) {
        HeldRun held = runs.get(which.token());
        if (held != null && held.run() == which && held.cancel(reason, ticker.nanoTime())) {
            connection.inform("run.cancel", Map.of("run", which.token(), "reason", reason));
        }
    }

    /// Called by the pool's timer, rarely while the worker rests.
    void tick() {
        connection.relieve();
        long now = ticker.nanoTime();
        HeldRun current = turn;
        watch(cpu, current, now);
        if (current != null && current.due(now)) {
            overdue(current);
        } else if (current == null) {
            runs.values().stream().filter(held -> held.due(now)).forEach(this::overdue);
        }
    }

    /// Called now and then while the worker rests: threads of a run that waits may compute.
    void watchThreads() {
        watch(cpuOfThreads, runs.values().stream().findFirst().orElse(null), ticker.nanoTime());
    }

    private void watch(CpuWatch watch, HeldRun held, long now) {
        if (!lowered && watch.greedy(held == null ? null : held.run(), now)) {
            lowered = true;
            log.debug("worker {} computes a lot: it gets a lower priority", pid);
            Threads.startVirtual("worker-priority", () -> Priority.lower(pid));
        }
    }

    private void overdue(HeldRun held) {
        if (held.cancelled().isEmpty()) {
            cancel(held.run(), "the run was ended after its time limit of " + words(held.run().timeLimit()));
        } else {
            kill(held.cancelled());
        }
    }

    private static String words(Duration limit) {
        return limit.toMillis() < 60_000 ? limit.toMillis() / 1000.0 + " s" : limit.toMinutes() + " min";
    }

    void kill(String reason) {
        death = new WorkerEnd(reason, false);
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

    boolean deathKnown() {
        return death != null;
    }

    @Override
    public Object call(String method, JsonNode params) throws InterruptedException {
        HeldRun held = held(params).orElseThrow(
                () -> CallException.failed("run_ended", "the run that this call belongs to has ended"));
        if (!held.cancelled().isEmpty()) {
            throw CallException.failed("cancelled", held.cancelled());
        }
        return held.run().call(method, params);
    }

    @Override
    public boolean waits(String method) {
        return runs.values().stream().anyMatch(held -> held.run().waits(method));
    }

    @Override
    public void notified(String method, JsonNode params) {
        if (method.equals("run.output")) {
            held(params).ifPresent(held -> held.run().output(params.path("stream").stringValue("stdout"),
                    params.path("text").stringValue(""), params.path("dropped").longValue(0)));
        }
    }

    @Override
    public void closed() {
        List<HeldRun> left = new ArrayList<>(1);
        runs.values().forEach(held -> {
            if (remove(held)) {
                left.add(held);
            }
        });
        pool.died(this);
        if (!left.isEmpty()) {
            pool.exits().after(this, left.stream().allMatch(held -> !held.cancelled().isEmpty()),
                    () -> left.forEach(this::killed));
        }
    }

    private void killed(HeldRun held) {
        held.run().finished(!held.cancelled().isEmpty()
                ? RunResult.killed(held.cancelled())
                : RunResult.ended(death == null ? UNEXPLAINED : death));
    }
}
