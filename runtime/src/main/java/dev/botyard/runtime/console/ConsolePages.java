package dev.botyard.runtime.console;

import dev.botyard.runtime.http.HttpProblem;
import dev.botyard.runtime.http.HttpReply;
import dev.botyard.runtime.http.HttpRequest;
import dev.botyard.runtime.http.Route;
import dev.botyard.runtime.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Serves the console's files: the page itself at `/`, what it loads below `/console/`. They are read once.
public final class ConsolePages {
    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final List<String> SCRIPTS = List.of("console.js", "dom.js", "api.js", "words.js", "accounts.js", "login.js",
            "newaccount.js",
            "plugins.js", "runs.js", "pushes.js", "send.js", "adapters.js");

    private final HttpReply page = reply("index.html", "text/html; charset=utf-8");
    private final Map<String, HttpReply> files = new HashMap<>();

    /// Reads the files.
    public ConsolePages() {
        SCRIPTS.forEach(name -> files.put(name, reply(name, "text/javascript; charset=utf-8")));
        files.put("style.css", reply("style.css", "text/css; charset=utf-8"));
        files.put("icon.svg", reply("icon.svg", "image/svg+xml"));
    }

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/", request -> page));
        router.add(Route.get("/console/{name}", this::file));
    }

    private HttpReply file(HttpRequest request) {
        HttpReply file = files.get(request.parameter("name"));
        if (file == null) {
            throw new HttpProblem(404, "not_found", "there is nothing here; the console is /");
        }
        return file;
    }

    private static HttpReply reply(String name, String type) {
        try (InputStream in = ConsolePages.class.getResourceAsStream("/console/" + name)) {
            return HttpReply.bytes(200, type, in.readAllBytes()).with("Cache-Control", "no-cache")
                    .with("X-Content-Type-Options", "nosniff")
                    .with("Content-Security-Policy", POLICY).with("Referrer-Policy", "no-referrer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
