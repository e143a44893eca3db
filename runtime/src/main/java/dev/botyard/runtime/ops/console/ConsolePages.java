package dev.botyard.runtime.ops.console;

import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Serves the console's files: the page itself at `/`, what it loads below `/console/`.
public final class ConsolePages {
    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Set<String> FILES = Set.of("console.js", "dom.js", "api.js", "words.js", "accounts.js", "login.js",
            "newaccount.js", "plugins.js", "runs.js", "pushes.js", "send.js", "adapters.js", "style.css", "icon.svg");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml");

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/", request -> reply("index.html", "text/html; charset=utf-8")));
        router.add(Route.get("/console/{name}", this::file));
    }

    private HttpReply file(HttpRequest request) {
        String name = request.parameter("name");
        if (!FILES.contains(name)) {
            throw new HttpProblem(404, "not_found", "there is nothing here; the console is /");
        }
        return reply(name, TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /// With the command by which this host is steered, inside of texts between single quotes.
    private static byte[] named(byte[] words) {
        String command = Launcher.command().replace("\\", "\\\\").replace("'", "\\'");
        return new String(words, StandardCharsets.UTF_8).replace("{{command}}", command).getBytes(StandardCharsets.UTF_8);
    }

    private static HttpReply reply(String name, String type) {
        try (InputStream in = ConsolePages.class.getResourceAsStream("/console/" + name)) {
            return HttpReply.bytes(200, type, name.equals("words.js") ? named(in.readAllBytes()) : in.readAllBytes())
                    .with("Cache-Control", "no-cache")
                    .with("X-Content-Type-Options", "nosniff")
                    .with("Content-Security-Policy", POLICY).with("Referrer-Policy", "no-referrer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
