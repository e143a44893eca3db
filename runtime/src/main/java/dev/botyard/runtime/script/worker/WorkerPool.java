package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.worker.Worker.Standing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The warm workers of one environment. Thread-safe.
///
/// A worker whose run waits for people rests: it holds no place, and nobody has to wait for it.
///
/// A run goes to the worker that was busy last, whose caches are warm. Where all are busy it waits; another worker is started only
/// when a run has waited [#PATIENCE_NANOS], because most runs end sooner than that, and only while fewer workers than processors do short
/// runs: more of them gain nothing but wait for each other. Workers whose run takes longer than [#SHORT_NANOS] wait for something, so they
/// do not count. Where the environment has packages, a worker serves the plugin that it served first and no other.
/// At most [#MAX_QUEUE] runs wait; a further one is refused.
public final class WorkerPool implements Service {
    static final int MAX_QUEUE = 10_000;
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
    private static final long PATIENCE_NANOS = Duration.ofMillis(4).toNanos();
    private static final long SHORT_NANOS = Duration.ofMillis(10).toNanos();
    /// Forked workers that stand by: a fork costs less than memory that nobody uses.
    private static final int MOST_IDLE = 8;
    /// Forks under way at the same time.
    private static final int MOST_STARTING = 4;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final Duration TICK = Duration.ofMillis(10);
    /// How often resting workers are looked after, of which there may be thousands.
    private static final int RESTING_TICKS = 25;
    /// To ask the system for the time of each costs more.
    private static final Duration WATCH_RESTING = Duration.ofSeconds(30);

    private final WorkerSettings settings;
    private final WorkerBudget budget;
    private final PackageImports imports = new PackageImports();
    private final WorkerStarter starter;
    private final Ticker ticker;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final RunQueue queue;
    private final Map<Long, Worker> workers = new ConcurrentHashMap<>();
    private final Map<Long, Worker> resting = new ConcurrentHashMap<>();
    private final ExitReports exits;
    private int starting;
    private int ticks;
    private volatile boolean closed;
    private Ticker.Ticking ticking = () -> {};
    private Ticker.Ticking watching = () -> {};

    public WorkerPool(WorkerSettings settings, WorkerServer server, Ticker ticker) {
        this(settings, server, ticker, new WorkerBudget(settings.maxWorkers()));
    }

    /// @param budget shared with the other pools of the language
    public WorkerPool(WorkerSettings settings, WorkerServer server, Ticker ticker, WorkerBudget budget) {
        this.settings = settings;
        this.budget = budget;
        this.ticker = ticker;
        this.queue = new RunQueue(ticker);
        this.exits = new ExitReports(ticker);
        this.starter = new WorkerStarter(settings, server, this, ticker, imports);
    }

    /// Watches its workers from now on; they are started when they are wanted.
    @Override
    public void start() {
        budget.share(this);
        String name = "workers-" + settings.language().label();
        ticking = ticker.every(TICK, name, this::tick);
        if (oneWorkerOneRun()) {
            watching = ticker.everyApart(WATCH_RESTING, name, () -> resting.values().forEach(Worker::watchThreads));
        }
    }

    /// Starts the run as soon as a worker is free. Never blocks.
    public void submit(WorkerRun run) {
        Worker worker = null;
        HeldRun held = null;
        List<Worker> stale;
        String refused = "";
        synchronized (this) {
            stale = takeStale();
            if (closed) {
                refused = "the host is stopping";
            } else {
                worker = takeIdle(run);
                if (worker != null) {
                    held = worker.take(run);
                } else if (queue.size() >= MAX_QUEUE) {
                    refused = MAX_QUEUE + " runs are already waiting for a " + settings.language().label() + " worker";
                } else {
                    queue.add(run);
                }
            }
        }
        stale.forEach(Worker::stop);
        if (worker != null) {
            worker.start(held);
        } else if (!refused.isEmpty()) {
            run.finished(RunResult.killed(refused));
        } else if (nobodyServes(run)) {
            startMore();
        }
    }

    private boolean nobodyServes(WorkerRun run) {
        return workers.values().stream().noneMatch(worker -> worker.serves(run));
    }

    boolean oneWorkerOnePlugin() {
        return settings.oneWorkerOnePlugin();
    }

    /// Whether a worker whose run waits is left to it alone.
    boolean oneWorkerOneRun() {
        return settings.forks();
    }

