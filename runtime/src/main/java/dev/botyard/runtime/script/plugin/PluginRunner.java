package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.script.worker.RunResult;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts runs. Thread-safe.
///
/// At most [#MAX_PENDING] runs are under way or waiting on the whole host; then a trigger waits, which slows the platform that sends it.
public final class PluginRunner implements RunEnvironment, Service {
    static final int MAX_PENDING = 10_000;

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Logger log = LoggerFactory.getLogger(PluginRunner.class);

    private final WorkerPools pools;
    private final Supplier<RunPolicy> policy;
    private final Ticker ticker;
    private final Backlog backlog;
    private final Questions questions;
    private final String idStart;
    private final AtomicLong ids = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PluginQueue> queues = new ConcurrentHashMap<>();
    private final Map<String, Run> active = new ConcurrentHashMap<>();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
    private final RunnerLoad load = new RunnerLoad();
    private final Waits waits;
    private final RunsForPackages forPackages = new RunsForPackages();
    private final Semaphore pending = new Semaphore(MAX_PENDING);
    private Ticker.Ticking slowRuns = () -> {};
    private volatile RunCalls calls;
    private volatile Predicate<Run> carriedOut = run -> false;
    private volatile Supplier<String> hostJson = () -> "{}";
    private volatile boolean stopping;

    public PluginRunner(WorkerPools pools, Supplier<RunPolicy> policy, Ticker ticker, Backlog backlog,
            Questions questions) {
        this.questions = questions;
        this.backlog = backlog;
        this.pools = pools;
        this.policy = policy;
        this.ticker = ticker;
        this.waits = new Waits(ticker);
        this.idStart = Long.toString(ticker.millis(), 36);
    }

    /// Frees chats from now on whose run takes too long.
    @Override
    public void start() {
        slowRuns = ticker.every(LOOK, "plugin-queues", () -> queues.values().forEach(PluginQueue::tick));
    }

    /// Limits of runs.
    public record RunPolicy(Duration timeLimit, int concurrency, int outputBytes) {}

    /// Plugs in what scripts can ask of the host; before the first run.
    ///
    /// @param hostObjectJson asked for every run
    public void serve(RunCalls hostCalls, Supplier<String> hostObjectJson) {
        calls = hostCalls;
        hostJson = hostObjectJson;
    }

    /// Plugs in who carries runs out without a worker; before the first run.
    ///
    /// @param host answers whether it has taken the run; must not block
    public void carryOut(Predicate<Run> host) {
        carriedOut = host;
    }

    public void listen(RunListener listener) {
        listeners.add(listener);
    }

    /// Queues a run; blocks only while the whole host is over its bound.
    ///
    /// @param onContinue called when the script lets plugins of lower priority match
    public Run start(Plugin plugin, RunContext context, Runnable onContinue) {
        Run run = made(nextId(), plugin, context, RunFate.NOT_KEPT, onContinue);
        submit(run);
        return run;
    }

    /// As [#start], for an event of a platform: while the host is stopping, the run is only kept for the next start.
    ///
    /// @param once whether the event does not come again once this has returned
    Run start(Plugin plugin, RunContext context, EventMark event, boolean once, Runnable onContinue) {
        Run run = made(nextId(), plugin, context, RunFate.of(event), onContinue);
        boolean late = stopping;
        if (!late) {
            submit(run);
        }
        if (once || late) {
            backlog.keep(run);
        } else {
            backlog.watch(run);
        }
        return run;
    }

    /// Queues a run that the host's end has left. It keeps its id, and its place in the store.
    void startLeft(Plugin plugin, Leftovers.Left left, Runnable onContinue) {
        submit(made(left.id(), plugin, left.context(), RunFate.left(left.event()), onContinue));
    }

    private void submit(Run run) {
        PluginQueue queue = queue(run.plugin());
        if (run.plugin().installing() && queue.waiting() >= RunsForPackages.MOST) {
            queue.refused();
            run.finished(RunResult.killed(run.plugin().invalid() + "; " + RunsForPackages.MOST + " runs wait for them already"));
        } else {
            queue.submit(run);
        }
    }

    private String nextId() {
        return "r-" + idStart + "-" + ids.incrementAndGet();
    }

    private Run made(String id, Plugin plugin, RunContext context, RunFate fate, Runnable onContinue) {
        pending.acquireUninterruptibly();
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        Run run = new Run(id, HexFormat.of().formatHex(secret), plugin, context, fate, this, ticker, onContinue);
        active.put(run.id(), run);
        return run;
    }

