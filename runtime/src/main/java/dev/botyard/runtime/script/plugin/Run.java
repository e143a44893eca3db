package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.message.outbound.TextForm;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.script.worker.Place;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.WorkerRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// One execution of a plugin for one trigger. Thread-safe: a script may call from several threads.
public final class Run implements WorkerRun, Waiters.Owner {
    /// How many SDK calls the log keeps of one run.
    static final int LISTED_CALLS = 200;

    private final String id;
    private final String token;
    private volatile Plugin plugin;
    private final RunFate fate;
    private final RunContext context;
    private final RunEnvironment environment;
    private final Runnable onContinue;
    private final OutputTail output;
    private final List<RunRecord.Call> calls = new ArrayList<>(4);
    private final List<String> notes = new ArrayList<>(0);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Ticker ticker;
    private final long created;
    private final Instant createdAt;
    private final AtomicInteger waiting = new AtomicInteger();
    private Place place = Place.NOWHERE;
    private volatile long wantedSince;
    private volatile long queuedAt;
    private volatile long began;
    private volatile long ended;
    private volatile RunResult result;
    private volatile String returned;
    private volatile Object response;
    private volatile boolean responded;
    private volatile List<Map<String, Object>> heardMedia;
    private boolean continued;

    Run(String id, String token, Plugin plugin, RunContext context, RunFate fate, RunEnvironment environment, Ticker ticker,
            Runnable onContinue) {
        this.id = id;
        this.token = token;
        this.plugin = plugin;
        this.context = context;
        this.fate = fate;
        this.environment = environment;
        this.onContinue = onContinue;
        this.ticker = ticker;
        this.created = ticker.nanoTime();
        this.wantedSince = created;
        this.createdAt = ticker.instant();
        this.output = new OutputTail(environment.outputBytes());
    }

    /// The id that people see.
    @Override
    public String id() {
        return id;
    }

    public Plugin plugin() {
        return plugin;
    }

    /// The same plugin with what it was waiting for; before the run has begun.
    void renewed(Plugin now) {
        plugin = now;
        wantedSince = ticker.nanoTime();
    }

    public RunContext context() {
        return context;
    }

    /// Where this run's pushes come from.
    public Origin origin() {
        return new Origin(context.trigger(), context.im(), context.account(), id, plugin.file(), plugin.folder(),
                plugin.mentionsAll() ? TextForm.CQ : TextForm.CQ_WITHOUT_ALL);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String pluginFile() {
        return plugin.file();
    }

    @Override
    public String pluginStamp() {
        return plugin.stamp();
    }

    @Override
    public String startParams() {
        return RunJson.startParams(this, environment.hostJson());
    }

    @Override
    public Duration timeLimit() {
        return plugin.header().limits().timeout().orElse(environment.timeLimit());
    }

    @Override
    public boolean freshProcess() {
        return plugin.header().isolation() == dev.botyard.runtime.script.header.Isolation.PROCESS;
    }

    /// It is handed to the workers, or to who carries it out without one.
    public void queued() {
        queuedAt = ticker.nanoTime();
    }

    /// How long it waits for a worker, or has waited; nothing while it waits for its turn.
    Duration queuedFor() {
        long since = queuedAt;
        long until = began;
        return since == 0 ? Duration.ZERO : Duration.ofNanos((until == 0 ? ticker.nanoTime() : until) - since);
    }

    /// Whether only a worker is missing.
    boolean handedOver() {
        return queuedAt != 0;
    }

    /// How long it could have begun and has not; nothing while its packages are being installed.
    Duration unbegunFor() {
        return began != 0 || result != null || plugin.installing()
                ? Duration.ZERO
                : Duration.ofNanos(ticker.since(wantedSince));
    }

    /// How long it took to begin, or takes by now.
    public Duration beganAfter() {
        return Duration.ofNanos((began == 0 ? ticker.nanoTime() : began) - wantedSince);
    }

    @Override
    public void started(Place where) {
        synchronized (waiting) {
            place = where;
        }
        began = ticker.nanoTime();
        environment.began(this);
    }

    /// Whether a worker has begun to run it.
    boolean began() {
        return began != 0;
    }

    /// Nanoseconds since it was made.
    long age() {
        return ticker.since(created);
    }

    Instant createdAt() {
        return createdAt;
    }

    RunFate fate() {
        return fate;
    }

    @Override
    public Object call(String method, JsonNode params) throws InterruptedException {
        long from = ticker.nanoTime();
        String error = "";
        try {
            if (environment.calls().speaks(method, params)) {
                environment.speaks(this, method, params);
            }
            return environment.calls().call(this, method, params);
        } catch (CallException e) {
            error = e.getMessage();
            throw e;
        } finally {
            RunRecord.Call call = new RunRecord.Call(method, Duration.ofNanos(ticker.since(from)), error);
            synchronized (calls) {
                if (calls.size() < LISTED_CALLS) {
                    calls.add(call);
                }
            }
        }
    }

    @Override
    public void output(String stream, String text, long dropped) {
        output.add(text, dropped);
    }

    @Override
    public void finished(RunResult how) {
        ended = ticker.nanoTime();
        result = how;
        environment.ended(this);
        done.countDown();
    }

    /// Lets plugins of lower priority match too; only the first call counts.
    public void letContinue() {
        synchronized (this) {
            if (continued) {
                return;
            }
            continued = true;
        }
        onContinue.run();
    }

    /// Adds a line for the run's log: what the host did not do, and why.
    public void note(String line) {
        synchronized (notes) {
            if (notes.size() < LISTED_CALLS) {
                notes.add(line);
            }
        }
    }

    /// One of its calls waits for people, until what is answered here is closed: later messages of the chat need not wait for the run, and it
    /// holds up no other.
    ///
    /// @throws CallException when too many wait already
    public Waits.Wait waits() {
        return environment.waits(this);
    }

    /// Whether at least one of its calls waits for people. What else its threads do meanwhile is not known, so the whole run counts as waiting.
    boolean waiting() {
        return waiting.get() > 0;
    }

    void beginsToWait() {
        synchronized (waiting) {
            if (waiting.getAndIncrement() == 0) {
                place.waits();
            }
        }
    }

    void goesOn() {
        synchronized (waiting) {
            if (waiting.decrementAndGet() == 0) {
                place.goesOn();
            }
        }
    }

    public void returned(String value) {
        returned = value;
    }

    /// The answer of a route run.
    public void respond(Object data) {
        response = data;
        responded = true;
    }

    public boolean responded() {
        return responded;
    }

    public Object response() {
        return response;
    }

    /// Media of the last awaited message, null before one.
    public List<Map<String, Object>> heardMedia() {
        return heardMedia;
    }

    public void heardMedia(List<Map<String, Object>> media) {
        heardMedia = media;
    }

    /// Waits for its end.
    ///
    /// @return whether it ended in time
    public boolean await(Duration limit) throws InterruptedException {
        return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// How it ended, null while it has not.
    public RunResult result() {
        return result;
    }

    @Override
    public boolean over() {
        return result != null;
    }

    /// What the script gave, `""` for nothing yet.
    String value() {
        RunResult how = result;
        return returned != null ? returned : how != null && how.value() != null ? how.value() : "";
    }

    /// The last of what it printed.
    String output() {
        return output.text();
    }

    List<RunRecord.Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    List<String> notes() {
        synchronized (notes) {
            return List.copyOf(notes);
        }
    }

    /// How long it took, or takes by now.
    Duration duration() {
        return Duration.ofNanos((result == null ? ticker.nanoTime() : ended) - created);
    }

    /// The run for people.
    public RunRecord report() {
        return RunRecord.of(this);
    }
}
