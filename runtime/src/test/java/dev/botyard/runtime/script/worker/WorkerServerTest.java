package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.LineSocket;
import dev.botyard.runtime.net.netty.PlayedLines;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who may connect as a worker.
class WorkerServerTest {
    @TempDir
    private Path folder;
    private final Ticker ticker = Ticker.system();
    private final EventLoops loops = EventLoops.start(1, ticker);
    private WorkerServer server;
    private final BlockingQueue<String> connected = new LinkedBlockingQueue<>();

    private final WorkerServer.Expected process = new WorkerServer.Expected() {
        @Override
        public Map<String, Object> limits() {
            return Map.of("memory_bytes", 7);
        }

        @Override
        public void connected(LineSocket socket, long pid, String version) {
            connected.add(pid + " " + version);
        }
    };

    @BeforeEach
    void open() throws IOException {
        server = new WorkerServer(folder.resolve("run"), loops);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        loops.close();
    }

    private SocketChannel connect(String line) throws IOException {
        SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(server.socket()));
        socket.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return socket;
    }

    private static String hello(String token) {
        return "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"hello\",\"params\":{\"token\":\"" + token
                + "\",\"pid\":12,\"version\":\"3.12\"}}";
    }

    /// What is read until the server closes the connection.
    private static String rest(SocketChannel socket) throws Exception {
        CompletableFuture<String> rest = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(10_000);
            try {
                while (socket.read(buffer) >= 0) {
                    assertTrue(buffer.hasRemaining());
                }
                rest.complete(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
            } catch (IOException | AssertionError e) {
                rest.completeExceptionally(e);
            }
        });
        return rest.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aProcessThatIsExpectedIsGreetedWithItsLimits() throws Exception {
        try (SocketChannel socket = connect(hello(server.expect(process)))) {
            JsonNode greeting = Json.MAPPER.readTree(
                    StandardCharsets.UTF_8.decode(new PlayedLines(socket).readLine()).toString());
            assertEquals(Json.MAPPER.readTree(
                    "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{\"protocol\":1,\"limits\":{\"memory_bytes\":7}}}"), greeting);
            assertEquals("12 3.12", connected.poll(Patience.SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aSecretWorksOnce() throws Exception {
        String token = server.expect(process);
        try (SocketChannel first = connect(hello(token))) {
            assertEquals("12 3.12", connected.poll(Patience.SECONDS, TimeUnit.SECONDS));
            try (SocketChannel second = connect(hello(token))) {
                assertEquals("", rest(second));
            }
            assertTrue(first.isConnected());
        }
        assertNull(connected.poll());
    }

    @Test
    void aSecretThatWasForgottenDoesNotWork() throws Exception {
        String token = server.expect(process);
        server.forget(token);
        try (SocketChannel socket = connect(hello(token))) {
            assertEquals("", rest(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "5", "hello", "{\"method\":\"hello\"}",
        "{\"method\":\"hello\",\"params\":{\"token\":\"00000000000000000000000000000000\"}}",
        "{\"method\":\"hello\",\"params\":{\"token\":null}}", "{\"method\":\"hello\",\"params\":\"token\"}"})
    void strangersAreTurnedAwayWithoutAWord(String line) throws Exception {
        server.expect(process);
        try (SocketChannel socket = connect(line)) {
            assertEquals("", rest(socket));
        }
        assertNull(connected.poll());
    }

    @Test
    void aKnownSecretUnderAnotherMethodIsNoHello() throws Exception {
        try (SocketChannel socket = connect(hello(server.expect(process)).replace("\"hello\"", "\"reply\""))) {
            assertEquals("", rest(socket));
        }
    }

    /// Else every such visit would keep a file handle for ever.
    @Test
    void whoeverLeavesWithoutAWordIsNotKept() throws Exception {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(server.socket()))) {
            socket.shutdownOutput();
            assertEquals("", rest(socket));
        }
    }

    @Test
    void nobodyElseCanReachTheSocket() throws IOException {
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket().getParent())));
    }

    @Test
    void aSocketThatAKilledHostHasLeftIsReplaced() throws Exception {
        Path left = Files.createDirectories(folder.resolve("left/run"));
        Files.writeString(left.resolve("w.sock"), "");
        try (WorkerServer second = new WorkerServer(left, loops)) {
            second.start();
            try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(second.socket()))) {
                assertTrue(socket.isConnected());
            }
        }
        assertFalse(Files.exists(left.resolve("w.sock")));
        assertTrue(Files.exists(left), "the folder is the home's");
    }

    @Test
    void aPathThatIsTooLongForASocketIsAvoided() throws Exception {
        Path deep = folder.resolve("签".repeat(40)).resolve("run");
        Path socket;
        try (WorkerServer second = new WorkerServer(deep, loops)) {
            second.start();
            socket = second.socket();
            assertTrue(socket.toString().getBytes(StandardCharsets.UTF_8).length < 100, socket::toString);
        }
        assertFalse(Files.exists(socket.getParent()), "a folder of its own goes with it");
    }
}
