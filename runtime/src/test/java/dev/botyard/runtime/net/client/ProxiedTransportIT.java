package dev.botyard.runtime.net.client;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Route;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes out through a proxy: one that is played, and those of others where they are installed.
class ProxiedTransportIT {
    private static final String PASSWORD = "s3cr&t word";
    private static final String LOGIN = "ann:s3cr%26t%20word@";

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(2, Ticker.system());
    private final Transport transport = new Transport(loops);
    private final Router router = new Router();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/hello", _ -> HttpReply.text(200, "hello")));
        router.add(Route.get("/echo", _ -> HttpReply.webSocket(socket -> {
            while (true) {
                socket.send(socket.receive());
            }
        })));
        server = HttpServer.builder(router).loops(loops)
                .publicAddress(() -> Optional.of(URI.create("http://bots.botyard-test.example"))).start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
        loops.close();
    }

    /// Everything goes through it, this machine too.
    private static ProxyRules through(String address) {
        return ProxyRules.of(address, List.of("<-loopback>"), Map.of());
    }

    private ConnectionScope scope(String address) {
        return transport.scope(() -> through(address));
    }

    private static String get(ConnectionScope scope, String uri) throws InterruptedException {
        return scope.http().send(HttpCall.get(URI.create(uri)).timeout(Patience.SOON).build()).text();
    }

    private void talks(ConnectionScope scope, String host) throws InterruptedException {
        assertEquals("hello", get(scope, "http://" + host + ":" + server.port() + "/hello"));
        try (WebSocket socket = scope.webSockets().connect(URI.create("ws://" + host + ":" + server.port() + "/echo"), Map.of(),
                Patience.SOON)) {
            for (String text : List.of("x", "你".repeat(100_000))) {
                socket.send(text);
                assertEquals(text, socket.receive());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "socks5://"})
    void theProxyResolvesNamesAndKnowsTheLogin(String scheme) throws Exception {
        try (PlayedProxy proxy = new PlayedProxy("ann:" + PASSWORD)) {
            ConnectionScope scope = scope(scheme + LOGIN + "127.0.0.1:" + proxy.port());
            talks(scope, "bots.botyard-test.example");
            talks(scope, "bots.botyard-test.example");
            String place = "bots.botyard-test.example:" + server.port();
            assertEquals(scheme.equals("http://")
                    ? List.of("GET http://" + place + "/hello", "CONNECT " + place, "CONNECT " + place)
                    : List.of("SOCKS " + place, "SOCKS " + place, "SOCKS " + place), proxy.asked(),
                    "the second request took the connection of the first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "socks5://"})
    void insideIsTls(String scheme) throws Exception {
        LocalCertificate certificate = LocalCertificate.make(folder);
        try (ScriptedServer secure = new ScriptedServer(certificate.listen(),
                (_, _, out) -> ScriptedServer.answer(out, "secure"));
                PlayedProxy proxy = new PlayedProxy("");
                Transport trusting = new Transport(loops, WebSocketLimits.DEFAULT, certificate.trust())) {
            ConnectionScope scope = trusting.scope(() -> through(scheme + "127.0.0.1:" + proxy.port()));
            assertEquals("secure", get(scope, "https://localhost:" + secure.port() + "/"));
            assertEquals(1, proxy.asked().size(), proxy.asked()::toString);
            AdapterException wrongName = assertThrows(AdapterException.class,
                    () -> get(scope, "https://127.0.0.1:" + secure.port() + "/"));
            assertEquals(ErrorKind.COMMUNICATION, wrongName.kind());
        }
    }

    @Test
    void addressesGoToASocksProxyAsAddresses() throws Exception {
        try (PlayedProxy proxy = new PlayedProxy("")) {
            ConnectionScope scope = scope("socks5://127.0.0.1:" + proxy.port());
            assertEquals("hello", get(scope, "http://192.0.2.7:" + server.port() + "/hello"));
            assertEquals("hello", get(scope, "http://[2001:db8::7]:" + server.port() + "/hello"));
            assertEquals(List.of("SOCKS 192.0.2.7:" + server.port(), "SOCKS [2001:db8:0:0:0:0:0:7]:" + server.port()),
                    proxy.asked());
        }
    }

    @Test
    void thisMachineIsReachedStraightAndAChangeCountsForTheNextConnection() throws Exception {
        try (PlayedProxy proxy = new PlayedProxy("")) {
            ProxyRules[] now = {ProxyRules.of("http://127.0.0.1:" + proxy.port(), List.of(), Map.of())};
            Supplier<ProxyRules> rules = () -> now[0];
            ConnectionScope scope = transport.scope(rules);
            String hello = "http://127.0.0.1:" + server.port() + "/hello";
            assertEquals("hello", get(scope, hello));
            assertEquals(List.of(), proxy.asked());
            now[0] = through("http://127.0.0.1:" + proxy.port());
            assertEquals("hello", get(scope, hello));
            assertEquals(List.of("GET " + hello), proxy.asked(), "the straight connection waited, and was not taken");
        }
    }

    private String refusal(String address, String uri) {
        ConnectionScope scope = scope(address);
        AdapterException failure = uri.startsWith("ws")
                ? assertThrows(AdapterException.class,
                        () -> scope.webSockets().connect(URI.create(uri), Map.of(), Duration.ofSeconds(2)))
                : assertThrows(AdapterException.class,
                        () -> scope.http().send(HttpCall.post(URI.create(uri)).timeout(Duration.ofSeconds(2)).build()));
        assertEquals(ErrorKind.COMMUNICATION, failure.kind(), "nothing was sent: " + failure.getMessage());
        assertFalse(failure.getMessage().contains("s3cr"), failure.getMessage());
        return failure.getMessage();
    }

    private static void contains(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    @ParameterizedTest
    @CsvSource({"http://, http", "http://, https", "http://, ws", "socks5://, http", "socks5://, wss"})
    void aProxyThatWantsAnotherLoginIsNamed(String kind, String scheme) throws Exception {
        try (PlayedProxy proxy = new PlayedProxy("bob:" + PASSWORD)) {
            String place = "127.0.0.1:" + proxy.port();
            String uri = scheme + "://bots.botyard-test.example:" + server.port() + "/hello";
            contains(refusal(kind + LOGIN + place, uri), "the proxy " + place + " refused the login");
            contains(refusal(kind + place, uri), "the proxy " + place + " wants a login");
            assertEquals(List.of(), proxy.asked());
        }
    }

    @ParameterizedTest
    @CsvSource({"http://, https", "http://, ws", "socks5://, http", "socks5://, wss"})
    void whatAProxyDoesWrongIsSaidWithItsPlace(String kind, String scheme) throws Exception {
        String uri = scheme + "://bots.botyard-test.example/";
        Map<String, String> said = Map.of(
                "", "closed the connection before it had connected",
                "SSH-2.0-OpenSSH_9.2\r\n", "does not speak " + (kind.startsWith("http") ? "HTTP" : "SOCKS5"),
                kind.startsWith("http") ? "HTTP/1.1 2" : "\5", "closed the connection before it had connected",
                kind.startsWith("http") ? "HTTP/1.0 403 Not\u00a0here\r\n\r\n" : "\5\0\5\2\0\1",
                "did not connect to bots.botyard-test.example:");
        for (Map.Entry<String, String> each : said.entrySet()) {
            try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answerOnce(listener, each.getKey()));
                String told = refusal(kind + LOGIN + "127.0.0.1:" + listener.getLocalPort(), uri);
                contains(told, "the proxy 127.0.0.1:" + listener.getLocalPort() + " " + each.getValue());
            }
        }
    }

    private static void answerOnce(ServerSocket listener, String text) {
        try (Socket socket = listener.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // the client is gone
        }
    }

    @ParameterizedTest
    @CsvSource({"http://, https", "socks5://, http"})
    void aProxyThatNeverAnswersAndOneThatIsNotThere(String kind, String scheme) throws Exception {
        String uri = scheme + "://bots.botyard-test.example/";
        String place;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            place = "127.0.0.1:" + silent.getLocalPort();
            contains(refusal(kind + place, uri), "the proxy " + place + " did not connect to bots.botyard-test.example:");
        }
        contains(refusal(kind + place, uri), "no connection to the proxy " + place);
        contains(refusal(kind + "no-such-proxy.invalid:1", uri), "no connection to the proxy no-such-proxy.invalid:1");
    }

    @Test
    void whatTheEndpointSaysAtOnceIsNotLost() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOnce(listener, "HTTP/1.1 200 OK\r\nA: b\r\n\r\nHTTP/1.1 400 Early\r\n\r\n"));
            contains(refusal("http://127.0.0.1:" + listener.getLocalPort(), "ws://bots.botyard-test.example/"), "400 Early");
        }
    }

    @Test
    void thePrivateNetworkIsNotReachedThroughAProxyEither() throws Exception {
        try (PlayedProxy proxy = new PlayedProxy("")) {
            Downloads downloads = transport.downloads(AddressGuard.publicOnly(),
                    () -> through("socks5://127.0.0.1:" + proxy.port()));
            for (String host : List.of("10.0.0.7", "127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.7]", "0177.0.0.1",
                    "2130706433", "localhost", "router", "nas.local", "metadata.internal", "printer.lan")) {
                AdapterException refused = assertThrows(AdapterException.class, () -> downloads.fetch(
                        URI.create("http://" + host + ":" + server.port() + "/hello"), folder, 100, Patience.SOON));
                assertEquals(ErrorKind.MEDIA, refused.kind());
                contains(refused.getMessage(), "is not on the public internet");
            }
            assertEquals(List.of(), proxy.asked());
            Downloads.Downloaded file = downloads.fetch(
                    URI.create("http://bots.botyard-test.example:" + server.port() + "/hello"),
                    folder, 100, Patience.SOON);
            assertEquals("hello", Files.readString(file.file()),
                    "a public name that cannot be resolved here is the proxy's business");
        }
    }

    /// Starts somebody else's proxy and waits until it listens; skipped aloud where it is not installed.
    private static Process start(int port, Path errors, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(errors.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            String sentence = "SKIPPED: nothing goes through " + command[0] + ": it is not installed, see .ci/run";
            System.err.println(sentence);
            return Assumptions.abort(sentence);
        }
        await(command[0] + " listens").until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            } catch (IOException notYet) {
                assertTrue(process.isAlive(), () -> "it ended; see " + errors);
                return false;
            }
        });
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Test
    void tinyproxyLetsEverythingThrough() throws Exception {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("tinyproxy.conf"), "Port " + port + "\nListen 127.0.0.1\nTimeout 60\n"
                + "LogLevel Connect\nMaxClients 20\nBasicAuth ann s3cret\n");
        Process tinyproxy = start(port, folder.resolve("out.txt"), "tinyproxy", "-d", "-c", config.toString());
        try {
            talks(scope("http://ann:s3cret@127.0.0.1:" + port), "127.0.0.1");
            contains(refusal("http://ann:s3crets@127.0.0.1:" + port, "http://127.0.0.1:" + server.port() + "/hello"),
                    "refused the login");
            contains(refusal("http://ann:s3crets@127.0.0.1:" + port, "ws://127.0.0.1:" + server.port() + "/echo"),
                    "refused the login");
            contains(refusal("socks5://127.0.0.1:" + port, "ws://127.0.0.1:" + server.port() + "/echo"), "127.0.0.1:" + port);
        } finally {
            tinyproxy.destroyForcibly().waitFor();
        }
    }

    @Test
    void microsocksLetsEverythingThrough() throws Exception {
        int port = freePort();
        Process microsocks = start(port, folder.resolve("out.txt"), "microsocks", "-i", "127.0.0.1", "-p", "" + port, "-u", "ann",
                "-P", "s3cret");
        try {
            talks(scope("socks5://ann:s3cret@127.0.0.1:" + port), "localhost");
            talks(scope("socks5://ann:s3cret@127.0.0.1:" + port), "127.0.0.1");
            contains(refusal("socks5://ann:s3crets@127.0.0.1:" + port, "ws://127.0.0.1:" + server.port() + "/echo"),
                    "refused the login");
            contains(refusal("socks5://127.0.0.1:" + port, "ws://127.0.0.1:" + server.port() + "/echo"), "wants a login");
            contains(refusal("socks5://ann:s3cret@127.0.0.1:" + port, "ws://127.0.0.1:" + freePort() + "/"),
                    "did not connect to");
            contains(refusal("http://127.0.0.1:" + port, "ws://127.0.0.1:" + server.port() + "/echo"), "127.0.0.1:" + port);
        } finally {
            microsocks.destroyForcibly().waitFor();
        }
    }
}
