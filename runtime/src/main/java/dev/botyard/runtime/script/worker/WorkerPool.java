package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The warm workers of one environment. Thread-safe.
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
    /// How many of the waiting runs are asked for whether one more process would help.
    private static final int LOOKED_AT = 100;
    /// Workers of single plugins that stand by in one pool: a fork costs less than memory that nobody uses.
    private static final int MOST_IDLE = 8;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final Duration EXIT_REPORT = Duration.ofMillis(500);
    private static final Duration TICK = Duration.ofMillis(10);

    private final WorkerSettings settings;
    private final WorkerBudget budget;
    private final PackageImports imports = new PackageImports();
    private final WorkerStarter starter;
    private final Ticker ticker;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Map<Long, Worker> workers = new ConcurrentHashMap<>();
    private final Map<Long, Worker> dying = new ConcurrentHashMap<>();
    private int starting;
    private volatile boolean closed;
    private Ticker.Ticking ticking = () -> {};

    public WorkerPool(WorkerSettings settings, WorkerServer server, Ticker ticker) {
        this(settings, server, ticker, new WorkerBudget(settings.maxWorkers()));
    }

    /// @param budget shared with the other pools of the language
    public WorkerPool(WorkerSettings settings, WorkerServer server, Ticker ticker, WorkerBudget budget) {
        this.settings = settings;
        this.budget = budget;
        this.ticker = ticker;
        this.starter = new WorkerStarter(settings, server, this, ticker, imports);
    }

    /// Watches its workers from now on; they are started when they are wanted.
    @Override
    public void start() {
        budget.share(this);
        ticking = ticker.every(TICK, "workers-" + settings.language().label(), this::tick);
    }

    /// Starts the run as soon as a worker is free. Never blocks.
    public void submit(WorkerRun run) {
        Worker worker = null;
        List<Worker> stale;
        String refused = "";
        synchronized (this) {
            stale = takeStale();
            if (closed) {
                refused = "the host is stopping";
            } else {
                worker = takeIdle(run);
                if (worker == null && queue.size() >= MAX_QUEUE) {
                    refused = MAX_QUEUE + " runs are already waiting for a " + settings.language().label() + " worker";
                } else if (worker == null) {
                    queue.addLast(new Waiting(run, ticker.nanoTime() - (run.freshProcess() ? PATIENCE_NANOS : 0)));
                }
            }
        }
        stale.forEach(Worker::stop);
        if (worker != null) {
            worker.start(run);
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
        idle.removeAll(taken);
        return taken;
    }

    /// While a worker is idle, only runs that it may not have are waiting.
    private Worker takeIdle(WorkerRun run) {
        for (Iterator<Worker> workers = run.freshProcess() ? idle.iterator() : idle.descendingIterator(); workers.hasNext();) {
            Worker worker = workers.next();
            if (worker.serves(run)) {
                workers.remove();
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
            waiting = queue.removeIf(entry -> entry.run == run);
        }
        if (waiting) {
            run.finished(RunResult.cancelled(reason));
        } else {
            workers.values().forEach(worker -> worker.cancel(run, reason));
        }
    }

    /// A new worker has said hello.
    void joined(Worker worker) {
        workers.put(worker.pid(), worker);
        worker.open();
        released(worker, true);
        synchronized (this) {
            starting = Math.max(0, starting - 1); // not before it has its run, or one more would be started for that
        }
    }

    /// A worker could not be started; the waiting runs hear why.
    void notStarted(String why) {
        Deque<Waiting> refused = new ArrayDeque<>();
        budget.give();
        synchronized (this) {
            starting = Math.max(0, starting - 1);
            if (workers.isEmpty()) {
                refused.addAll(queue);
                queue.clear();
            }
        }
        refused.forEach(entry -> entry.run.finished(RunResult.killed(why)));
    }

    /// A worker has no run any more.
    void released(Worker worker, boolean mayGoOn) {
        WorkerRun next = null;
        boolean reusable = mayGoOn && worker.environment() == settings.environment().get();
        boolean stop = !reusable;
        synchronized (this) {
            if (reusable && worker.used() && roomWanted()) {
                workers.remove(worker.pid());
                stop = true;
            } else if (reusable) {
                next = nextFor(worker);
                if (next == null && !closed) {
                    idle.addLast(worker);
                }
                stop = closed;
            }
        }
        if (stop) {
            worker.stop();
        } else if (next != null) {
            worker.start(next);
        }
    }

    /// Whether the run that waits longest wants a new process, and used ones hold all the places.
    private boolean roomWanted() {
        Waiting oldest = queue.peekFirst();
        return oldest != null && oldest.run.freshProcess() && !closed && starting == 0
                && workers.size() >= settings.maxWorkers() && workers.values().stream().allMatch(Worker::used);
    }

    private WorkerRun nextFor(Worker worker) {
        for (Iterator<Waiting> entries = queue.iterator(); entries.hasNext();) {
            Waiting entry = entries.next();
            if (worker.serves(entry.run)) {
                entries.remove();
                return entry.run;
            }
        }
        return null;
    }

    void died(Worker worker) {
        // Into the one map before it leaves the other: the launcher's report may come at any moment.
        dying.put(worker.pid(), worker);
        synchronized (this) {
            idle.remove(worker);
            workers.remove(worker.pid());
        }
        if (worker.leaves()) {
            budget.give();
        }
        later(() -> dying.remove(worker.pid(), worker), Duration.ofSeconds(2));
        startMore();
    }

    /// Runs `task` when the launcher has said how the worker ended, at the latest after [#EXIT_REPORT].
    void afterExitReport(Worker worker, Runnable task) {
        AtomicBoolean once = new AtomicBoolean();
        Runnable first = () -> {
            if (once.compareAndSet(false, true)) {
                Threads.startVirtual("worker-end", task);
            }
        };
        worker.afterDeath(first);
        if (worker.deathKnown()) {
            first.run();
        } else {
            later(first, EXIT_REPORT);
        }
    }

    /// The launcher says how a forked worker ended; it may say so just before or just after the connection closes.
    void exited(long pid, String how) {
        Worker worker = workers.getOrDefault(pid, dying.get(pid));
        if (worker != null) {
            worker.exited(how);
        } else {
            log.debug("worker {} {}", pid, how);
        }
    }

    private void later(Runnable task, Duration delay) {
        if (closed) {
            task.run();
        } else {
            ticker.after(delay, "worker-ends", task);
        }
    }

    private void startMore() {
        boolean start;
        Worker retired = null;
        synchronized (this) {
            if (roomWanted()) {
                retired = spareOne();
            }
            start = !closed && starting == 0 && workers.size() < settings.maxWorkers()
                    && queue.stream().limit(LOOKED_AT).anyMatch(this::wantsWorker) && budget.take();
            if (start) {
                starting++;
            }
        }
        if (retired != null) {
            retired.stop();
        }
        if (start) {
            Threads.startVirtual("worker-start", starter::startOne);
        }
    }

    /// Whether a run that waits is better off with one more process.
    private boolean wantsWorker(Waiting waiting) {
        return nobodyServes(waiting.run) || ticker.since(waiting.since) > PATIENCE_NANOS && workers.values().stream()
                .filter(worker -> worker.busy() && worker.serves(waiting.run) && !worker.heldFor(SHORT_NANOS))
                .count() < PROCESSORS;
    }

    /// The worker that has had nothing to do for the longest time leaves the pool; null when all are busy.
    synchronized Worker spareOne() {
        Worker oldest = idle.pollFirst();
        if (oldest != null) {
            workers.remove(oldest.pid());
        }
        return oldest;
    }

    private void tick() {
        workers.values().forEach(Worker::tick);
        startMore();
        retireIdle();
    }

    private void retireIdle() {
        Deque<Worker> retired = new ArrayDeque<>();
        synchronized (this) {
            while (!idle.isEmpty() && (idle.peekFirst().idleNanos() > settings.idle().toNanos()
                    || settings.oneWorkerOnePlugin() && idle.size() > MOST_IDLE)) {
                retired.add(idle.pollFirst());
            }
        }
        retired.forEach(Worker::stop);
        if (workers.isEmpty() && starter.idleFor(settings.idle())) {
            // Apart, because it waits while a worker is being started, and the timer is everybody's.
            Threads.startVirtual("launcher-retires", () -> starter.retireWhenIdle(settings.idle()));
        }
    }

    /// Facts for operators.
    public synchronized WorkersRecord facts() {
        return new WorkersRecord(settings.language(), workers.size(), idle.size(), queue.size(), starter.state());
    }

    /// Ends all workers; their runs end as killed.
    @Override
    public void close() {
        Deque<Waiting> waiting;
        synchronized (this) {
            closed = true;
            waiting = new ArrayDeque<>(queue);
            queue.clear();
            idle.clear();
        }
        waiting.forEach(entry -> entry.run.finished(RunResult.killed("the host is stopping")));
        workers.values().forEach(Worker::stop);
        starter.close();
        ticking.close();
    }

    private record Waiting(WorkerRun run, long since) {}
}
