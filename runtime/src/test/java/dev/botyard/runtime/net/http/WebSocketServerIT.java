package dev.botyard.runtime.net.http;

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
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketServerIT {
    private static final Duration SECONDS = Patience.SOON;

    private final Router router = new Router();
    private final BlockingQueue<WebSocket> given = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/echo", _ -> HttpReply.webSocket(socket -> {
            while (true) {
                socket.send(socket.receive());
            }
        })));
        router.add(Route.get("/binary", _ -> HttpReply.webSocket(socket -> {
            while (true) {
                socket.send(socket.receiveBytes());
            }
        })));
        router.add(Route.get("/given", _ -> HttpReply.handOver(given::add)));
        router.add(Route.get("/refused", _ -> HttpReply.error(409, "busy", "another connection is live")));
        start(WebSocketLimits.DEFAULT.withMaxMessageBytes(1 << 20));
    }

    private void start(WebSocketLimits limits) throws IOException {
        if (server != null) {
            server.close();
        }
        server = HttpServer.builder(router).limits(HttpLimits.DEFAULT.withWebSocket(limits)).drainTime(Duration.ofSeconds(2))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocket given() throws InterruptedException {
        WebSocket socket = given.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertTrue(socket != null, "no connection was handed over");
        return socket;
    }

    @Test
    void theHandshakeOfTheStandardIsAnswered() throws IOException {
        try (RawPeer peer = new RawPeer(server.port()).upgrade("/echo")) {
            RawPeer.Answer answer = peer.answerHead();
            assertEquals(101, answer.status());
            assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
            assertEquals("你好", peer.text("你好").frame().text());
        }
    }

    @Test
    void aHandlerRefusesBeforeTheHandshake() throws IOException {
        try (RawPeer peer = new RawPeer(server.port()).upgrade("/refused")) {
            RawPeer.Answer answer = peer.answer();
            assertEquals(409, answer.status());
            assertEquals("{\"error\":{\"code\":\"busy\",\"message\":\"another connection is live\"}}", answer.text());
        }
    }

    @Test
    void wrongHandshakesAreRefused() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(426, peer.request("GET /echo").answer().status());
            String[] start = {"Connection: Upgrade", "Upgrade: websocket"};
            assertEquals(426, peer.request("GET /echo", start[0], start[1], "Sec-WebSocket-Version: 8").answer().status());
            assertEquals(400,
                    peer.request("GET /echo", start[0], start[1], "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short")
                            .answer()
                            .status());
            assertEquals(404, peer.upgrade("/none").answer().status());
        }
    }

    @Test
    void framesThatFollowTheHandshakeWithoutWaitingAreNotLost() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            byte[] frame = RawPeer.frameBytes(true, 1, "early".getBytes(StandardCharsets.US_ASCII), true);
            peer.upgrade("/echo").say(frame);
            RawPeer.Answer answer = peer.answerHead();
            // Either the frame was still in the network, or it was seen in time to refuse it; it is never swallowed.
            assertTrue(answer.status() == 400 || answer.status() == 101 && peer.frame().text().equals("early"),
                    answer.toString());
        }
    }

    @Test
    void fragmentsAndFramesByteByByteBecomeOneMessage() throws IOException {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/echo")) {
            peer.frame(false, 1, "你".getBytes(StandardCharsets.UTF_8)).frame(true, 9, new byte[]{7}).frame(false, 0,
                    new byte[]{(byte) 0xe5});
            peer.frame(true, 0, new byte[]{(byte) 0xa5, (byte) 0xbd});
            RawPeer.Frame pong = peer.frame();
            assertEquals(10, pong.opcode());
            assertArrayEquals(new byte[]{7}, pong.payload());
            assertEquals("你好", peer.frame().text());
            for (byte one : RawPeer.frameBytes(true, 1, "abc".getBytes(StandardCharsets.US_ASCII), true)) {
                peer.say(new byte[]{one});
            }
            assertEquals("abc", peer.frame().text());
        }
    }

    @Test
    void binaryMessagesOfEverySizeComeBack() throws IOException {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/binary")) {
            for (int size : new int[]{0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20}) {
                byte[] bytes = new byte[size];
                new Random(size).nextBytes(bytes);
                RawPeer.Frame frame = peer.frame(true, 2, bytes).frame();
                assertEquals(2, frame.opcode());
                assertArrayEquals(bytes, frame.payload());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8300, 1002", "8101, 1002", "c181, 1002", "0181ff, 1002", "80840102030400000000, 1002",
        "81830102030400000000, 1007",
        "88810102030400, 1002", "8882010203040000, 1002", "89fe007e01020304, 1002", "81ff00000000ffffffff01020304, 1009"})
    void brokenFramesCloseWithTheRightCode(String hex, int code) throws IOException {
        byte[] bytes = hex.equals("81830102030400000000")
                ? RawPeer.frameBytes(true, 1, new byte[]{(byte) 0xc3, 0x28, 1}, true)
                : HexFormat.of().parseHex(hex);
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/echo")) {
            peer.say(hex.startsWith("01") ? RawPeer.frameBytes(true, 0, new byte[]{1}, true) : bytes);
            RawPeer.Frame close = peer.frame();
            assertEquals(8, close.opcode());
            assertEquals(code, close.closeCode());
            peer.halfClose();
            assertTrue(peer.closed());
        }
        await().until(() -> server.openWebSockets() == 0);
    }

    @Test
    void tooLargeMessagesCloseWith1009AlsoInPieces() throws IOException {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/echo")) {
            byte[] part = new byte[400_000];
            peer.frame(false, 2, part).frame(false, 0, part).frame(true, 0, part);
            assertEquals(1009, peer.frame().closeCode());
            peer.halfClose();
            assertTrue(peer.closed());
        }
    }

    @Test
    void theCloseHandshakeIsAnsweredAndEndsTheReceiver() throws Exception {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            peer.text("last").frame(true, 8, new byte[]{0x0f, (byte) 0xa1, 'b', 'y', 'e'});
            assertEquals("last", socket.receive());
            AdapterException end = assertThrows(AdapterException.class, socket::receive);
            assertEquals(ErrorKind.COMMUNICATION, end.kind());
            assertTrue(end.getMessage().endsWith("the peer closed it with 4001 (bye)"), end.getMessage());
            assertEquals(4001, peer.frame().closeCode());
            assertTrue(peer.closed());
            assertFalse(socket.open());
            assertThrows(AdapterException.class, () -> socket.send("x"));
            assertFalse(socket.offer("x"));
            assertFalse(socket.ping(SECONDS));
        }
    }

    @Test
    void ourCloseWaitsForThePeerButNotForever() throws Exception {
        start(WebSocketLimits.DEFAULT.withCloseTimeout(Duration.ofMillis(200)));
        try (RawPeer polite = RawPeer.webSocket(server.port(), "/given");
                RawPeer deaf = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket first = given();
            WebSocket second = given();
            first.send("before");
            first.close(4000, "taken over");
            second.close(4000, "taken over");
            RawPeer.Frame before = polite.frame();
            RawPeer.Frame firstFrame = before.opcode() == 1 ? polite.frame() : before;
            assertEquals(4000, firstFrame.closeCode());
            assertTrue(polite.frame(true, 8, new byte[]{0x0f, (byte) 0xa0}).closed());
            assertTrue(deaf.closed());
            assertThrows(AdapterException.class, first::receive);
        }
        await().until(() -> server.openWebSockets() == 0);
    }

    @Test
    void aResetEndsTheReceiver() throws Exception {
        RawPeer peer = RawPeer.webSocket(server.port(), "/given");
        WebSocket socket = given();
        peer.reset();
        assertThrows(AdapterException.class, socket::receive);
    }

    @Test
    void pingSaysWhetherThePeerLives() throws Exception {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            assertFalse(socket.ping(Duration.ofMillis(50)));
            assertEquals(9, peer.frame().opcode());
            Thread answering = Thread.startVirtualThread(() -> {
                try {
                    peer.frame();
                    peer.frame(true, 10, new byte[0]);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertTrue(socket.ping(SECONDS));
            answering.join();
        }
    }

    @Test
    void aLivePeerIsSeenThroughAFullInbox() throws Exception {
        start(WebSocketLimits.DEFAULT.withInboxBytes(64 << 10));
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            for (int i = 0; i < 8; i++) {
                peer.frame(true, 2, new byte[16 << 10]);
            }
            Thread answering = Thread.startVirtualThread(() -> {
                try {
                    peer.frame();
                    peer.frame(true, 10, new byte[0]);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertTrue(socket.ping(SECONDS));
            answering.join();
            for (int i = 0; i < 8; i++) {
                assertEquals(16 << 10, socket.receiveBytes().length);
            }
        }
    }

    @Test
    void aSilentPeerIsPingedAndThenGivenUp() throws Exception {
        start(WebSocketLimits.DEFAULT.withPingInterval(Duration.ofMillis(100)));
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            AdapterException end = assertThrows(AdapterException.class, socket::receive);
            assertTrue(end.getMessage().contains("no sign of life"), end.getMessage());
            assertEquals(9, peer.frame().opcode());
            assertTrue(peer.closed());
        }
    }

    @Test
    void aSlowReceiverStopsTheNetworkAndLosesNothing() throws Exception {
        start(WebSocketLimits.DEFAULT.withInboxBytes(64 << 10));
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            int count = 3000;
            AtomicInteger sent = new AtomicInteger();
            Thread sending = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        byte[] message = new byte[8 << 10];
                        message[0] = (byte) i;
                        peer.frame(true, 2, message);
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(100)).until(() -> before.getAndSet(sent.get()) == sent.get());
            assertTrue(sent.get() < count, "the network took everything although nobody received");
            for (int i = 0; i < count; i++) {
                assertEquals((byte) i, socket.receiveBytes()[0]);
            }
            sending.join();
        }
    }

    @Test
    void aPeerThatDoesNotReadMakesSendersFailAndIsDropped() throws Exception {
        start(WebSocketLimits.DEFAULT.withOutboxBytes(256 << 10).withSendTimeout(Duration.ofMillis(200)));
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            String large = "x".repeat(100_000);
            while (socket.offer(large)) {
                Thread.onSpinWait();
            }
            assertTrue(socket.open());
            AdapterException slow = assertThrows(AdapterException.class, () -> {
                while (true) {
                    socket.send(large);
                }
            });
            assertEquals(ErrorKind.COMMUNICATION, slow.kind());
            assertTrue(slow.getMessage().contains("too slowly"), slow.getMessage());
            assertFalse(socket.open());
            assertTrue(peer.closed());
        }
    }

    @RepeatedTest(5)
    void manySendersKeepTheirOrderAndLoseNothing() throws Exception {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            int senders = 8;
            int each = 500;
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int s = 0; s < senders; s++) {
                String name = s + ":";
                threads.add(Thread.startVirtualThread(() -> {
                    try {
                        go.await();
                        for (int i = 0; i < each; i++) {
                            socket.send(name + i);
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            go.countDown();
            int[] next = new int[senders];
            for (int i = 0; i < senders * each; i++) {
                String[] parts = peer.frame().text().split(":");
                assertEquals(next[Integer.parseInt(parts[0])]++, Integer.parseInt(parts[1]));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @RepeatedTest(20)
    void closingFromBothSidesAtOnceEndsEverything() throws Exception {
        try (RawPeer peer = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            Thread receiving = Thread.startVirtualThread(() -> assertThrows(AdapterException.class, socket::receive));
            Thread closing = Thread.startVirtualThread(() -> socket.close(1000, ""));
            peer.frame(true, 8, new byte[]{0x03, (byte) 0xe8});
            assertTrue(peer.closed());
            assertTrue(receiving.join(SECONDS) && closing.join(SECONDS));
        }
    }

    @Test
    void aHandlerThatFailsClosesWith1011AndOneThatReturnsWith1000() throws IOException {
        router.add(Route.get("/fails", _ -> HttpReply.webSocket(_ -> {
            throw new IllegalStateException("secret");
        })));
        router.add(Route.get("/returns", _ -> HttpReply.webSocket(socket -> socket.send("bye"))));
        try (RawPeer fails = RawPeer.webSocket(server.port(), "/fails");
                RawPeer returns = RawPeer.webSocket(server.port(), "/returns")) {
            RawPeer.Frame close = fails.frame();
            assertEquals(1011, close.closeCode());
            assertFalse(close.text().contains("secret"));
            assertEquals("bye", returns.frame().text());
            assertEquals(1000, returns.frame().closeCode());
        }
    }

    @Test
    void closingTheServerSaysSo() throws Exception {
        try (RawPeer echo = RawPeer.webSocket(server.port(), "/echo");
                RawPeer handed = RawPeer.webSocket(server.port(), "/given")) {
            WebSocket socket = given();
            Thread closing = Thread.startVirtualThread(server::close);
            for (RawPeer peer : List.of(echo, handed)) {
                assertEquals(1001, peer.frame().closeCode());
                peer.frame(true, 8, new byte[]{0x03, (byte) 0xe9});
                assertTrue(peer.closed());
            }
            assertThrows(AdapterException.class, socket::receive);
            assertTrue(closing.join(SECONDS));
            assertEquals(0, server.openConnections());
        }
    }
}
