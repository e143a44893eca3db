package dev.botyard.testkit;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.runtime.im.account.EventTaker;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.plugin.Backlog;
import dev.botyard.runtime.script.plugin.Leftovers;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginRunner.RunPolicy;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.Questions;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The part of the host that takes messages and begins what they fire, over a store that outlives it: the next one begins what this one has
/// left. Its only script waits for its packages for ever, so that no run is ever over.
final class TakingHost implements EventTaker {
    private static final String SCRIPT = "#[rule: raw [\\s\\S]+]\n";
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final Store store;
    private final Backlog backlog;
    private final Leftovers leftovers;
    private final PluginRunner runner;
    private final InboundPipeline pipeline;

    /// @param folder of the store and the script
    TakingHost(Path folder, Ticker ticker) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("plugins"));
        Files.writeString(scripts.resolve("busy.py"), SCRIPT);
        PluginCatalog catalog = new PluginCatalog(() -> List.of(scripts), () -> ZoneOffset.UTC,
                (language, dependencies, changed) -> PluginEnvironments.State.missing("its packages are being installed", true),
                new ScriptCompiler(() -> new Interpreters(folder, "", ""), Map::of));
        catalog.refresh();
        Waiters waiters = new Waiters();
        store = Store.open(folder.resolve("botyard.db"));
        backlog = new Backlog(store.waitingRuns());
        leftovers = new Leftovers(store.waitingRuns(), ticker);
        runner = new PluginRunner(plugin -> {
            throw new IllegalStateException("nothing is ever run here");
        }, () -> new RunPolicy(NO_LIMIT, 1_000, 1_000), ticker, backlog, new Questions(waiters.early()));
        runner.start();
        pipeline = new InboundPipeline(waiters).serve(
                new PluginTriggers(catalog, runner, Map::of, leftovers, payment -> {}, im -> im));
        leftovers.recall(pipeline::taken);
        leftovers.begin(account -> false);
    }

    @Override
    public Acceptance accept(String im, String account, InboundEvent event) {
        return pipeline.accept(im, account, event);
    }

    /// What the messages said that a run has been begun for, sorted.
    List<String> begun() {
        return runner.active().stream().map(run -> run.context().message()).sorted().toList();
    }

    /// First of all: what still comes is kept, and not begun.
    void stop() {
        runner.stop();
    }

    /// Once the accounts are gone.
    void end() {
        pipeline.stop();
        runner.keepAll();
        runner.close();
        backlog.close();
        store.close();
    }
}