    /// A run has read modules of packages from their files.
    ///
    /// @return whether its worker should make room for one that has them from the start
    boolean imported(JsonNode modules) {
        boolean worthIt = settings.oneWorkerOnePlugin() && modules.isArray() && !modules.isEmpty()
                && imports.imported(
                        modules.valueStream().map(name -> name.stringValue("")).filter(name -> !name.isEmpty()).toList());
        if (worthIt) {
            Threads.startVirtual("packages-load", starter::loadPackages);
            // Those that ran nothing yet have less than the next one will.
            takeIdle(worker -> !worker.used()).forEach(Worker::stop);
        }
        return worthIt;
    }

    private synchronized List<Worker> takeIdle(Predicate<Worker> which) {
        List<Worker> taken = idle.stream().filter(which).toList();
        taken.forEach(worker -> worker.standing(Standing.GONE));
        idle.removeAll(taken);
        return taken;
    }

    /// While a worker is idle, only runs that it may not have are waiting.
    private Worker takeIdle(WorkerRun run) {
        for (Iterator<Worker> workers = run.freshProcess() ? idle.iterator() : idle.descendingIterator(); workers.hasNext();) {
            Worker worker = workers.next();
            if (worker.serves(run)) {
                workers.remove();
                worker.standing(Standing.COMPUTING);
                return worker;
            }
        }
        return null;
    }

    /// Idle workers that have variables in their environment which no new one would get.
    private List<Worker> takeStale() {
        Map<String, String> now = settings.environment().get();
        if (idle.isEmpty() || idle.peekFirst().environment() == now) {
            return List.of();
        }
        return takeIdle(worker -> worker.environment() != now);
    }

    /// Has a worker there before the first run wants one. Never blocks.
    public void standBy() {
        synchronized (this) {
            if (closed || starting > 0 || !workers.isEmpty() || !budget.take()) {
                return;
            }
            starting++;
        }
        Threads.startVirtual("worker-start", starter::startOne);
    }

    /// Ends a run, wherever it is.
    public void cancel(WorkerRun run, String reason) {
        boolean waiting;
        synchronized (this) {
            waiting = queue.remove(run);
        }
        if (waiting) {
            run.finished(RunResult.cancelled(reason));
        } else {
            all().forEach(worker -> worker.cancel(run, reason));
        }
    }

    /// A new worker has said hello.
    void joined(Worker worker) {
        workers.put(worker.pid(), worker);
        worker.open();
        settle(worker);
        synchronized (this) {
            starting = Math.max(0, starting - 1); // not before it has its run, or one more would be started for that
        }
        startMore();
    }

    /// A worker could not be started; the waiting runs hear why.
    void notStarted(String why) {
        List<WorkerRun> refused = List.of();
        budget.give();
        synchronized (this) {
            starting = Math.max(0, starting - 1);
            if (workers.isEmpty() && starting == 0) {
                refused = queue.drain();
            }
        }
        refused.forEach(run -> run.finished(RunResult.killed(why)));
    }

    /// Something has changed in the worker: it is put where it belongs now, and gets its next run when it has none.
    void settle(Worker worker) {
        HeldRun next = null;
        boolean stop = false;
        boolean room = false;
        synchronized (this) {
            Standing before = worker.standing();
            if (before == Standing.GONE) {
                return;
            }
            if (before == Standing.RESTING && (worker.computes() || !worker.busy())) {
                budget.takeAnyway();
                resting.remove(worker.pid());
                workers.put(worker.pid(), worker);
                worker.standing(Standing.COMPUTING);
            } else if (before == Standing.COMPUTING && worker.busy() && !worker.computes()) {
                budget.give();
                resting.put(worker.pid(), worker);
                workers.remove(worker.pid());
                worker.standing(Standing.RESTING);
                room = true;
            }
            if (worker.standing() == Standing.COMPUTING && !worker.busy()) {
                boolean fit = fit(worker);
                WorkerRun run = fit ? queue.poll(worker::serves) : null;
                if (run != null) {
                    next = worker.take(run);
                } else if (fit && !closed && (!settings.forks() || idle.size() < MOST_IDLE)) {
                    idle.addLast(worker);
                    worker.standing(Standing.IDLE);
                } else {
                    worker.standing(Standing.GONE);
                    workers.remove(worker.pid());
                    stop = true;
                }
            }
        }
        if (stop) {
            worker.stop();
        } else if (next != null) {
            worker.start(next);
        } else if (room) {
            startMore();
        }
    }

