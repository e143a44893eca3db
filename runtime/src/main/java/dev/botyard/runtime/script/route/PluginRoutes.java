package dev.botyard.runtime.script.route;

import dev.botyard.runtime.infra.json.Shown;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.script.header.PluginRoute;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.message.outbound.Trigger;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the public paths of plugins. Thread-safe.
///
/// Answer of a run: object or list as JSON, text as `text/plain`, nothing as 204; an error as 500 with the run's id and no details; after
/// 30 seconds 504.
public final class PluginRoutes {
    private static final Logger log = LoggerFactory.getLogger(PluginRoutes.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CLIENT_CLOSED = 504;

    private final Router router;
    private final PluginCatalog catalog;
    private final PluginRunner runner;
    private final Operators operators;
    private final Map<String, Router.Registration> routes = new HashMap<>();
    /// Those whose path another plugin has, by their files.
    private final Map<String, Plugin> refused = new TreeMap<>();

    public PluginRoutes(Router router, PluginCatalog catalog, PluginRunner runner, Operators operators) {
        this.router = router;
        this.catalog = catalog;
        this.runner = runner;
        this.operators = operators;
        catalog.listen(this::changed);
    }

    private synchronized void changed(Plugin before, Plugin after) {
        Plugin known = after == null ? before : after;
        refused.remove(known.file());
        Router.Registration former = routes.remove(known.file());
        if (former != null) {
            former.close();
        }
        if (after != null && after.enabled() && after.header().route().isPresent()) {
            register(after, after.header().route().get());
        }
        if (former != null) {
            List.copyOf(refused.values()).forEach(waiting -> register(waiting, waiting.header().route().orElseThrow()));
        }
    }

    private void register(Plugin plugin, PluginRoute route) {
        String file = plugin.file();
        try {
            routes.put(file,
                    router.add(Route.of(route.methods(), route.path(), request -> serve(file, operators.hideFrom(request)))
                            .anyOrigin()));
            refused.remove(file);
        } catch (IllegalArgumentException e) {
            if (refused.put(file, plugin) == null) {
                log.warn("{}:{}: the path {} is not served: {}", plugin.path(), route.line(), route.path(), e.getMessage());
            }
        }
    }

    private HttpReply serve(String file, HttpRequest request) throws InterruptedException {
        Optional<Plugin> plugin = catalog.snapshot().find(file).filter(Plugin::enabled);
        if (plugin.isEmpty()) {
            return HttpReply.error(404, "not_found", "the plugin of this path is gone");
        }
        RunContext context = new RunContext(Trigger.ROUTE, "", "", Optional.empty(), Person.NOBODY, false, "", "", List.of(),
                List.of(), "",
                Map.of(), facts(request));
        Run run = runner.start(plugin.get(), context, () -> {});
        if (!run.await(LIMIT)) {
            runner.cancel(run, "the HTTP request was not answered within 30 s");
            return HttpReply.error(CLIENT_CLOSED, "timeout", "the plugin did not answer in time; run " + run.id());
        }
        if (!run.result().ok()) {
            return HttpReply.error(500, "plugin_failed", "the plugin failed; run " + run.id());
        }
        return answer(run);
    }

    private static HttpReply answer(Run run) {
        return switch (run.response()) {
            case null -> HttpReply.empty(204);
            case String text -> HttpReply.text(200, text);
            case Object value -> HttpReply.jsonOf(200, value);
        };
    }

    /// @param bytes the body in base64
    private record Asked(String path, Map<String, Object> params, String method, Map<String, Object> headers,
            Map<String, String> cookies, Object body, String data, @JsonInclude(JsonInclude.Include.NON_EMPTY) String bytes) {}

    private static Map<String, Object> facts(HttpRequest request) {
        Map<String, Object> params = new LinkedHashMap<>();
        request.query().forEach((name, values) -> params.put(name, values.size() == 1 ? values.getFirst() : values));
        params.putAll(request.parameters());
        RouteBody body = RouteBody.of(request);
        return Shown.map(new Asked(request.path(), params, request.method(), headers(request), cookies(request), body.value(),
                body.text(), Base64.getEncoder().encodeToString(body.bytes())));
    }

    private static Map<String, Object> headers(HttpRequest request) {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            List<String> values = request.headers(header.getKey());
            headers.put(header.getKey(), values.size() == 1 ? values.getFirst() : values);
        }
        return headers;
    }

    private static Map<String, String> cookies(HttpRequest request) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String part : request.header("Cookie").orElse("").split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                cookies.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return cookies;
    }
}
