package dev.botyard.runtime.ops.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's files as a browser asks for them.
class ConsolePagesIT {
    private static final String TOLD = "botyard.command";
    private static final Pattern LOADED = Pattern
            .compile("(?:src|href)=\"([^\"]+)\"|(?:from|import|@import)\\s*\\(?[\"']([^\"']+)[\"']");

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        Router router = new Router();
        new ConsolePages().register(router);
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
        System.clearProperty(TOLD);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageAndAllThatItLoadsIsServedAndKnowsItsType() throws Exception {
        Deque<URI> open = new ArrayDeque<>(List.of(server.address().resolve("/")));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            URI page = open.poll();
            HttpResponse<String> answer = get(page.getPath());
            assertEquals(200, answer.statusCode(), page::toString);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            String name = page.getPath();
            assertTrue(name.endsWith(".js")
                    ? type.startsWith("text/javascript")
                    : name.endsWith(".css")
                            ? type.startsWith("text/css")
                            : name.endsWith(".svg") ? type.equals("image/svg+xml") : type.startsWith("text/html"),
                    page + " " + type);
            Matcher loaded = LOADED.matcher(answer.body());
            while (loaded.find()) {
                String reference = loaded.group(1) == null ? loaded.group(2) : loaded.group(1);
                if (!reference.matches("[./\\w-]+\\.(js|css|svg)")) {
                    continue; // an address elsewhere, or one that a template makes
                }
                URI next = page.resolve(reference);
                if (next.getPort() == server.port() && seen.add(next.getPath())) {
                    open.add(next);
                }
            }
        }
        assertTrue(seen.size() > 5, seen::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/shared/icon.svg", "/console/style.css"})
    void nothingMayFrameItOrMakeItLoadAnythingElse(String path) throws Exception {
        var headers = get(path).headers();
        String policy = headers.firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff no-referrer no-cache", String.join(" ", headers.firstValue("X-Content-Type-Options").orElse(""),
                headers.firstValue("Referrer-Policy").orElse(""), headers.firstValue("Cache-Control").orElse("")));
    }

    @Test
    void whatABrowserHasIsNotSentAgain() throws Exception {
        String path = "/console/codemirror.js";
        String tag = get(path).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = client.send(
                HttpRequest.newBuilder(server.address().resolve(path)).header("If-None-Match", tag).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        HttpResponse<String> other = client.send(
                HttpRequest.newBuilder(server.address().resolve(path)).header("If-None-Match", "\"another\"").build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, other.statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/none.js", "/console/index.html", "/console/..%2Fadmin%2Fopenapi.json",
        "/console/Console.js",
        "/console/console.js.map", "/console/shared/none.css", "/console/"})
    void whatIsNoFileOfTheConsoleIsNotThere(String path) throws Exception {
        assertFalse(get(path).statusCode() < 400, path);
    }

    @Test
    void theCommandOfTheLauncherIsTextWhereverItLies() throws Exception {
        System.setProperty(TOLD, "/opt/<b>&\"x/botyard");
        String page = get("/").body();
        assertFalse(page.contains("{{command}}") || page.contains("<b>"), page);
        assertTrue(page.contains("&lt;b&gt;&amp;") || page.contains("&lt;b>&amp;"), page);
    }
}