    private boolean fit(Worker worker) {
        return !worker.worn() && worker.environment() == settings.environment().get() && !(worker.used() && roomWanted());
    }

    /// Whether the run that waits longest wants a new process, and used ones hold all the places.
    private boolean roomWanted() {
        return queue.oldest().filter(WorkerRun::freshProcess).isPresent() && !closed && starting == 0
                && workers.size() >= settings.maxWorkers() && workers.values().stream().allMatch(Worker::used);
    }

    void died(Worker worker) {
        // Into the one map before it leaves the other: the launcher's report may come at any moment.
        exits.expect(worker);
        boolean held;
        synchronized (this) {
            held = worker.standing() != Standing.RESTING;
            worker.standing(Standing.GONE);
            idle.remove(worker);
            workers.remove(worker.pid());
            resting.remove(worker.pid());
        }
        if (worker.leaves() && held) {
            budget.give();
        }
        exits.forget(worker);
        startMore();
    }

    ExitReports exits() {
        return exits;
    }

    /// The launcher says how a forked worker ended; it may say so just before or just after the connection closes.
    void exited(long pid, WorkerEnd how) {
        Worker worker = workers.getOrDefault(pid, resting.getOrDefault(pid, exits.dying(pid)));
        if (worker != null) {
            worker.exited(how);
        } else {
            log.debug("process {}: {}", pid, how.words());
        }
    }

    private void startMore() {
        int start = 0;
        Worker retired = null;
        synchronized (this) {
            if (roomWanted()) {
                retired = spareOne();
            }
            while (!closed && starting < Math.min(queue.size(), mostStarting())
                    && workers.size() + starting < settings.maxWorkers() && queue.anyOfTheFirst(this::wantsWorker)
                    && budget.take()) {
                starting++;
                start++;
            }
        }
        if (retired != null) {
            retired.stop();
        }
        for (; start > 0; start--) {
            Threads.startVirtual("worker-start", starter::startOne);
        }
    }

    private int mostStarting() {
        return settings.forks() ? MOST_STARTING : 1;
    }

    /// Whether a run that waits is better off with one more process than those that are there and those that are being started.
    private boolean wantsWorker(WorkerRun run, long waitedNanos) {
        if (starting == 0 && nobodyServes(run)) {
            return true;
        }
        return (waitedNanos > PATIENCE_NANOS || run.freshProcess()) && starting + workers.values().stream()
                .filter(worker -> worker.busy() && worker.serves(run) && !worker.heldFor(SHORT_NANOS))
                .count() < PROCESSORS;
    }

    /// The worker that has had nothing to do for the longest time leaves the pool; null when all are busy.
    synchronized Worker spareOne() {
        Worker oldest = idle.pollFirst();
        if (oldest != null) {
            oldest.standing(Standing.GONE);
            workers.remove(oldest.pid());
        }
        return oldest;
    }

    private void tick() {
        workers.values().forEach(Worker::tick);
        if (++ticks % RESTING_TICKS == 0) {
            resting.values().forEach(Worker::tick);
        }
        startMore();
        retireIdle();
    }

    private void retireIdle() {
        takeIdle(worker -> worker.idleNanos() > settings.idle().toNanos()).forEach(Worker::stop);
        if (workers.isEmpty() && resting.isEmpty() && starter.idleFor(settings.idle())) {
            // Apart, because it waits while a worker is being started, and the timer is everybody's.
            Threads.startVirtual("launcher-retires", () -> starter.retireWhenIdle(settings.idle()));
        }
    }

    private List<Worker> all() {
        return Stream.concat(workers.values().stream(), resting.values().stream()).toList();
    }

    /// Facts for operators.
    public synchronized WorkersRecord facts() {
        return new WorkersRecord(settings.language(), workers.size() + resting.size(), idle.size(), resting.size(), queue.size(),
                starter.state());
    }

    /// Ends all workers; their runs end as killed.
    @Override
    public void close() {
        List<WorkerRun> waiting;
        synchronized (this) {
            closed = true;
            exits.close();
            waiting = queue.drain();
            idle.clear();
        }
        waiting.forEach(run -> run.finished(RunResult.killed("the host is stopping")));
        all().forEach(Worker::stop);
        starter.close();
        ticking.close();
        watching.close();
    }
}
