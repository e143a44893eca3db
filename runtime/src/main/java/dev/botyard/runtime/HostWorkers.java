package dev.botyard.runtime;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.worker.WorkersRecord;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.WorkerPools;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.WorkerPool;
import dev.botyard.runtime.script.worker.WorkerServer;
import dev.botyard.runtime.script.worker.WorkerSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The worker pools of the host: one per language, made when a plugin first runs. Thread-safe.
final class HostWorkers implements WorkerPools, AutoCloseable {
    private static final int DEFAULT_WORKERS = 128;

    private final HostOptions options;
    private final HostConfiguration configuration;
    private final HomeFolder home;
    private final WorkerServer server;
    private final Ticker ticker;
    private final Map<Language, WorkerPool> pools = new EnumMap<>(Language.class);

    HostWorkers(HostOptions options, HostConfiguration configuration, HomeFolder home, WorkerServer server, Ticker ticker) {
        this.ticker = ticker;
        this.options = options;
        this.configuration = configuration;
        this.home = home;
        this.server = server;
    }

    @Override
    public synchronized WorkerPool of(Plugin plugin) {
        return pools.computeIfAbsent(plugin.language(), this::started);
    }

    private WorkerPool started(Language language) {
        WorkerPool pool = new WorkerPool(settings(language), server, ticker);
        pool.start();
        return pool;
    }

    private WorkerSettings settings(Language language) {
        PluginSettings plugins = configuration.settings().plugins();
        int workers = plugins.maxWorkers() == 0 ? DEFAULT_WORKERS : plugins.maxWorkers();
        long memory = (long) plugins.memoryMb() << 20;
        return new WorkerSettings(language, interpreters().worker(language, plugins.memoryMb()),
                language == Language.PYTHON, workers, plugins.idle(),
                memory,
                plugins.outputBytes(), home.root(), configuration.childEnvironment());
    }

    private Interpreters interpreters() {
        return options.interpreters(configuration.settings().plugins());
    }

    /// Facts for operators.
    synchronized List<WorkersRecord> facts() {
        return pools.values().stream().map(WorkerPool::facts).toList();
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(WorkerPool::close);
    }
}
