package dev.botyard.runtime.net.http;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever bytes a peer sends, the server goes on serving others and keeps nothing of it.
class RandomBytesProperties {
    private static final String[] PIECES = {"GET ", "POST ", "/", "/echo", "/socket", " HTTP/1.1\r\n", "HTTP/1.0", "\r\n",
        "\r\n\r\n", "\n", "\r",
        "Host: localhost\r\n", "Content-Length: 5\r\n", "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\n", "5\r\n",
        "hello", "0\r\n\r\n", "ffffffffffffffff\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
        "Sec-WebSocket-Key: " + RawPeer.KEY + "\r\n", "Expect: 100-continue\r\n", "%", "%2e%2e", "?", "#", ":", "\u0000",
        "\u00ff", "PRI * HTTP/2.0",
        "\u0081\u0085", "\u0088\u0080", "\u0089\u00fe"};
    private static EventLoops loops;
    private static HttpServer server;

    @BeforeContainer
    static void start() throws IOException {
        Router router = new Router();
        router.add(Route.get("/", _ -> HttpReply.text(200, "alive")));
        router.add(Route.post("/echo", request -> HttpReply.bytes(200, "application/octet-stream", request.body())));
        router.add(Route
                .post("/stream", request -> HttpReply.bytes(200, "application/octet-stream", request.stream().readAllBytes()))
                .streamsBody());
        router.add(Route.get("/socket", _ -> HttpReply.webSocket(socket -> {
            while (true) {
                socket.send(socket.receive());
            }
        })));
        loops = EventLoops.start(1, Ticker.system());
        Duration brief = Duration.ofMillis(500);
        server = HttpServer.builder(router).loops(loops).limits(HttpLimits.DEFAULT.withTimeouts(brief, brief, brief, brief))
                .start();
    }

    @AfterContainer
    static void stop() {
        server.close();
        loops.close();
    }

    @AfterProperty
    void nothingIsLeft() {
        await().until(() -> server.openConnections() == 0 && server.runningRequests() == 0 && server.openWebSockets() == 0);
    }

    @Provide
    Arbitrary<byte[]> requestLike() {
        Arbitrary<String> piece = Arbitraries.of(PIECES);
        Arbitrary<String> noise = Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(8);
        Arbitrary<String> start = Arbitraries.of("", "GET / HTTP/1.1\r\n", "POST /echo HTTP/1.1\r\nHost: localhost\r\n",
                "POST /stream HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: " + RawPeer.KEY + "\r\n\r\n");
        return Combinators.combine(start, Arbitraries.oneOf(piece, noise).list().ofMaxSize(20))
                .as((first, rest) -> (first + String.join("", rest)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 100)
    void requestLikeBytesDoNotHurt(@ForAll("requestLike") byte[] bytes) throws IOException {
        survives(bytes);
    }

    @Property(tries = 50)
    void anyBytesDoNotHurt(@ForAll byte[] bytes) throws IOException {
        survives(bytes);
    }

    @Property(tries = 50)
    void anyFramesDoNotHurt(@ForAll byte[] bytes) throws IOException {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/socket")) {
            sayIfPossible(peer, bytes);
        }
        assertAlive();
    }

    private void survives(byte[] bytes) throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            sayIfPossible(peer, bytes);
        }
        assertAlive();
    }

    private static void sayIfPossible(RawPeer peer, byte[] bytes) {
        try {
            peer.say(bytes).halfClose();
        } catch (IOException _) {
            // the server was quicker to close
        }
    }

    /// Asked again where the machine was so slow that the server's brief limits cut this off, too.
    private static void assertAlive() {
        await().until(() -> {
            try (RawPeer peer = new RawPeer(server.port()).request("GET /")) {
                String answer = peer.answer().text();
                assertTrue(answer.equals("alive") || answer.contains("the request did not arrive in time"), answer);
                return answer.equals("alive");
            }
        });
    }
}
