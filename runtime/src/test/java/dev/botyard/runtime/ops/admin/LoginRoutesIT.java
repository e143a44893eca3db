package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The session's cookie. To this host all requests have the name `127.0.0.1`, as behind a proxy that passes no name on.
class LoginRoutesIT {
    private static final URI PUBLIC = URI.create("https://bot.example.org");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Operators operators = new Operators(new byte[32], () -> "t", Ticker.system());
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        Router router = new Router();
        new LoginRoutes(operators, () -> PUBLIC, "botyard").register(router);
        server = HttpServer.builder(router).publicAddress(() -> Optional.of(PUBLIC)).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void theCookieOfAPageBehindHttpsIsSecureWhateverTheProxyTells() throws Exception {
        assertEquals(true, secure("Origin", "https://bot.example.org"));
        assertEquals(true, secure("Referer", "https://bot.example.org/login"));
        assertEquals(true, secure("Origin", "https://bot.example.org", "X-Forwarded-Proto", "http"));
        assertEquals(true, secure("X-Forwarded-Proto", "https"));
    }

    @Test
    void theCookieOfAPageWithoutHttpsIsNot() throws Exception {
        assertEquals(false, secure("Origin", "http://127.0.0.1:" + server.port()));
        assertEquals(false, secure("Referer", "https://elsewhere.example/"));
    }

    /// Logs a browser in and says whether its session's cookie is bound to https.
    private boolean secure(String... headers) throws Exception {
        HttpRequest enter = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/login"))
                .header("Cookie", "botyard_ticket=" + operators.ticket()).headers(headers)
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        String cookie = client.send(enter, HttpResponse.BodyHandlers.discarding()).headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith(Operators.COOKIE + "=")).findFirst().orElseThrow();
        return Stream.of(cookie.split("; ")).anyMatch("Secure"::equals);
    }
}
