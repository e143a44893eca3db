package dev.botyard.runtime.script.route;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.script.plugin.PluginBench;
import dev.botyard.runtime.script.worker.PlayedWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Requests to plugins over a real port. The worker answers as the test says.
class PluginRoutesIT {
    private static final String ADMIN_TOKEN = "the-admin-token";

    private final Router router = new Router();
    private final HttpClient client = HttpClient.newHttpClient();
    private PluginBench bench;
    private PlayedWorker worker;
    private HttpServer server;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        bench = new PluginBench(home);
        worker = bench.worker();
        new PluginRoutes(router, bench.catalog(), bench.runner(),
                new Operators(new byte[32], () -> ADMIN_TOKEN, Ticker.system()));
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
        bench.close();
    }

    /// From now on scripts answer what `answer` makes of the request that they see.
    private void responding(Function<JsonNode, Object> answer) {
        worker.answering(start -> {
            Object data = answer.apply(start.path("context").path("router"));
            try {
                worker.ask("response", Map.of("run", start.path("run").stringValue(), "data", data));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return PlayedWorker.GOOD_END;
        });
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(Patience.SOON);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode seen(HttpRequest.Builder request) throws Exception {
        responding(router -> router);
        return Json.MAPPER.readTree(send(request).body());
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }

    @Test
    void textIsAnsweredAsTextAndTheRestAsJson() throws Exception {
        bench.add("tea.py", "router: /tea");
        responding(router -> "签到");
        HttpResponse<String> text = send(to("/tea"));
        assertEquals("200 text/plain; charset=utf-8 签到", text.statusCode() + " " + type(text) + " " + text.body());
        responding(router -> List.of(1, "a"));
        HttpResponse<String> list = send(to("/tea"));
        assertEquals("application/json [1,\"a\"]", type(list) + " " + list.body());
        responding(router -> Map.of("ok", true));
        assertEquals("{\"ok\":true}", send(to("/tea")).body());
    }

    @Test
    void aScriptThatAnswersNothingIsAnsweredForWithNothing() throws Exception {
        bench.add("tea.py", "router: /tea");
        worker.answering(start -> PlayedWorker.GOOD_END);
        HttpResponse<String> response = send(to("/tea"));
        assertEquals("204 ", response.statusCode() + " " + response.body());
    }

    @Test
    void aFailureNamesTheRunAndNothingOfTheScript() throws Exception {
        bench.add("tea.py", "router: /tea");
        worker.answering(start -> Map.of("status", "error", "reusable", true, "error",
                Map.of("type", "ValueError", "message", "password=hunter2", "traceback", "line 7")));
        HttpResponse<String> response = send(to("/tea"));
        assertEquals(500, response.statusCode());
        assertFalse(response.body().contains("hunter2") || response.body().contains("line 7"), response.body());
        assertTrue(response.body().contains("the plugin failed; run r-"), response.body());
    }

    @Test
    void theScriptSeesTheRequest() throws Exception {
        bench.add("tea.py", "router: /tea/{kind}");
        JsonNode seen = seen(to("/tea/gr%C3%BCn?size=1&size=2&milk=no").header("X-Who", "ann").header("Cookie", "a=1; b = two ;c")
                .POST(BodyPublishers.ofString("{\"sugar\":2}")));
        assertEquals("/tea/grün POST", seen.path("path").stringValue() + " " + seen.path("method").stringValue());
        assertEquals(Json.MAPPER.readTree("{\"kind\":\"grün\",\"size\":[\"1\",\"2\"],\"milk\":\"no\"}"), seen.path("params"));
        assertEquals("ann", seen.path("headers").path("X-Who").stringValue(""));
        assertEquals(Json.MAPPER.readTree("{\"a\":\"1\",\"b\":\"two\"}"), seen.path("cookies"));
        assertEquals(2, seen.path("body").path("sugar").intValue());
        assertEquals("{\"sugar\":2}", seen.path("data").stringValue());
        assertEquals("eyJzdWdhciI6Mn0=", seen.path("bytes").stringValue());
    }

    @Test
    void aPathParameterIsNotReplacedByTheQuery() throws Exception {
        bench.add("tea.py", "router: /tea/{kind}");
        assertEquals("green", seen(to("/tea/green?kind=black")).path("params").path("kind").stringValue());
    }

    @Test
    void withoutABodyThereIsNone() throws Exception {
        bench.add("tea.py", "router: /tea");
        JsonNode seen = seen(to("/tea"));
        assertEquals("{} \"\"", seen.path("body") + " " + seen.path("data"));
        assertFalse(seen.has("bytes"));
    }

    @Test
    void whatLetsAnOperatorInIsNotShownToScripts() throws Exception {
        bench.add("tea.py", "router: /tea");
        JsonNode seen = seen(to("/tea").header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Cookie", Operators.COOKIE + "=secret; mine=1"));
        assertFalse(seen.toString().contains(ADMIN_TOKEN) || seen.toString().contains("secret"), seen::toString);
        assertEquals(Json.MAPPER.readTree("{\"mine\":\"1\"}"), seen.path("cookies"));
        JsonNode own = seen(to("/tea").header("Authorization", "Bearer of-the-plugin"));
        assertTrue(own.toString().contains("of-the-plugin"), own::toString);
    }

    @ParameterizedTest
    @CsvSource({"GET,204", "PUT,204", "POST,405", "DELETE,405"})
    void onlyTheMethodsOfTheHeaderAreServed(String method, int status) throws Exception {
        bench.add("tea.py", "router: /tea", "method: get, put");
        worker.answering(start -> PlayedWorker.GOOD_END);
        assertEquals(status, send(to("/tea").method(method, BodyPublishers.noBody())).statusCode());
    }

    @Test
    void theRouteComesAndGoesWithItsPlugin() throws Exception {
        worker.answering(start -> PlayedWorker.GOOD_END);
        bench.add("tea.py", "router: /tea");
        assertEquals(204, send(to("/tea")).statusCode());
        bench.add("tea.py", "router: /milk");
        assertEquals(404, send(to("/tea")).statusCode());
        assertEquals(204, send(to("/milk")).statusCode());
        bench.add("tea.py", "router: /milk", "disable: true");
        assertEquals(404, send(to("/milk")).statusCode());
        bench.add("tea.py", "router: /milk");
        bench.remove("tea.py");
        assertEquals(404, send(to("/milk")).statusCode());
        assertEquals(List.of(), router.routes());
    }

    /// Whoever was there first keeps it, and the other is served as soon as it is free.
    @Test
    void ofTwoPluginsForOnePathTheOtherFollowsWhenTheFirstLeaves() throws Exception {
        responding(router -> "served");
        bench.add("a.py", "router: /tea");
        bench.add("b.py", "router: /tea");
        assertEquals(1, router.routes().size());
        send(to("/tea"));
        await().until(() -> bench.ended().equals(List.of("a.py")));
        bench.remove("a.py");
        assertEquals(200, send(to("/tea")).statusCode());
        await().until(() -> bench.ended().equals(List.of("a.py", "b.py")));
        bench.remove("b.py");
        assertEquals(404, send(to("/tea")).statusCode());
        bench.add("c.py", "router: /tea");
        assertEquals(200, send(to("/tea")).statusCode());
    }

    @Test
    void aBodyThatIsPackedInAnUnknownWayIsRefusedBeforeAScriptRuns() throws Exception {
        bench.add("tea.py", "router: /tea");
        assertEquals(415, send(to("/tea").header("Content-Encoding", "br").POST(BodyPublishers.ofString("x"))).statusCode());
        assertEquals(List.of(), bench.runner().active());
    }
}
