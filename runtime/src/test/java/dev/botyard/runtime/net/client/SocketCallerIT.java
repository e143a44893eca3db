package dev.botyard.runtime.net.client;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.RawPeer;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.http.Tokens;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.SocketHandshake;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SocketCallerIT {
    private static final Duration PATIENCE = Patience.SOON;
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");

    private final EventLoops loops = EventLoops.start(2, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final ConnectionScope scope = transport.scope();
    private final Router router = new Router();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/echo", request -> Tokens.bearer(request).filter("secret"::equals).isEmpty()
                ? HttpReply.error(401, "unauthorized", "no")
                : HttpReply.webSocket(socket -> {
                    while (true) {
                        socket.send(socket.receive());
                    }
                })));
        server = HttpServer.builder(router).loops(loops).start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
        loops.close();
    }

    private URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }

    private WebSocket echo() throws InterruptedException {
        return scope.webSockets().connect(uri("/echo"), Map.of("Authorization", "Bearer secret"), PATIENCE);
    }

    @Test
    void messagesGoBothWays() throws Exception {
        try (WebSocket socket = echo()) {
            for (int size : new int[]{0, 1, 125, 126, 65_535, 65_536, 300_000}) {
                String text = "你x".repeat(size / 2);
                socket.send(text);
                assertEquals(text, socket.receive());
            }
            socket.send("bytes".getBytes(StandardCharsets.US_ASCII));
            assertArrayEquals("bytes".getBytes(StandardCharsets.US_ASCII), socket.receiveBytes());
            assertTrue(socket.ping(PATIENCE));
            assertTrue(socket.open());
            assertEquals("127.0.0.1:" + server.port(), socket.peer());
        }
        await().until(() -> server.openWebSockets() == 0 && scope.openWebSockets() == 0);
    }

    @Test
    void refusalsTellWhatToDo() {
        AdapterException denied = assertThrows(AdapterException.class,
                () -> scope.webSockets().connect(uri("/echo"), Map.of(), PATIENCE));
        assertEquals(ErrorKind.AUTHENTICATION, denied.kind());
        AdapterException missing = assertThrows(AdapterException.class,
                () -> scope.webSockets().connect(uri("/none?t=secret"), Map.of(), PATIENCE));
        assertEquals(ErrorKind.COMMUNICATION, missing.kind());
        assertTrue(missing.getMessage().contains("404"), missing.getMessage());
        assertFalse(missing.getMessage().contains("secret"), missing.getMessage());
        AdapterException wrong = assertThrows(AdapterException.class,
                () -> scope.webSockets().connect(URI.create("http://a"), Map.of(), PATIENCE));
        assertEquals(ErrorKind.CONFIGURATION, wrong.kind());
        assertEquals(0, scope.openWebSockets());
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws Exception {
        try (ScriptedServer silent = new ScriptedServer((_, in, _) -> in.read())) {
            AdapterException late = assertThrows(AdapterException.class,
                    () -> scope.webSockets().connect(URI.create("ws://127.0.0.1:" + silent
                            .port()), Map.of(), Duration.ofMillis(200)));
            assertEquals(ErrorKind.COMMUNICATION, late.kind());
        }
    }

    @Test
    void framesInTheSamePacketAsTheHandshakeAreNotLost() throws Exception {
        try (ScriptedServer eager = new ScriptedServer((head, in, out) -> {
            Matcher key = KEY.matcher(head);
            assertTrue(key.find());
            byte[] first = RawPeer.frameBytes(true, 1, "first".getBytes(StandardCharsets.US_ASCII), false);
            byte[] answer = ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
                    + SocketHandshake.accept(key.group(1)) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] both = new byte[answer.length + 2 * first.length];
            System.arraycopy(answer, 0, both, 0, answer.length);
            System.arraycopy(first, 0, both, answer.length, first.length);
            System.arraycopy(first, 0, both, answer.length + first.length, first.length);
            out.write(both);
            out.flush();
            in.read();
        })) {
            WebSocket socket = scope.webSockets().connect(URI.create("ws://127.0.0.1:" + eager.port() + "/"), Map.of(), PATIENCE);
            assertEquals("first", socket.receive());
            assertEquals("first", socket.receive());
        }
    }

    @Test
    void aWrongAcceptIsNoWebSocket() throws Exception {
        try (ScriptedServer liar = new ScriptedServer((_, _, out) -> ScriptedServer.say(out,
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: bGll\r\n\r\n"))) {
            assertThrows(AdapterException.class,
                    () -> scope.webSockets().connect(URI.create("ws://127.0.0.1:" + liar.port()), Map.of(), PATIENCE));
        }
    }

    @RepeatedTest(5)
    void closingTheOwnerClosesEverythingItOpenedAndNothingElse() throws Exception {
        ConnectionScope other = transport.scope();
        WebSocket kept = other.webSockets().connect(uri("/echo"), Map.of("Authorization", "Bearer secret"), PATIENCE);
        List<Thread> receivers = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            WebSocket socket = echo();
            receivers.add(Thread.startVirtualThread(() -> {
                assertThrows(AdapterException.class, socket::receive);
                ended.incrementAndGet();
            }));
        }
        scope.close();
        for (Thread receiver : receivers) {
            assertTrue(receiver.join(PATIENCE));
        }
        assertEquals(10, ended.get());
        await().until(() -> server.openWebSockets() == 1);
        assertThrows(AdapterException.class, this::echo);
        kept.send("still here");
        assertEquals("still here", kept.receive());
        other.close();
    }
}
