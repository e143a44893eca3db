package dev.botyard.runtime.net.http;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerIT {
    private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withMaxBodyBytes(1 << 20);

    private final Router router = new Router();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/hello", _ -> HttpReply.text(200, "hello")));
        router.add(Route.post("/echo", request -> HttpReply.bytes(200, "application/octet-stream", request.body())));
        router.add(Route.any("/path/{rest*}", request -> HttpReply.text(200, request.parameter("rest"))));
        server = HttpServer.builder(router).limits(LIMITS).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(HttpLimits limits) throws IOException {
        server.close();
        server = HttpServer.builder(router).limits(limits).start();
    }

    private static HttpLimits quick(long head, long body, long idle, long write) {
        return LIMITS.withTimeouts(Duration.ofMillis(head), Duration.ofMillis(body), Duration.ofMillis(idle),
                Duration.ofMillis(write));
    }

    private RawPeer.Answer ask(String text) throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            return peer.say(text).answer();
        }
    }

    @Nested
    class Requests {
        @Test
        void answersOneAfterTheOtherOnOneConnection() throws IOException {
            try (RawPeer peer = new RawPeer(server.port())) {
                for (int i = 0; i < 3; i++) {
                    assertEquals("hello", peer.request("GET /hello").answer().text());
                }
            }
        }

        @Test
        void answersPipelinedRequestsInOrder() throws IOException {
            CountDownLatch allSaid = new CountDownLatch(1);
            router.add(Route.get("/slow/{n}", request -> {
                int n = Integer.parseInt(request.parameter("n"));
                if (n == 0) {
                    allSaid.await();
                }
                return HttpReply.text(200, "n" + n);
            }));
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append("GET /slow/").append(i).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            try (RawPeer peer = new RawPeer(server.port()).say(all.toString())) {
                allSaid.countDown();
                for (int i = 0; i < 50; i++) {
                    assertEquals("n" + i, peer.answer().text());
                }
            }
        }

        @Test
        void readsBodiesThatComeByteByByte() throws IOException {
            byte[] request = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde"
                    .getBytes(StandardCharsets.US_ASCII);
            try (RawPeer peer = new RawPeer(server.port())) {
                for (byte one : request) {
                    peer.say(new byte[]{one});
                }
                assertEquals("abcde", peer.answer().text());
            }
        }

        @Test
        void readsChunkedBodies() throws IOException {
            assertEquals("abcde", ask(
                    "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                    .text());
        }

        @Test
        void answersAPeerThatHasClosedItsSide() throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).request("GET /hello")) {
                peer.halfClose();
                assertEquals("hello", peer.answer().text());
            }
        }

        @Test
        void invitesABodyThatWaitsForIt() throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).request("POST /echo", "Content-Length: 3", "Expect: 100-continue")) {
                assertEquals(100, peer.answer().status());
                assertEquals("abc", peer.say("abc").answer().text());
            }
        }

        @Test
        void refusesAnUnwantedBodyBeforeItIsSent() throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).request("POST /echo", "Content-Length: 99999999",
                    "Expect: 100-continue")) {
                assertEquals(413, peer.answer().status());
                assertTrue(peer.closed());
            }
        }

        @Test
        void decodesParametersQueryAndCookies() throws IOException {
            router.add(Route.get("/of/{name}",
                    request -> HttpReply.text(200, request.parameter("name") + "|" + request.query("q").orElse("-") + "|"
                            + request.query().get("m") + "|" + request.cookie("b").orElse("-") + "|"
                            + request.header("x-THING").orElse("-"))));
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.request("GET /of/a%2Fb%20%E4%BD%A0?q=1+2%2B&m=x&m=y", "Cookie: a=1; b=\"two\"", "X-Thing: yes");
                assertEquals("a/b 你|1 2+|[x, y]|two|yes", peer.answer().text());
            }
        }

        @Test
        void answersHeadWithoutBodyAndOptionsWithAllow() throws IOException {
            try (RawPeer peer = new RawPeer(server.port())) {
                RawPeer.Answer head = peer.request("HEAD /hello").answerHead();
                assertEquals("5", head.header("Content-Length"));
                RawPeer.Answer options = peer.request("OPTIONS /hello").answer();
                assertEquals(204, options.status());
                assertEquals("GET, HEAD, OPTIONS", options.header("Allow"));
                RawPeer.Answer wrong = peer.request("DELETE /hello").answer();
                assertEquals(405, wrong.status());
                assertEquals("GET, HEAD, OPTIONS", wrong.header("Allow"));
                assertEquals(404, peer.request("GET /nothing").answer().status());
            }
        }

        @Test
        void closesAfterHttp10() throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).say("GET /hello HTTP/1.0\r\n\r\n")) {
                assertEquals("hello", peer.answer().text());
                assertTrue(peer.closed());
            }
        }

        @Test
        void hidesWhatAHandlerThrows() throws IOException {
            router.add(Route.get("/broken", _ -> {
                throw new IllegalStateException("secret");
            }));
            router.add(Route.get("/linkage", _ -> {
                throw new NoClassDefFoundError("secret");
            }));
            for (String path : new String[]{"/broken", "/linkage"}) {
                RawPeer.Answer answer = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertEquals(500, answer.status());
                assertFalse(answer.text().contains("secret"));
                assertTrue(answer.text().startsWith("{\"error\":{\"code\":\"internal_error\",\"message\":\""), answer.text());
            }
        }

        @Test
        void routesComeAndGoWhileRunning() throws IOException {
            Router.Registration route = router.add(Route.get("/new", _ -> HttpReply.text(200, "new")));
            assertEquals(200, ask("GET /new HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
            assertThrows(IllegalArgumentException.class, () -> router.add(Route.get("/new", _ -> HttpReply.empty(200))));
            route.close();
            route.close();
            assertEquals(404, ask("GET /new HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
        }
    }

    @Nested
    class Malformed {
        @ParameterizedTest
        @ValueSource(strings = {"GET /hello HTTP/1.1\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n", "GET hello HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /path/../x HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /path/%2e%2E/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /path/a%2f..%2fb HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /path/..%5cb HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /path/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /path/%4 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /path/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /path/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /path?a=%f HTTP/1.1\r\nHost: localhost\r\n\r\n", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\na",
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "GET /hello HTTP/1.1\r\nHost : localhost\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
        void isAnsweredWith400AndClosed(String request) throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).say(request)) {
                RawPeer.Answer answer = peer.answer();
                assertEquals(400, answer.status(), request);
                assertEquals("close", answer.header("Connection"));
                assertTrue(answer.text().startsWith("{\"error\":{\"code\":\"bad_request\",\"message\":\""), answer.text());
                peer.halfClose();
                assertTrue(peer.closed());
            }
            assertEquals("hello", ask("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").text());
        }

        @Test
        void tooLongPartsHaveTheirOwnStatus() throws IOException {
            assertEquals(414, ask("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
            assertEquals(431, ask("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(17_000) + "\r\n\r\n").status());
            assertEquals(505, ask("GET /hello HTTP/2.0\r\nHost: localhost\r\n\r\n").status());
            assertEquals(417, ask("GET /hello HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\n\r\n").status());
        }

        @Test
        void aTooLargeBodyIsAnsweredEvenWhileItIsSent() throws IOException {
            try (RawPeer peer = new RawPeer(server.port()).request("POST /echo", "Transfer-Encoding: chunked")) {
                byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 28; i++) {
                    peer.say(chunk);
                }
                assertEquals(413, peer.answer().status());
            }
        }

        @Test
        void aRouteMayAllowLargerBodies() throws IOException {
            router.add(Route.post("/large", request -> HttpReply.text(200, "" + request.body().length)).maxBodyBytes(3 << 20));
            try (RawPeer peer = new RawPeer(server.port()).request("POST /large", "Content-Length: 2000000")) {
                assertEquals("2000000", peer.say(new byte[2_000_000]).answer().text());
            }
        }
    }

    @Nested
    class Time {
        @Test
        void aHeadThatComesTooSlowlyIsAnsweredWith408() throws IOException {
            restart(quick(200, 10_000, 10_000, 10_000));
            try (RawPeer peer = new RawPeer(server.port()).say("GET /hel")) {
                assertEquals(408, peer.answer().status());
            }
            try (RawPeer peer = new RawPeer(server.port())) {
                assertEquals("hello", peer.request("GET /hello").answer().text());
                peer.say("G");
                assertEquals(408, peer.answer().status());
            }
        }

        @Test
        void aBodyThatComesTooSlowlyIsAnsweredWith408() throws IOException {
            restart(quick(10_000, 200, 10_000, 10_000));
            try (RawPeer peer = new RawPeer(server.port()).request("POST /echo", "Content-Length: 100")) {
                peer.say("a");
                assertEquals(408, peer.answer().status());
            }
        }

        @Test
        void anIdleConnectionIsClosed() throws IOException {
            restart(quick(10_000, 10_000, 200, 10_000));
            try (RawPeer peer = new RawPeer(server.port()).request("GET /hello")) {
                assertEquals("hello", peer.answer().text());
                assertTrue(peer.closed());
            }
            await().until(() -> server.openConnections() == 0);
        }

        @Test
        void aPeerThatDoesNotReadIsDropped() throws IOException {
            router.add(Route.get("/huge", _ -> HttpReply.bytes(200, "application/octet-stream", new byte[32 << 20])));
            restart(quick(10_000, 10_000, 10_000, 200));
            try (RawPeer peer = new RawPeer(server.port()).request("GET /huge")) {
                await().until(() -> server.openConnections() == 0);
                assertTrue(peer.closed());
            }
        }

        @Test
        void aDroppedPeerLeavesNothingBehind() throws IOException {
            for (int i = 0; i < 50; i++) {
                RawPeer peer = new RawPeer(server.port()).request("POST /echo", "Content-Length: 10");
                peer.reset();
            }
            await().until(() -> server.openConnections() == 0 && server.runningRequests() == 0);
        }
    }

    @Nested
    class Answers {
        @TempDir
        private Path folder;

        @Test
        void filesComeWholeInRangesAndNotTwice() throws IOException {
            byte[] content = new byte[300_000];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) i;
            }
            Path file = Files.write(folder.resolve("a.bin"), content);
            router.add(Route.get("/file", _ -> HttpReply.file("application/octet-stream", file)));
            try (RawPeer peer = new RawPeer(server.port())) {
                RawPeer.Answer whole = peer.request("GET /file").answer();
                assertArrayEquals(content, whole.body());
                RawPeer.Answer part = peer.request("GET /file", "Range: bytes=256-259").answer();
                assertEquals(206, part.status());
                assertArrayEquals(new byte[]{0, 1, 2, 3}, part.body());
                assertEquals("bytes 256-259/300000", part.header("Content-Range"));
                assertEquals(44, peer.request("GET /file", "Range: bytes=-44").answer().body().length);
                assertEquals(1, peer.request("GET /file", "Range: bytes=299999-").answer().body().length);
                assertEquals(416, peer.request("GET /file", "Range: bytes=300000-").answer().status());
                assertEquals(200, peer.request("GET /file", "Range: bytes=0-1", "If-Range: \"other\"").answer().status());
                assertEquals(304, peer.request("GET /file", "If-None-Match: " + whole.header("ETag")).answer().status());
                assertEquals("300000", peer.request("HEAD /file").answerHead().header("Content-Length"));
                Files.delete(file);
                assertEquals(404, peer.request("GET /file").answer().status());
            }
        }

        @Test
        void streamsComeInChunksAndBreakOffAloud() throws IOException {
            router.add(Route.get("/stream", _ -> HttpReply.stream(200, "text/plain", out -> {
                for (int i = 0; i < 1000; i++) {
                    out.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            })));
            router.add(Route.get("/breaks", _ -> HttpReply.stream(200, "text/plain", out -> {
                out.write(1);
                out.flush();
                throw new IOException("no more");
            })));
            try (RawPeer peer = new RawPeer(server.port())) {
                assertTrue(peer.request("GET /stream").answer().text().endsWith("line 999\n"));
                assertTrue(peer.request("GET /stream").answer().text().endsWith("line 999\n"));
                peer.request("GET /breaks");
                assertThrows(IOException.class, peer::answer);
            }
        }

        @Test
        void uploadsAreReadWhileTheyComeAndMayBeRefusedBefore() throws IOException {
            router.add(Route.post("/upload", request -> {
                if (request.header("Authorization").isEmpty()) {
                    return HttpReply.error(401, "unauthorized", "a token is needed");
                }
                Path file = folder.resolve("upload");
                Files.copy(request.stream(), file);
                return HttpReply.text(200, "" + Files.size(file));
            }).streamsBody().maxBodyBytes(20 << 20));
            try (RawPeer peer = new RawPeer(server.port()).request("POST /upload", "Content-Length: 5000000")) {
                assertEquals(401, peer.answer().status());
            }
            try (RawPeer peer = new RawPeer(server.port()).request("POST /upload", "Content-Length: 5000000",
                    "Authorization: x")) {
                assertEquals("5000000", peer.say(new byte[5_000_000]).answer().text());
                assertEquals("hello", peer.request("GET /hello").answer().text());
            }
        }

        @Test
        void pagesCarrySecurityHeaders() throws IOException {
            router.add(Route.get("/page", _ -> HttpReply.html(200, "<p>hi")));
            RawPeer.Answer page = ask("GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(page.header("Content-Security-Policy").contains("default-src 'self'"));
            assertTrue(page.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
            assertEquals("nosniff", page.header("X-Content-Type-Options"));
            assertEquals("no-referrer", page.header("Referrer-Policy"));
            assertFalse(page.header("Date").isEmpty());
        }

        @Test
        void headersCannotBreakTheAnswer() {
            assertThrows(IllegalArgumentException.class, () -> HttpReply.empty(200).with("X", "a\r\nSet-Cookie: b"));
            assertThrows(IllegalArgumentException.class, () -> HttpReply.empty(200).with("X Y", "a"));
        }

        @Test
        void eventsReachEveryListenerAndASlowOneIsDropped() throws Exception {
            ServerSentEvents events = new ServerSentEvents("test", 64 << 10);
            router.add(Route.get("/events", _ -> HttpReply.events(events, name -> !name.equals("hidden"))));
            try (RawPeer quick = new RawPeer(server.port()).request("GET /events");
                    RawPeer slow = new RawPeer(server.port()).request("GET /events")) {
                assertEquals("text/event-stream", quick.answerHead().header("Content-Type"));
                await().until(() -> events.clients() == 2);
                events.publish("hidden", "", "no");
                events.publish("push", "7", "a\nb");
                assertEquals(":", dataLine(quick));
                assertEquals("id: 7", dataLine(quick));
                assertEquals("event: push", dataLine(quick));
                assertEquals("data: a", dataLine(quick));
                assertEquals("data: b", dataLine(quick));
                String large = "x".repeat(16 << 10);
                while (events.clients() == 2) {
                    events.publish("push", "", large);
                    assertEquals("event: push", dataLine(quick));
                    assertEquals("data: " + large, dataLine(quick));
                }
                assertTrue(slow.closed());
                events.close();
                assertTrue(quick.closed());
            }
        }

        private static String dataLine(RawPeer peer) throws IOException {
            while (true) {
                String line = peer.line();
                if (line.indexOf(':') >= 0) {
                    return line;
                }
            }
        }
    }

    @Nested
    class Browsers {
        @Test
        void pagesOfOtherSitesMayNotSendUnsafeRequests() throws IOException {
            router.add(Route.post("/open", _ -> HttpReply.empty(200)).anyOrigin());
            try (RawPeer peer = new RawPeer(server.port())) {
                assertEquals(403,
                        peer.request("POST /echo", "Origin: https://evil.example", "Content-Length: 0").answer().status());
                assertEquals(403, peer.request("POST /echo", "Origin: null", "Content-Length: 0").answer().status());
                assertEquals(403,
                        peer.request("POST /echo", "Origin: http://localhost:1", "Content-Length: 0").answer().status());
                assertEquals(200, peer.request("POST /echo", "Origin: http://localhost", "Content-Length: 0").answer().status());
                assertEquals(200, peer.request("POST /echo", "Content-Length: 0").answer().status());
                assertEquals(200,
                        peer.request("POST /open", "Origin: https://evil.example", "Content-Length: 0").answer().status());
                assertEquals(200, peer.request("GET /hello", "Origin: https://evil.example").answer().status());
                assertEquals(403, peer.upgrade("/hello", "Origin: https://evil.example").answer().status());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "LOCALHOST:8200", "127.0.0.1", "127.0.0.1:80", "[::1]:9", "192.168.1.2",
            "bots.localhost",
            "proxy.example:443"})
        void aLoopbackServerAnswersToAddressesAndItsOwnNames(String host) throws IOException {
            server.close();
            server = HttpServer.builder(router).allowedHosts(Set.of("Proxy.example")).start();
            assertEquals(200, ask("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status());
        }

        @ParameterizedTest
        @ValueSource(strings = {"evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example"})
        void aLoopbackServerDoesNotAnswerToForeignNames(String host) throws IOException {
            assertEquals(403, ask("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status());
        }

        @Test
        void tokensAreFoundAndCompared() throws IOException {
            router.add(Route.get("/token", request -> HttpReply.text(200, Tokens.bearer(request).orElse("none"))));
            try (RawPeer peer = new RawPeer(server.port())) {
                assertEquals("a", peer.request("GET /token?access_token=b", "Authorization: bearer a").answer().text());
                assertEquals("none", peer.request("GET /token?access_token=b", "Cookie: session=c").answer().text());
                assertEquals("none", peer.request("GET /token", "Authorization: Basic a").answer().text());
            }
            assertTrue(Tokens.equal("secret", "secret"));
            assertFalse(Tokens.equal("secret", "secreT"));
            assertFalse(Tokens.equal("", ""));
        }
    }

    @Nested
    class Life {
        @Test
        void connectionsAboveTheBoundAreRefused() throws IOException {
            restart(LIMITS.withMaxConnections(2));
            try (RawPeer first = new RawPeer(server.port()); RawPeer second = new RawPeer(server.port())) {
                assertEquals(200, first.request("GET /hello").answer().status());
                assertEquals(200, second.request("GET /hello").answer().status());
                try (RawPeer third = new RawPeer(server.port())) {
                    assertEquals(503, third.answer().status());
                    assertTrue(third.closed());
                }
            }
            await().until(() -> server.openConnections() == 0);
            assertEquals(200, ask("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
        }

        @Test
        void closingFinishesWhatRunsAndRefusesTheRest() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            router.add(Route.get("/wait", _ -> {
                entered.countDown();
                leave.await();
                return HttpReply.text(200, "done");
            }));
            try (RawPeer idle = new RawPeer(server.port()); RawPeer busy = new RawPeer(server.port())) {
                idle.request("GET /hello").answer();
                busy.request("GET /wait");
                assertTrue(entered.await(Patience.SECONDS, TimeUnit.SECONDS));
                int port = server.port();
                Thread closing = Thread.startVirtualThread(server::close);
                assertTrue(idle.closed());
                assertThrows(IOException.class, () -> new RawPeer(port).request("GET /hello").answer());
                leave.countDown();
                assertEquals("done", busy.answer().text());
                assertTrue(busy.closed());
                assertTrue(closing.join(Patience.SOON));
            }
            server.close();
        }

        @Test
        void closingInterruptsWhatDoesNotEnd() throws Exception {
            server.close();
            server = HttpServer.builder(router).drainTime(Duration.ofMillis(50)).start();
            CountDownLatch entered = new CountDownLatch(1);
            AtomicReference<Exception> seen = new AtomicReference<>();
            router.add(Route.get("/wait", _ -> {
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    seen.set(e);
                    throw e;
                }
                return HttpReply.empty(200);
            }));
            try (RawPeer peer = new RawPeer(server.port()).request("GET /wait")) {
                assertTrue(entered.await(Patience.SECONDS, TimeUnit.SECONDS));
                server.close();
                assertEquals(503, peer.answer().status());
                assertTrue(seen.get() instanceof InterruptedException);
            }
        }

        @Test
        void aTakenPortIsNamed() {
            int port = server.port();
            IOException failure = assertThrows(IOException.class, () -> HttpServer.builder(router).port(port).start());
            assertTrue(failure.getMessage().contains("port " + port), failure.getMessage());
        }
    }
}
