package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;

import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.PlayedWorker;
import dev.botyard.runtime.script.worker.PlayedWorkers;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Plugins in a folder and a runner, with workers that the test plays. Nothing is compiled.
public final class PluginBench implements AutoCloseable {
    private static final int MOST_WORKERS = 8;

    final Store store;
    final PlayedEnvironment calls = new PlayedEnvironment();
    final Waiters waiters = new Waiters();
    final Backlog backlog;
    final Leftovers leftovers;
    volatile PluginRunner.RunPolicy policy = new PluginRunner.RunPolicy(Duration.ofMinutes(10), 8, 1_000);
    private final Path folder;
    private final PlayedWorkers workers;
    private final ScriptCompiler compiler;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final List<Run> ended = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile ZoneId zone = ZoneOffset.UTC;

    public PluginBench(Path home) throws IOException {
        folder = Files.createDirectories(home.resolve("plugins"));
        store = Store.open(home.resolve("botyard.db"));
        workers = new PlayedWorkers(home, MOST_WORKERS);
        compiler = new ScriptCompiler(() -> new Interpreters(home, "/bin/sh", "/bin/sh"), Map::of);
        catalog = new PluginCatalog(() -> List.of(folder), () -> zone,
                (language, dependencies, changed) -> PluginEnvironments.State.NOTHING_NEEDED, compiler);
        backlog = new Backlog(store.waitingRuns());
        leftovers = new Leftovers(store.waitingRuns(), Ticker.system());
        runner = new PluginRunner(plugin -> workers.pool(), () -> policy, Ticker.system(), backlog,
                new Questions(waiters.early()));
        runner.serve(calls, calls::hostJson);
        runner.listen(ended::add);
        runner.start();
    }

    public PluginCatalog catalog() {
        return catalog;
    }

    public PluginRunner runner() {
        return runner;
    }

    public Store store() {
        return store;
    }

    public Leftovers leftovers() {
        return leftovers;
    }

    public Waiters waiters() {
        return waiters;
    }

    ZoneId zone() {
        return zone;
    }

    void zone(ZoneId other) {
        zone = other;
    }

    /// One more worker.
    public PlayedWorker worker() throws IOException, InterruptedException {
        return workers.join();
    }

    /// One more worker, which ends every run well.
    public PluginBench obliging() throws IOException, InterruptedException {
        workers.join(start -> {
            begun.incrementAndGet();
            return PlayedWorker.GOOD_END;
        });
        return this;
    }

    /// Writes a script of these header lines, such as `rule: ^tea$`, and lets the catalog read it.
    public Plugin add(String file, String... headers) throws IOException {
        StringBuilder source = new StringBuilder("#[author: ann]\n");
        for (String header : headers) {
            source.append("#[").append(header).append("]\n");
        }
        return write(file, source.toString());
    }

    Plugin write(String file, String source) throws IOException {
        Files.writeString(folder.resolve(file), source);
        catalog.refresh();
        return catalog.snapshot().find(file).orElseThrow();
    }

    public void remove(String file) throws IOException {
        Files.delete(folder.resolve(file));
        catalog.refresh();
    }

    Path folder() {
        return folder;
    }

    /// The files of the runs that have ended, in their order.
    public List<String> ended() {
        return ended.stream().map(run -> run.plugin().file()).toList();
    }

    List<Run> endedRuns() {
        return ended;
    }

    void awaitEnded(int runs) {
        await().until(() -> ended.size() >= runs);
    }

    /// Waits until no run is under way, and the end of each has been told.
    public void awaitQuiet() {
        await().until(() -> runner.active().isEmpty() && ended.size() >= begun.get());
    }

    /// Whose run this is, as its worker is told.
    static String file(JsonNode start) {
        String path = start.path("params").path("plugin").path("file").stringValue("");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        runner.close();
        backlog.close();
        compiler.close();
        workers.close();
        store.close();
    }
}
