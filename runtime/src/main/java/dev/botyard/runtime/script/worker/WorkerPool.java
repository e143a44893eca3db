package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Pulse;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The warm workers of one environment. Thread-safe.
///
/// A run goes to the worker that was busy last, whose caches are warm. Where all are busy it waits, and [Starts] says when another worker is
/// started. A worker whose runs wait for people rests: it holds no place. Where the environment has packages, a worker serves one plugin alone.
public final class WorkerPool implements Service {
    static final int MAX_QUEUE = 10_000;
    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration TICK = Duration.ofMillis(10);
    /// How often resting workers are looked after, of which there may be thousands.
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration WATCH_RESTING = Duration.ofSeconds(30); // asking the system for the time of each costs more

    final WorkerSettings settings;
    private final WorkerBudget budget;
    private final PackageImports imports = new PackageImports();
    private final WorkerStarter starter;
    private final Ticker ticker;
    private final IdleWorkers idle;
    private final RunQueue queue;
    private final Roster workers = new Roster();
    final ExitReports exits;
    private final Dialogues dialogues;
    private final Starts starts;
    private final Fairness fairness;
    private volatile boolean closed;
    private final Pulse pulse;
    private Ticker.Ticking looking = () -> {};
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
        this.idle = new IdleWorkers(settings.forks());
        this.dialogues = new Dialogues(settings.forks());
        this.fairness = new Fairness(this, budget, settings.maxWorkers());
        this.starts = new Starts(settings.forks(), settings.maxWorkers(), dialogues);
        this.exits = new ExitReports(ticker, budget.counts());
        this.pulse = new Pulse(ticker, TICK, "workers-" + settings.language().label(), this::tick);
        this.starter = new WorkerStarter(settings, server, this, ticker, imports);
    }

    /// Watches its workers from now on; they are started when they are wanted.
    @Override
    public void start() {
        budget.share(this);
        String name = "workers-" + settings.language().label();
        looking = ticker.every(LOOK, name, this::look);
        if (settings.forks()) {
            watching = ticker.everyApart(WATCH_RESTING, name, () -> workers.resting().forEach(Worker::watchThreads));
        }
    }

    /// Starts the run as soon as a worker is free. Never blocks.
    public void submit(WorkerRun run) {
        Worker worker = null;
        HeldRun held = null;
        List<Worker> stale;
        String refused = "";
        pulse.wake();
        synchronized (this) {
            stale = idle.dismiss(idler -> !current(idler.environment()));
            if (closed) {
                refused = "the host is stopping";
            } else {
                worker = dialogues.full(run) ? takeResting(run) : idle.takeFor(run);
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
        } else if (Starts.nobodyServes(run, workers.present())) {
            startMore();
        }
    }

    /// Whether a process with these variables is as one that would be started now.
    boolean current(Map<String, String> environment) {
        return environment == settings.environment().get();
    }

    /// Whether the run may be in one process with others. Called under the lock.
    boolean shares(WorkerRun run) {
        return dialogues.shares(run);
    }

    /// A worker could not begin the run.
    ///
    /// @param alone whether it needs a process of its own
    void again(WorkerRun run, boolean alone) {
        if (alone) {
            synchronized (this) {
                dialogues.alone(run);
            }
        }
        submit(run);
    }

    /// A run has read modules of packages from their files.
    ///
    /// @return whether its worker should make room for one that has them from the start
    boolean imported(JsonNode modules) {
        boolean worthIt = settings.oneWorkerOnePlugin() && imports.imported(modules);
        if (worthIt) {
            Threads.startVirtual("packages-load", starter::loadPackages);
            // Those that ran nothing yet have less than the next one will.
            dismiss(() -> idle.dismiss(worker -> !worker.used()));
        }
        return worthIt;
    }

    private void dismiss(Supplier<List<Worker>> which) {
        List<Worker> dismissed;
        synchronized (this) {
            dismissed = which.get();
        }
        dismissed.forEach(Worker::stop);
    }

    private Worker takeResting(WorkerRun run) {
        Optional<Worker> free = dialogues.freest(run).filter(_ -> budget.take());
        free.ifPresent(workers::computesAgain);
        return free.orElse(null);
    }

    /// Has a worker there before the first run wants one. Never blocks.
    public void standBy() {
        synchronized (this) {
            if (closed || starts.underWay() > 0 || !workers.present().isEmpty() || !budget.take()) {
                return;
            }
            starts.begin();
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
            workers.all().forEach(worker -> worker.cancel(run, reason));
        }
    }

    /// A new worker has said hello.
    void joined(Worker worker) {
        budget.counts().started();
        workers.joins(worker);
        worker.open();
        settle(worker);
        synchronized (this) {
            starts.over(); // not before it has its run, or one more would be started for that
        }
        startMore();
    }

    /// A worker could not be started; the waiting runs hear why.
    void notStarted(String why) {
        List<WorkerRun> refused = List.of();
        budget.counts().notStarted();
        budget.give();
        synchronized (this) {
            starts.over();
            if (workers.isEmpty() && starts.underWay() == 0) {
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
        pulse.wake();
        synchronized (this) {
            Standing before = worker.standing();
            if (before == Standing.GONE) {
                return;
            }
            if (before == Standing.RESTING && (worker.computes() || !worker.busy())) {
                budget.takeAnyway();
                workers.computesAgain(worker);
            } else if (before == Standing.COMPUTING && worker.busy() && !worker.computes()) {
                budget.give();
                workers.rests(worker);
                room = true;
            }
            if (worker.standing() == Standing.COMPUTING && !worker.busy()) {
                boolean fit = fit(worker);
                Set<String> heldBack = fairness.heldBack(queue, workers.present());
                WorkerRun run = !fit
                        ? null
                        : queue.poll(
                                (one, _) -> worker.serves(one) && !dialogues.full(one) && !heldBack.contains(one.pluginFile()));
                if (run != null) {
                    next = worker.take(run);
                } else if (fit && !closed && idle.hasRoom()) {
                    idle.add(worker);
                } else {
                    workers.leaves(worker);
                    stop = true;
                }
            }
            dialogues.note(worker);
            room |= worker.accepts();
        }
        if (stop) {
            worker.stop();
        } else if (next != null) {
            worker.start(next);
        } else if (room) {
            fillRoom();
            startMore();
        }
    }

    private boolean fit(Worker worker) {
        return !worker.worn() && current(worker.environment()) && !(worker.used() && roomWanted());
    }

    private boolean roomWanted() {
        return !closed && starts.needRoom(queue, workers.present());
    }

    void died(Worker worker) {
        // Into the one map before it leaves the other: the launcher's report may come at any moment.
        exits.expect(worker);
        boolean held;
        synchronized (this) {
            held = worker.standing() != Standing.RESTING;
            idle.forget(worker);
            workers.leaves(worker);
            dialogues.note(worker);
        }
        if (worker.leaves() && held) {
            budget.give();
        }
        exits.forget(worker);
        startMore();
    }

    /// The launcher says how a forked worker ended; it may say so just before or just after the connection closes.
    void exited(long pid, WorkerEnd how) {
        Worker known = workers.find(pid);
        Worker worker = known == null ? exits.dying(pid) : known;
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
            int before = starts.underWay();
            Set<String> heldBack = fairness.heldBack(queue, workers.present());
            budget.wants(this, !closed && starts.begin(queue, workers.present(), heldBack, budget::take));
            start = starts.underWay() - before;
        }
        if (retired != null) {
            retired.stop();
        }
        for (; start > 0; start--) {
            Threads.startVirtual("worker-start", starter::startOne);
        }
    }

    /// Gives runs to workers that have room: idle ones, and where a process of their own is long in coming, those with parked runs of their plugin.
    private void fillRoom() {
        for (Runnable start = oneMore(); start != null; start = oneMore()) {
            start.run();
        }
    }

    private synchronized Runnable oneMore() {
        AtomicReference<Worker> found = new AtomicReference<>();
        Set<String> heldBack = fairness.heldBack(queue, workers.present());
        WorkerRun run = queue.pollOfTheFirst((one, waited) -> {
            if (!heldBack.contains(one.pluginFile())) {
                Worker free = dialogues.full(one) ? null : idle.takeFor(one);
                found.set(free == null && dialogues.joins(one, waited) ? takeResting(one) : free);
            }
            return found.get() != null;
        });
        if (run == null) {
            return null;
        }
        Worker host = found.get();
        HeldRun held = host.take(run);
        dialogues.note(host);
        return () -> host.start(held);
    }

    /// The worker that has had nothing to do for the longest time leaves the pool; null when all are busy.
    synchronized Worker spareOne() {
        Worker oldest = idle.dismissOldest();
        if (oldest != null) {
            workers.leaves(oldest);
        }
        return oldest;
    }

    /// @return whether somebody computes or waits for a place
    private boolean tick() {
        workers.present().forEach(Worker::tick);
        fillRoom();
        startMore();
        return queue.size() > 0 || workers.present().size() > idle.size();
    }

    private void look() {
        workers.present().forEach(Worker::look);
        workers.resting().forEach(Worker::look);
        retireIdle();
    }

    private void retireIdle() {
        dismiss(() -> idle.dismissUnwanted(settings.idle()));
        if (workers.isEmpty() && starter.idleFor(settings.idle())) {
            // Apart, because it waits while a worker is being started, and the timer is everybody's.
            Threads.startVirtual("launcher-retires", () -> starter.retireWhenIdle(settings.idle()));
        }
    }

    /// Facts for operators.
    public synchronized WorkersRecord facts() {
        return new WorkersRecord(settings.language(), workers.size(), idle.size(), workers.resting().size(), queue.size(),
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
        workers.all().forEach(Worker::stop);
        starter.close();
        pulse.close();
        looking.close();
        watching.close();
    }
}