    private PluginQueue queue(Plugin plugin) {
        return queues.computeIfAbsent(plugin.file(),
                file -> new PluginQueue(plugin.header().limits().concurrency().orElse(policy.get().concurrency()), this::give,
                        ticker));
    }

    /// The plugin's file has changed: its limits may have, too.
    public void changed(Plugin plugin) {
        queue(plugin).limit(plugin.header().limits().concurrency().orElse(policy.get().concurrency()));
        forPackages.changed(plugin).forEach(this::give);
    }

    /// The plugin's file is gone.
    public void removed(Plugin plugin) {
        load.forget(plugin.file());
        forPackages.removed(plugin.file()).forEach(run -> run.finished(RunResult.killed("the plugin was removed")));
    }

    private void give(Run run) {
        if (stopping && run.fate().tracked()) {
            return;
        }
        if (carriedOut.test(run)) {
            return;
        }
        if (forPackages.keeps(run)) {
            log.debug("run {} of {} waits: {}", run.id(), run.plugin().file(), run.plugin().invalid());
        } else if (run.plugin().invalid().isEmpty()) {
            run.queued();
            pools.of(run.plugin()).submit(run);
        } else {
            run.finished(RunResult.killed("the plugin cannot run: " + run.plugin().invalid()));
        }
    }

    /// Ends a run.
    public void cancel(Run run, String reason) {
        if (forPackages.remove(run) || queue(run.plugin()).withdraw(run)) {
            run.finished(RunResult.cancelled(reason));
            return;
        }
        pools.of(run.plugin()).cancel(run, reason);
    }

    /// Runs that have not ended, or of whose end not everybody has been told.
    public List<Run> active() {
        return List.copyOf(active.values());
    }

    public Optional<Run> active(String id) {
        return Optional.ofNullable(active.get(id));
    }

    /// Runs that wait for their turn, all plugins together.
    public int waiting() {
        return queues.values().stream().mapToInt(PluginQueue::waiting).sum();
    }

    @Override
    public RunCalls calls() {
        return calls;
    }

    @Override
    public String hostJson() {
        return hostJson.get();
    }

    @Override
    public Duration timeLimit() {
        return policy.get().timeLimit();
    }

    @Override
    public int outputBytes() {
        return policy.get().outputBytes();
    }

    @Override
    public void speaks(Run run, String method, JsonNode params) {
        if (method.equals("reply") || method.equals("chat")) {
            questions.asks(run);
        } else if (method.equals("listen")) {
            questions.listens(run, params.path("scope").stringValue("").equals("group"));
        }
        if (!run.fate().tracked()) {
            return;
        }
        if (stopping && !run.fate().spoken()) {
            run.fate().cut();
            throw CallException.failed(ReceiptCode.HOST_STOPPING,
                    "the host is stopping; this run is begun again after the next start");
        }
        backlog.speaks(run);
    }

    @Override
    public void began(Run run) {
        load.began(run);
        listeners.forEach(listener -> listener.began(run));
    }

    @Override
    public Waits.Wait waits(Run run) {
        Waits.Wait place = waits.take(run);
        queue(run.plugin()).parked(run);
        run.beginsToWait();
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                place.close();
                run.goesOn();
            }
        };
    }

    /// Who waits for people, and how many may.
    public Waits waits() {
        return waits;
    }

    /// What the runs of each plugin do now.
    public List<PluginLoad> load() {
        return load.facts(active.values());
    }

    @Override
    public void ended(Run run) {
        if (run.fate().tracked() && !cutShort(run)) {
            backlog.ended(run);
        }
        questions.over(run);
        pending.release();
        queue(run.plugin()).ended(run);
        listeners.forEach(listener -> tell(listener, run));
        // Last: who looks for a run finds it here until the log has it.
        active.remove(run.id());
    }

    /// What breaks here must neither keep others from hearing nor end the thread, which belongs to the worker.
    private static void tell(RunListener listener, Run run) {
        try {
            listener.ended(run);
        } catch (RuntimeException e) {
            log.error("a listener for the end of run {} of {} failed", run.id(), run.plugin().file(), e);
        }
    }

    private boolean cutShort(Run run) {
        return stopping && (run.fate().wasCut() || !run.result().ok());
    }

    /// From now on nothing that an event fires is begun; it is kept for the next start.
    public void stop() {
        stopping = true;
    }

    /// All that is not over is kept; once no event comes any more.
    public void keepAll() {
        backlog.keepAll();
    }

    @Override
    public void close() {
        stopping = true;
        slowRuns.close();
    }
}
