package dev.botyard.runtime;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.worker.WorkersRecord;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.config.Machine;
import dev.botyard.runtime.script.plugin.LanguageLoad;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.Waits;
import dev.botyard.runtime.script.plugin.WorkerPools;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.WorkerBudget;
import dev.botyard.runtime.script.worker.WorkerCounts;
import dev.botyard.runtime.script.worker.WorkerPool;
import dev.botyard.runtime.script.worker.WorkerServer;
import dev.botyard.runtime.script.worker.WorkerSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The worker pools of the host, made when a plugin first runs or may run: one per language, and in Python one per set of packages, which its launcher
/// imports once. Thread-safe.
final class HostWorkers implements WorkerPools, AutoCloseable {
    private final HostOptions options;
    private final HostConfiguration configuration;
    private final HomeFolder home;
    private final WorkerServer server;
    private final Ticker ticker;
    private final Machine machine = Machine.here();
    private final Map<Key, WorkerPool> pools = new LinkedHashMap<>();
    private final Set<Language> standingBy = ConcurrentHashMap.newKeySet();
    private final Map<Language, WorkerBudget> budgets = new EnumMap<>(Language.class);

    HostWorkers(HostOptions options, HostConfiguration configuration, HomeFolder home, WorkerServer server, Ticker ticker) {
        this.ticker = ticker;
        this.options = options;
        this.configuration = configuration;
        this.home = home;
        this.server = server;
    }

    private record Key(Language language, List<Path> packages) {}

    @Override
    public synchronized WorkerPool of(Plugin plugin) {
        // Node keeps packages between runs without further ado.
        List<Path> packages = plugin.language() == Language.PYTHON ? plugin.packages() : List.of();
        return pools.computeIfAbsent(new Key(plugin.language(), packages), this::started);
    }

    /// Starts a worker of each language that enabled plugins are in, where none was started so before: in the environment that most of them
    /// share. Does nothing where the settings or a small machine forbid it.
    void standBy(List<Plugin> plugins) {
        if (!configuration.settings().plugins().standsBy(machine)) {
            return;
        }
        plugins.stream().filter(plugin -> plugin.enabled() && !plugin.installing())
                .collect(Collectors.groupingBy(Plugin::language, Collectors.groupingBy(this::of, Collectors.counting())))
                .forEach((language, users) -> {
                    if (standingBy.add(language)) {
                        Collections.max(users.entrySet(), Map.Entry.comparingByValue()).getKey().standBy();
                    }
                });
    }

    private WorkerPool started(Key key) {
        WorkerSettings settings = settings(key);
        WorkerPool pool = new WorkerPool(settings, server, ticker,
                budgets.computeIfAbsent(key.language(), _ -> new WorkerBudget(settings.maxWorkers())));
        pool.start();
        return pool;
    }

    private WorkerSettings settings(Key key) {
        PluginSettings plugins = configuration.settings().plugins();
        long memory = (long) plugins.memoryMb() << 20;
        return new WorkerSettings(key.language(), interpreters().worker(key.language(), plugins.memoryMb()),
                key.language() == Language.PYTHON, plugins.workers(machine), plugins.idle(), memory, plugins.outputBytes(),
                home.root(),
                key.packages(),
                configuration.childEnvironment());
    }

    /// How many runs of a language may do what at once.
    LanguageLoad.Bounds bounds(PluginSettings plugins) {
        return new LanguageLoad.Bounds(plugins.workers(machine), plugins.waiting(machine));
    }

    /// How many runs may wait for people.
    Waits.Bounds waits(PluginSettings plugins) {
        return new Waits.Bounds(plugins.waiting(machine), plugins.waits().perPerson());
    }

    private Interpreters interpreters() {
        return options.interpreters(configuration.settings().plugins());
    }

    /// How many processes came and went.
    synchronized Map<Language, WorkerCounts> counts() {
        Map<Language, WorkerCounts> counts = new EnumMap<>(Language.class);
        budgets.forEach((language, budget) -> counts.put(language, budget.counts()));
        return counts;
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
