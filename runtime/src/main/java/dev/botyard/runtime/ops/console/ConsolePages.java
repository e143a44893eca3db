package dev.botyard.runtime.ops.console;

import dev.botyard.runtime.net.http.HtmlText;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Serves the console's files: the page itself at `/`, what it loads below `/console/`. What it has in common with the chat page lies in a
/// folder of its own, which the build also puts into that adapter's jar.
public final class ConsolePages {
    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String OWN = "/console/";
    private static final String SHARED = "/shared/";
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml");
    private static final Pattern FILE = Pattern.compile("[a-z]+\\.(js|css|svg)");

    /// Adds the routes.
    public void register(Router router) {
        router.add(Route.get("/", request -> reply(request, OWN + "index.html", "text/html; charset=utf-8")));
        router.add(Route.get("/console/{name}", request -> file(OWN, request)));
        router.add(Route.get("/console/shared/{name}", request -> file(SHARED, request)));
    }

    private static HttpReply file(String folder, HttpRequest request) {
        Matcher name = FILE.matcher(request.parameter("name"));
        if (!name.matches() || ConsolePages.class.getResource(folder + name.group()) == null) {
            throw new HttpProblem(404, "not_found", "there is nothing here; the console is /");
        }
        return reply(request, folder + name.group(), TYPES.get(name.group(1)));
    }

    /// The page says by which command this host is steered.
    private static byte[] named(byte[] page) {
        String command = HtmlText.escape(Launcher.command());
        return new String(page, StandardCharsets.UTF_8).replace("{{command}}", command).getBytes(StandardCharsets.UTF_8);
    }

    private static HttpReply reply(HttpRequest request, String file, String type) {
        try (InputStream in = ConsolePages.class.getResourceAsStream(file)) {
            return HttpReply.bytes(200, type, file.endsWith(".html") ? named(in.readAllBytes()) : in.readAllBytes())
                    .with("Cache-Control", "no-cache")
                    .with("X-Content-Type-Options", "nosniff")
                    .with("Content-Security-Policy", POLICY).with("Referrer-Policy", "no-referrer").unlessKnown(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
