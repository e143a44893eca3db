package dev.botyard.runtime.ops.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;

/// What the process of the host is and uses, under the names that dashboards of other programs know.
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void register(PrometheusRegistry registry) {
        ProcessHandle.Info process = ProcessHandle.current().info();
        process.startInstant().map(Instant::toEpochMilli).ifPresent(start -> GaugeWithCallback.builder()
                .name("process_start_time_seconds").help("When the host was started, in seconds since 1970")
                .callback(gauge -> gauge.call(start / 1e3)).register(registry));
        CounterWithCallback.builder().name("process_cpu_seconds_total")
                .help("Time that the host itself has computed, without its workers")
                .callback(counter -> ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos)
                        .ifPresent(nanos -> counter.call(nanos / 1e9)))
                .register(registry);
    }

    static void build(PrometheusRegistry registry, String version) {
        GaugeWithCallback.builder().name("botyard_build_info").help("The version that runs, always 1")
                .labelNames("version", "java")
                .callback(gauge -> gauge.call(1, version, Runtime.version().toString())).register(registry);
    }
}
