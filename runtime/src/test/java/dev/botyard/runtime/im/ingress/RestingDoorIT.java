package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.ServerRoutes.Registration;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a platform is answered while its account is between two attempts, or does not come back.
class RestingDoorIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Runnable onKnock = () -> {};
    private volatile boolean comesBack = true;
    private HttpServer server;
    private AccountRoutes routes;

    @BeforeEach
    void open() throws Exception {
        Router router = new Router();
        PlatformRoutes platform = new PlatformRoutes(router, new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> server.address(), im -> im, new Attendance() {
                    @Override
                    public boolean expects(String im, String account) {
                        return false;
                    }

                    @Override
                    public boolean knows(String im, String account) {
                        return account.isEmpty() || account.equals("bot");
                    }

                    @Override
                    public boolean knock(String account) {
                        onKnock.run();
                        return comesBack;
                    }

                    @Override
                    public String why(String account) {
                        return "account " + account + " has failed: banned";
                    }
                }, Ticker.system());
        server = HttpServer.builder(router).host("127.0.0.1").port(0).start();
        routes = platform.lend("qq", "bot", "onebot11");
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    private Registration listen() {
        return routes.http(Admission.of(request -> request.token().map(
                token -> token.equals("right") ? Decision.ADMIT : Decision.refuse(403, "the access token is wrong"))
                .orElse(Decision.refuse(401, "the access token is missing"))), request -> RouteAnswer.status(204));
    }

    private HttpResponse<String> post(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void strangersAreToldTheSameWhoeverIsThere() throws Exception {
        Registration attempt = listen();
        assertEquals(204, post("/api/qq/receive", "right").statusCode());
        attempt.close();
        for (String moment : new String[]{"the attempt is ending", "it has ended", "another has ended before it listened"}) {
            assertEquals(401, post("/api/qq/receive", "").statusCode(), moment);
            assertEquals(403, post("/api/qq/receive/bot", "wrong").statusCode(), moment);
            routes.release();
        }
    }

    @Test
    void whoHasTheTokenBringsTheAccountBack() throws Exception {
        listen();
        routes.release();
        onKnock = () -> {
            onKnock = () -> {};
            listen();
        };
        assertEquals(204, post("/api/qq/receive", "right").statusCode());
    }

    @Test
    void whoHasTheTokenIsToldWhyNobodyComes() throws Exception {
        listen();
        routes.release();
        comesBack = false;
        HttpResponse<String> answer = post("/api/qq/receive", "right");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("account bot has failed: banned"), answer.body());
    }

    @Test
    void pagesOfOthersAndStrangersWakeNobody() throws Exception {
        routes.http(Admission.of(_ -> Decision.ADMIT).anybody(true), request -> RouteAnswer.status(204));
        routes.release();
        AtomicInteger knocks = new AtomicInteger();
        comesBack = false;
        onKnock = knocks::incrementAndGet;
        for (String[] stranger : new String[][]{{"Origin", "https://elsewhere.example"}, {"X-Forwarded-For", "203.0.113.9"}}) {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.address().resolve("/api/qq/receive/bot"))
                    .headers(stranger).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(403, answer.statusCode(), stranger[0]);
        }
        assertEquals(0, knocks.get());
        assertEquals(503, post("/api/qq/receive/bot", "").statusCode());
        assertEquals(1, knocks.get());
    }

    @Test
    void anAccountThatIsGoneLeavesNoDoor() throws Exception {
        Registration attempt = listen();
        routes.discard();
        attempt.close();
        HttpResponse<String> answer = post("/api/qq/receive/bot", "wrong");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("account 'bot' takes no connections now"), answer.body());
        assertEquals(503, post("/api/qq/receive", "right").statusCode());
        assertEquals(404, post("/api/qq/receive/nobody", "right").statusCode());
    }
}
