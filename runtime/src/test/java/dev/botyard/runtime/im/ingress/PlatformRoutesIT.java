package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.ServerRoutes.Registration;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which account a request is for, and the pages that adapters show.
class PlatformRoutesIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private PlatformRoutes platform;

    @BeforeEach
    void open() throws Exception {
        Router router = new Router();
        platform = new PlatformRoutes(router, new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> URI.create("https://bots.example/yard"), im -> im.equals("wx") ? "weixin" : im, new Attendance() {
                    @Override
                    public boolean expects(String im, String account) {
                        return false;
                    }

                    @Override
                    public boolean knows(String im, String account) {
                        return im.equals("qq");
                    }
                }, Ticker.system());
        server = HttpServer.builder(router).host("127.0.0.1").port(0).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(server.address().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    /// The account answers with its name and the body that came.
    private void answers(String im, String account, Admission admission) {
        platform.lend(im, account, "played").http(admission,
                request -> RouteAnswer.text(200,
                        account + " got " + new String(request.body(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Admission token(String token) {
        return Admission.of(request -> request.carriesToken(token) ? Decision.ADMIT : Decision.NOT_MINE);
    }

    @Test
    void ofSeveralAccountsTheOneThatKnowsTheTokenAnswers() throws Exception {
        answers("qq", "a", token("one"));
        answers("qq", "b", token("two"));
        assertEquals("b got tea", ask(post("/api/qq/receive", "tea").header("Authorization", "Bearer two")).body());
        assertEquals("a got tea", ask(post("/api/qq/receive?access_token=one", "tea")).body());
        assertEquals("b got tea", ask(post("/api/qq/receive/b", "tea").header("Authorization", "two")).body());
        assertEquals(404, ask(post("/api/qq/receive/b", "tea").header("Authorization", "Bearer one")).statusCode());
    }

    @Test
    void anAliasOfTheImLeadsToItsAccounts() throws Exception {
        answers("weixin", "w", token("one"));
        assertEquals("w got tea", ask(post("/api/wx/receive?token=one", "tea")).body());
    }

    @Test
    void theFirstRefusalIsToldAndNotThatOfTheLast() throws Exception {
        answers("qq", "a", Admission.of(request -> Decision.refuse(403, "the access token is wrong")));
        answers("qq", "b", Admission.of(request -> Decision.refuse(400, "something else")));
        HttpResponse<String> answer = ask(post("/api/qq/receive", "tea"));
        assertEquals(403, answer.statusCode());
        assertEquals("{\"error\":{\"code\":\"refused\",\"message\":\"the access token is wrong\"}}", answer.body());
    }

    @Test
    void whoIsAwayIsNotTheSameAsWhoIsUnknown() throws Exception {
        HttpResponse<String> away = ask(post("/api/qq/receive", "tea"));
        assertEquals(503, away.statusCode());
        assertTrue(away.body().contains("\"account_away\"") && away.body().contains("no account of 'qq' takes connections now"),
                away.body());
        assertTrue(ask(post("/api/qq/receive/a", "")).body().contains("account 'a' takes no connections now"));
        HttpResponse<String> unknown = ask(post("/api/tg/receive/t", "tea"));
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("no account of 'tg' waits for an HTTP request here under the id 't'"), unknown.body());
    }

    @Test
    void whoeverAsksForNoSecretTakesRequestsOfThisMachineOnly() throws Exception {
        answers("qq", "a", Admission.of(request -> Decision.ADMIT).anybody(true));
        assertEquals("a got tea", ask(post("/api/qq/receive", "tea")).body());
        assertEquals("a got tea", ask(post("/api/qq/receive", "tea").header("X-Forwarded-For", "127.0.0.1, ::1")).body());
        for (String header : new String[]{"X-Forwarded-For", "X-Real-IP", "Forwarded"}) {
            for (String address : new String[]{"203.0.113.9", "127.0.0.1, 203.0.113.9", "localhost.example", "for=127.0.0.1",
                "127.0.0.1.nip.io"}) {
                HttpResponse<String> answer = ask(post("/api/qq/receive", "tea").header(header, address));
                assertEquals(403, answer.statusCode(), header + ": " + address);
                assertTrue(answer.body().contains("no_token"), answer.body());
            }
        }
    }

    @Test
    void anAnswerKeepsItsStatusTypeAndHeaders(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("song.txt"), "0123456789");
        platform.lend("qq", "a", "played").http(token("t"), request -> switch (request.query("what").orElse("")) {
            case "file" -> RouteAnswer.file(206, Map.of("content-type", "audio/amr", "X-Part", "2"),
                    new RouteAnswer.FileRange(file, 2, 3));
            case "json" -> RouteAnswer.json(201, "{}");
            case "bytes" -> new RouteAnswer(200, Map.of(), new byte[]{1, 2});
            default -> new RouteAnswer(204, Map.of("X-Nothing", "here"), new byte[0]);
        });
        HttpResponse<String> part = ask(post("/api/qq/receive?token=t&what=file", ""));
        assertEquals("206 234 audio/amr 2", part.statusCode() + " " + part.body() + " "
                + part.headers().firstValue("Content-Type").orElse("") + " " + part.headers().firstValue("X-Part").orElse(""));
        HttpResponse<String> json = ask(post("/api/qq/receive?token=t&what=json", ""));
        assertEquals("201 {} application/json",
                json.statusCode() + " " + json.body() + " " + json.headers().firstValue("Content-Type").orElse(""));
        assertEquals("application/octet-stream", ask(post("/api/qq/receive?token=t&what=bytes", "")).headers()
                .firstValue("Content-Type").orElse(""));
        HttpResponse<String> empty = ask(post("/api/qq/receive?token=t", ""));
        assertEquals("204 here", empty.statusCode() + " " + empty.headers().firstValue("X-Nothing").orElse(""));
    }

    @Test
    void anAccountIsToldItsAddressAsTheOutsideSeesIt() {
        assertEquals(URI.create("https://bots.example/yard/api/qq/receive/a"), platform.lend("qq", "a", "played").address());
    }

    @Test
    void pagesAreShownUnderTheirNameWithoutNamingThePathBeforeIt() throws Exception {
        platform.lend("web", "w", "web").mount("chat",
                request -> RouteAnswer.text(200, request.method() + " " + request.path() + " " + request.operator()));
        HttpResponse<String> bare = ask(get("/chat?x=1"));
        assertEquals("chat/?x=1", bare.headers().firstValue("Location").orElse(""));
        assertEquals("GET /chat/ false", ask(get("/chat/")).body());
        assertEquals("GET /chat/a/b.js false", ask(get("/chat/a/b.js")).body());
        assertEquals("POST /chat/send false", ask(post("/chat/send", "")).body());
        assertEquals(403, ask(post("/chat/send", "").header("Origin", "https://elsewhere.example")).statusCode());
    }

    @Test
    void pagesStayWhileAnyAccountOfTheirAdapterShowsThem() throws Exception {
        AccountRoutes first = platform.lend("web", "w", "web");
        Registration one = first.mount("chat", request -> RouteAnswer.text(200, "one"));
        platform.lend("web", "v", "web").mount("chat", request -> RouteAnswer.text(200, "two"));
        assertEquals("one", ask(get("/chat/")).body());
        first.release();
        one.close();
        assertEquals("two", ask(get("/chat/")).body());
    }

    @Test
    void pagesOfNobodySayWhatIsMissingAndMayBeShownByAnother() throws Exception {
        platform.lend("web", "w", "web").mount("chat", request -> RouteAnswer.status(204)).close();
        HttpResponse<String> nobody = ask(get("/chat/"));
        assertEquals(503, nobody.statusCode());
        assertTrue(nobody.body().contains("is an account of adapter web running?"), nobody.body());
        platform.lend("fancy", "f", "fancy").mount("chat", request -> RouteAnswer.text(200, "fancy"));
        assertEquals("fancy", ask(get("/chat/")).body());
    }

    @Test
    void twoAdaptersDoNotShowPagesUnderOneName() {
        platform.lend("web", "w", "web").mount("chat", request -> RouteAnswer.status(204));
        AccountRoutes other = platform.lend("fancy", "f", "fancy");
        assertEquals("pages under '/chat' are already given by adapter web",
                assertThrows(IllegalArgumentException.class, () -> other.mount("chat", request -> RouteAnswer.status(204)))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "metrics", "login", "healthz", "console", "media", "", "Chat", "a/b", "..", "1st", "x y"})
    void namesOfTheHostAndNamesThatAreNoneAreRefused(String name) {
        AccountRoutes routes = platform.lend("web", "w", "web");
        assertThrows(IllegalArgumentException.class, () -> routes.mount(name, request -> RouteAnswer.status(204)));
    }
}
