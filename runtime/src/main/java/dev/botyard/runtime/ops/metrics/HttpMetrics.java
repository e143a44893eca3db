package dev.botyard.runtime.ops.metrics;

import dev.botyard.runtime.net.http.AnswerListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the port answers, by route. The labels are few, whatever strangers ask for: patterns of routes, never paths.
final class HttpMetrics implements AnswerListener {
    /// Scripts come and go, and their routes with them; further ones share a label.
    static final int MOST_ROUTES = 256;
    private static final String NONE = "none";
    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Counter requests;
    private final Histogram seconds;
    private final Set<String> routes = ConcurrentHashMap.newKeySet();

    HttpMetrics(PrometheusRegistry registry) {
        requests = Counter.builder().name("botyard_http_requests_total").help("Requests that were answered")
                .labelNames("method", "route", "status").withoutExemplars().register(registry);
        seconds = Histogram.builder().name("botyard_http_request_seconds")
                .help("How long answers were made, without sending them").labelNames("route")
                .classicUpperBounds(0.005, 0.025, 0.1, 0.5, 2, 10).classicOnly().withoutExemplars().register(registry);
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        String label = label(route);
        requests.labelValues(METHODS.contains(method) ? method : OTHER, label, status / 100 + "xx").inc();
        if (!label.equals(NONE)) {
            seconds.labelValues(label).observe(took.toNanos() / 1e9);
        }
    }

    private String label(String route) {
        if (route.isEmpty()) {
            return NONE;
        }
        if (routes.size() < MOST_ROUTES) {
            routes.add(route);
        }
        return routes.contains(route) ? route : OTHER;
    }
}
