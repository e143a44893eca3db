/// What Prometheus sees at `/metrics`. [dev.botyard.runtime.ops.metrics.HostMetrics] counts outcomes as they happen and reads gauges when
/// it is asked. Thread-safe.
package dev.botyard.runtime.ops.metrics;
