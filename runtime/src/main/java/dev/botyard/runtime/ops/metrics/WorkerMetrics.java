package dev.botyard.runtime.ops.metrics;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.WorkerCounts;
import dev.botyard.runtime.script.worker.WorkersRecord;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The processes in which scripts run, by language.
final class WorkerMetrics {
    private WorkerMetrics() {}

    static void register(PrometheusRegistry registry, Supplier<List<WorkersRecord>> workers,
            Supplier<Map<Language, WorkerCounts>> counts) {
        GaugeWithCallback.builder().name("botyard_workers")
                .help("Worker processes that have no run, whose runs wait for people, or that compute")
                .labelNames("language", "state")
                .callback(gauge -> byState(workers.get()).forEach((language, states) -> states
                        .forEach((state, count) -> gauge.call(count, language.label(), state))))
                .register(registry);
        counter(registry, "botyard_worker_starts_total", "Worker processes that began", counts, WorkerCounts::starts);
        counter(registry, "botyard_worker_start_failures_total", "Worker processes that could not begin", counts,
                WorkerCounts::failures);
        CounterWithCallback.builder().name("botyard_worker_ends_total").help("Worker processes that ended, by why")
                .labelNames("language", "cause")
                .callback(counter -> counts.get().forEach((language, count) -> count.ends()
                        .forEach((cause, ended) -> counter.call(ended, language.label(), cause.label()))))
                .register(registry);
    }

    private static void counter(PrometheusRegistry registry, String name, String help,
            Supplier<Map<Language, WorkerCounts>> counts,
            ToLongFunction<WorkerCounts> which) {
        CounterWithCallback.builder().name(name).help(help).labelNames("language")
                .callback(counter -> counts.get()
                        .forEach((language, count) -> counter.call(which.applyAsLong(count), language.label())))
                .register(registry);
    }

    /// A language has several pools.
    private static Map<Language, Map<String, Integer>> byState(List<WorkersRecord> pools) {
        Map<Language, Map<String, Integer>> found = new TreeMap<>();
        for (WorkersRecord pool : pools) {
            Map<String, Integer> states = found.computeIfAbsent(pool.language(), _ -> new TreeMap<>());
            states.merge("idle", pool.idle(), Integer::sum);
            states.merge("waiting", pool.resting(), Integer::sum);
            states.merge("computing", Math.max(0, pool.workers() - pool.idle() - pool.resting()), Integer::sum);
        }
        return found;
    }
}
