package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCallerIT {
    private static final Duration SOON = Duration.ofMillis(300);

    private final EventLoops loops = EventLoops.start(1, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final ConnectionScope scope = transport.scope();
    private final HttpClient http = scope.http();
    private ScriptedServer server;

    @AfterEach
    void close() throws IOException {
        transport.close();
        loops.close();
        if (server != null) {
            server.close();
        }
    }

    private URI serve(ScriptedServer.Script script) throws IOException {
        server = new ScriptedServer(script);
        return URI.create("http://127.0.0.1:" + server.port() + "/a?secret=1");
    }

    private AdapterException fails(HttpCall.Builder call) {
        return assertThrows(AdapterException.class, () -> http.send(call.build()));
    }

    @Nested
    class Answers {
        @Test
        void carryStatusHeadersAndBody() throws Exception {
            URI uri = serve((_, in, out) -> {
                String body = new String(in.readNBytes(7), StandardCharsets.UTF_8);
                ScriptedServer.say(out, "HTTP/1.1 418 Odd\r\nX-A: 1\r\nx-a: 2\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n" + body
                        + "\r\n0\r\n\r\n");
            });
            HttpAnswer answer = http.send(HttpCall.post(uri).json("{\"a\":1}").header("X-B", "b").build());
            assertEquals(418, answer.status());
            assertEquals("{\"a\":1}", answer.text());
            assertEquals(2, answer.headers().get("x-a").size());
            String head = server.requests().getFirst();
            assertTrue(head.startsWith("POST /a?secret=1 HTTP/1.1\r\n"), head);
            assertTrue(head.toLowerCase().contains("host: 127.0.0.1:" + server.port() + "\r\n"), head);
            assertTrue(head.contains("X-B: b\r\n"), head);
        }

        @Test
        void reuseConnections() throws Exception {
            URI uri = serve((_, _, out) -> ScriptedServer.answer(out, "x"));
            for (int i = 0; i < 20; i++) {
                assertEquals("x", http.send(HttpCall.post(uri).build()).text());
            }
            assertEquals(1, server.connections());
        }

        @Test
        void endWithTheConnectionWhereNoLengthIsGiven() throws Exception {
            URI uri = serve((_, _, out) -> {
                ScriptedServer.say(out, "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc");
                throw new IOException("close");
            });
            assertEquals("abc", http.send(HttpCall.get(uri).build()).text());
            assertEquals("abc", http.send(HttpCall.get(uri).build()).text());
        }

        @Test
        void ofManyThreadsDoNotMix() throws Exception {
            URI uri = serve((head, _, out) -> ScriptedServer.answer(out, head.substring(0, head.indexOf(" HTTP"))));
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread[] threads = new Thread[16];
            for (int t = 0; t < threads.length; t++) {
                int number = t;
                threads[t] = Thread.startVirtualThread(() -> {
                    try {
                        for (int i = 0; i < 50; i++) {
                            String path = "/" + number + "/" + i;
                            assertEquals("GET " + path, http.send(HttpCall.get(uri.resolve(path)).build()).text());
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(null, failure.get());
        }
    }

    @Nested
    class Failures {
        @Test
        void beforeAnythingWasSentAreCommunication() throws IOException {
            int free;
            try (ServerSocket socket = new ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            AdapterException refused = fails(HttpCall.post(URI.create("http://127.0.0.1:" + free + "/a?secret=1")));
            assertEquals(ErrorKind.COMMUNICATION, refused.kind());
            assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
            assertEquals(ErrorKind.COMMUNICATION, fails(HttpCall.get(URI.create("http://no-such-host.invalid/"))).kind());
            assertEquals(ErrorKind.REJECTED, fails(HttpCall.get(URI.create("file:///etc/passwd"))).kind());
        }

        @Test
        void aConnectionThatIsNotAcceptedIsNotSent() throws IOException {
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                List<Socket> fill = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    fill.add(new Socket(full.getInetAddress(), full.getLocalPort()));
                }
                AdapterException late = fails(
                        HttpCall.post(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/")).timeout(SOON));
                assertEquals(ErrorKind.COMMUNICATION, late.kind());
                for (Socket socket : fill) {
                    socket.close();
                }
            }
        }

        @Test
        void afterItWasSentAreUnknown() throws IOException {
            URI silent = serve((_, in, _) -> in.read());
            AdapterException late = fails(HttpCall.post(silent).timeout(SOON));
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, late.kind());
            server.close();
            URI closing = serve((_, _, _) -> {
                throw new IOException("close");
            });
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, fails(HttpCall.post(closing)).kind());
            server.close();
            URI halfway = serve((_, _, out) -> {
                ScriptedServer.say(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                throw new IOException("close");
            });
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, fails(HttpCall.post(halfway)).kind());
            server.close();
            URI noHttp = serve((_, _, out) -> ScriptedServer.say(out, "SSH-2.0-OpenSSH\r\n\r\n"));
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, fails(HttpCall.post(noHttp)).kind());
        }

        @Test
        void aGetIsRepeatedWhenTheServerClosedTheIdleConnection() throws Exception {
            CountDownLatch second = new CountDownLatch(1);
            URI uri = serve((_, _, out) -> {
                if (server.requests().size() == 2) {
                    second.countDown();
                    throw new IOException("close");
                }
                ScriptedServer.answer(out, "x");
            });
            assertEquals("x", http.send(HttpCall.get(uri).build()).text());
            assertEquals("x", http.send(HttpCall.get(uri).build()).text());
            assertTrue(second.await(Patience.SECONDS, TimeUnit.SECONDS));
            assertEquals(3, server.requests().size());
        }

        @Test
        void tooLargeAnswersAreMedia() throws IOException {
            URI uri = serve((_, _, out) -> ScriptedServer.answer(out, "x".repeat(100_000)));
            assertEquals(ErrorKind.MEDIA, fails(HttpCall.get(uri).maxAnswerBytes(99_999)).kind());
        }

        @Test
        void closingTheOwnerEndsCallsUnderWay() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            URI uri = serve((_, in, _) -> {
                asked.countDown();
                in.read();
            });
            AtomicReference<AdapterException> failure = new AtomicReference<>();
            Thread calling = Thread.startVirtualThread(() -> failure.set(fails(HttpCall.post(uri))));
            assertTrue(asked.await(Patience.SECONDS, TimeUnit.SECONDS));
            scope.close();
            assertTrue(calling.join(Patience.SOON));
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure.get().kind());
            assertEquals(ErrorKind.COMMUNICATION, fails(HttpCall.post(uri)).kind());
        }

        @Test
        void interruptionEndsACall() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            URI uri = serve((_, in, _) -> {
                asked.countDown();
                in.read();
            });
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread calling = Thread.startVirtualThread(() -> {
                try {
                    http.send(HttpCall.post(uri).build());
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            assertTrue(asked.await(Patience.SECONDS, TimeUnit.SECONDS));
            calling.interrupt();
            assertTrue(calling.join(Patience.SOON));
            assertTrue(failure.get() instanceof InterruptedException);
        }
    }

    @Nested
    class Redirects {
        @Test
        void areFollowedOnlyWhenAsked() throws Exception {
            URI uri = serve((head, _, out) -> {
                if (head.contains(" /a")) {
                    ScriptedServer.say(out, "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 4\r\n\r\nmore");
                } else {
                    ScriptedServer.answer(out, head.substring(0, head.indexOf(" HTTP")));
                }
            });
            assertEquals(302, http.send(HttpCall.get(uri).build()).status());
            assertEquals("GET /b", http.send(HttpCall.get(uri).followRedirects(true).build()).text());
            assertEquals("GET /b", http.send(HttpCall.post(uri).followRedirects(true).build()).text());
        }

        @Test
        void doNotCarryCredentialsToOthersAndEnd() throws Exception {
            try (ScriptedServer other = new ScriptedServer((_, _, out) -> ScriptedServer.answer(out, "x"))) {
                URI uri = serve((head, _, out) -> ScriptedServer.say(out,
                        "HTTP/1.1 307 Go\r\nLocation: " + (head.contains("/loop")
                                ? "/loop"
                                : "http://127.0.0.1:" + other.port() + "/") + "\r\nContent-Length: 0\r\n\r\n"));
                http.send(HttpCall.get(uri).header("Authorization", "secret").header("X-A", "1").followRedirects(true).build());
                assertFalse(other.requests().getFirst().contains("secret"));
                assertTrue(other.requests().getFirst().contains("X-A: 1"));
                assertEquals(ErrorKind.REJECTED, fails(HttpCall.get(uri.resolve("/loop")).followRedirects(true)).kind());
            }
        }
    }

    /// Platforms that want a token in the path: it is in no message, whatever goes wrong.
    @Nested
    class AddressesWithAToken {
        private static final String SHOWN = "http://im.example/bot.../getMe";

        private HttpCall.Builder hidden(URI uri) {
            return HttpCall.post(uri.resolve("/bot42:t0ken/getMe")).followRedirects(true).shownAs(SHOWN);
        }

        private String said(HttpCall.Builder call) {
            AdapterException failure = fails(call);
            StringBuilder all = new StringBuilder();
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                all.append(cause).append('\n');
            }
            assertFalse(all.toString().contains("t0ken"), all.toString());
            assertTrue(failure.getMessage().contains(SHOWN), failure.getMessage());
            return failure.getMessage();
        }

        @Test
        void areNotShownWhereNothingWasSent() throws IOException {
            int free;
            try (ServerSocket socket = new ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            String said = said(hidden(URI.create("http://127.0.0.1:" + free)));
            assertTrue(said.contains("127.0.0.1:" + free), "the place that did not answer is still named: " + said);
        }

        @Test
        void areNotShownWhereTheOutcomeIsUnknownOrTheAnswerTooLarge() throws IOException {
            URI closing = serve((_, _, _) -> {
                throw new IOException("close");
            });
            said(hidden(closing));
            server.close();
            said(hidden(serve((_, _, out) -> ScriptedServer.answer(out, "x".repeat(1000)))).maxAnswerBytes(999));
        }

        @Test
        void areNotShownWhereTheyRedirect() throws IOException {
            said(hidden(redirecting("/bot42:t0ken/getMe")));
            server.close();
            said(hidden(redirecting("http://[t0ken")));
            server.close();
            assertEquals(ErrorKind.REJECTED, fails(hidden(redirecting("ftp://t0ken/bot42:t0ken"))).kind());
            server.close();
            try (ScriptedServer closing = new ScriptedServer((_, _, _) -> {
                throw new IOException("close");
            })) {
                String elsewhere = "127.0.0.1:" + closing.port();
                String said = said(hidden(redirecting("http://" + elsewhere + "/bot42:t0ken/getMe")));
                assertTrue(said.contains(elsewhere), "where it was redirected to is still named: " + said);
            }
        }

        private URI redirecting(String location) throws IOException {
            return serve((_, _, out) -> ScriptedServer.say(out,
                    "HTTP/1.1 307 Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
        }

        @Test
        void areNotShownByTheCallItself() {
            assertEquals("POST " + SHOWN, hidden(URI.create("http://im.example")).build().toString());
        }
    }

    @Nested
    class Downloading {
        @TempDir
        private Path folder;

        private AdapterException refused(Downloads downloads, URI uri, long max) throws IOException {
            AdapterException failure = assertThrows(AdapterException.class,
                    () -> downloads.fetch(uri, folder, max, Patience.SOON));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            try (var left = Files.list(folder)) {
                assertEquals(0, left.count(), "a file was left behind");
            }
            return failure;
        }

        @Test
        void storesAFileWithItsName() throws Exception {
            String content = "x".repeat(3_000_000);
            URI uri = serve((_, _, out) -> ScriptedServer.say(out, "HTTP/1.1 200 OK\r\nContent-Type: image/png; a=b\r\n"
                    + "Content-Disposition: attachment; filename=\"../../evil.png\"\r\nContent-Length: " + content.length()
                    + "\r\n\r\n" + content));
            Downloads.Downloaded file = transport.downloads(AddressGuard.any(), () -> ProxyRules.DIRECT).fetch(uri, folder,
                    3_000_000,
                    Patience.SOON);
            assertEquals("evil.png", file.name());
            assertEquals("image/png", file.mimeType());
            assertEquals(content, Files.readString(file.file()));
            assertEquals(3_000_000, file.bytes());
        }

        @Test
        void leavesNothingOfWhatFails() throws Exception {
            URI large = serve(
                    (_, _, out) -> ScriptedServer.say(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(200_000)));
            Downloads downloads = transport.downloads(AddressGuard.any(), () -> ProxyRules.DIRECT);
            refused(downloads, large, 100_000);
            server.close();
            URI missing = serve((_, _, out) -> ScriptedServer.say(out, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"));
            assertTrue(refused(downloads, missing, 100_000).getMessage().contains("404"));
        }

        @Test
        void refusesPrivateAddressesByNameByNumberAndBehindRedirects() throws Exception {
            URI uri = serve((_, _, out) -> ScriptedServer.answer(out, "secret"));
            Downloads downloads = transport.downloads(AddressGuard.publicOnly(), () -> ProxyRules.DIRECT);
            for (String host : new String[]{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001",
                "127.1"}) {
                refused(downloads, URI.create("http://" + host + ":" + server.port() + "/"), 1000);
            }
            String said = refused(downloads, uri, 1000).getMessage();
            assertTrue(said.contains("media.allow_private_addresses"), said);
            assertEquals(0, server.connections());
        }
    }
}
