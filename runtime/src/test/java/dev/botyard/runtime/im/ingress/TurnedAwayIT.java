package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.WebSocketListener;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the operator reads when a platform was sent away.
class TurnedAwayIT {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private PlatformRoutes platform;

    @BeforeEach
    void open() throws Exception {
        logged.start();
        logger().addAppender(logged);
        logger().setAdditive(false);
        Router router = new Router();
        platform = new PlatformRoutes(router, new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> server.address(), im -> im, (im, account) -> false, Ticker.system());
        server = HttpServer.builder(router).host("127.0.0.1").port(0).start();
    }

    @AfterEach
    void close() {
        logger().setAdditive(true);
        logger().detachAppender(logged);
        client.shutdownNow();
        server.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(TurnedAway.class);
    }

    private int post(String path, String selfId) throws Exception {
        return client.send(HttpRequest.newBuilder(server.address().resolve(path)).header("X-Self-ID", selfId)
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private List<String> lines() {
        return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void saysOnceWhoWasRefusedAndWhy() throws Exception {
        platform.lend("qq", "bot", "onebot11").http(Admission.keyedBy("X-Self-ID", "10001",
                request -> Decision.refuse(403, "the access token is wrong; compare access_token on both sides")),
                request -> RouteAnswer.status(204));
        assertEquals(403, post("/api/qq/receive", "10001"));
        assertEquals(403, post("/api/qq/receive", "10001"));
        assertEquals(404, post("/api/qq/receive", "999"));
        assertEquals(404, post("/api/none/receive", "999"));
        assertEquals(List.of(
                "qq: turned away 127.0.0.1 (X-Self-ID 10001): the access token is wrong; compare access_token on both sides",
                "qq: turned away 127.0.0.1 (X-Self-ID 999): no account of 'qq' waits for an HTTP request here; see 'botyard accounts'"),
                lines());
    }

    @Test
    void saysWhichHeaderIsMissing() throws Exception {
        platform.lend("qq", "bot", "onebot11").http(Admission.keyedBy("X-Self-ID", "10001", request -> Decision.ADMIT),
                request -> RouteAnswer.status(204));
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.address().resolve("/api/qq/receive"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofString());
        String sentence = "the header X-Self-ID is missing, which says for which account of 'qq' this is; let the platform send it,"
                + " or connect to /api/qq/receive/ID with the account's id";
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains(sentence), answer.body());
        assertEquals(List.of("qq: turned away 127.0.0.1: " + sentence), lines());
    }

    @Test
    void onlyTheOperatorReadsWhereTheLauncherLies() throws Exception {
        System.setProperty("botyard.command", "/srv/bots/bin/botyard");
        try {
            platform.lend("qq", "bot", "onebot11").http(Admission.keyedBy("X-Self-ID", "10001", request -> Decision.ADMIT),
                    request -> RouteAnswer.status(204));
            String answer = client.send(HttpRequest.newBuilder(server.address().resolve("/api/qq/receive"))
                    .header("X-Self-ID", "999").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            assertTrue(answer.contains("see 'botyard accounts'"), answer);
            assertTrue(lines().getFirst().endsWith("see '/srv/bots/bin/botyard accounts'"), lines().toString());
        } finally {
            System.clearProperty("botyard.command");
        }
    }

    @Test
    void saysThatTheAccountIsConnectedAlready() throws Exception {
        WebSocketListener listener = platform.lend("qq", "bot", "onebot11").webSockets(Admission.of(request -> Decision.ADMIT));
        URI address = URI.create("ws://127.0.0.1:" + server.port() + "/api/qq/receive");
        WebSocket first = client.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
        }).join();
        listener.accept();
        try {
            client.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
            }).join();
            throw new AssertionError("two connections of one account");
        } catch (CompletionException refused) {
            assertEquals(1, lines().size());
            assertTrue(lines().getFirst().contains("account bot is already connected from 127.0.0.1"), lines().toString());
        } finally {
            first.abort();
        }
    }

    @Test
    void aConnectionThatDoesNotAnswerIsReplaced() throws Exception {
        WebSocketListener listener = platform.lend("qq", "bot", "onebot11")
                .probedWebSockets(Admission.of(request -> Decision.ADMIT), live -> {
                    throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no answer to get_status within 3000 ms");
                });
        URI address = URI.create("ws://127.0.0.1:" + server.port() + "/api/qq/receive");
        WebSocket hung = client.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
        }).join();
        dev.botyard.api.transport.WebSocket first = listener.accept();
        WebSocket second = client.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
        }).join();
        dev.botyard.api.transport.WebSocket taken = listener.accept();
        assertTrue(taken.open());
        assertFalse(first.open());
        hung.abort();
        second.abort();
    }

    @Test
    void nobodyCanFillTheLog() throws Exception {
        platform.lend("qq", "bot", "onebot11").http(Admission.keyedBy("X-Self-ID", "1", request -> Decision.ADMIT),
                request -> RouteAnswer.status(204));
        for (int i = 0; i < 300; i++) {
            assertEquals(404, post("/api/qq/receive", "stranger\t" + i + "x".repeat(100)));
        }
        assertEquals(200, lines().size());
        assertTrue(lines().getFirst().contains("(X-Self-ID stranger\t0xx") && lines().getFirst().length() < 250,
                lines().getFirst());
    }

    @Test
    void saysItAgainAfterAWhile() {
        TestTicker ticker = new TestTicker();
        TurnedAway turnedAway = new TurnedAway(ticker);
        for (int minutes : new int[]{0, 9, 2, 1}) {
            ticker.advance(Duration.ofMinutes(minutes));
            turnedAway.tell("qq", new Stranger(), Set.of(), "the access token is missing");
        }
        assertEquals(2, lines().size());
    }

    private record Stranger() implements RouteRequest {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/api/qq/receive";
        }

        @Override
        public Optional<String> accountInPath() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public boolean operator() {
            return false;
        }
    }
}
