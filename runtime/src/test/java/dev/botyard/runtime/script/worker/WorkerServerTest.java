package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.LineSocket;
import dev.botyard.runtime.net.netty.PlayedLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who may connect as a worker, by whatever way.
@ParameterizedClass
@EnumSource(WorkerTransport.class)
class WorkerServerTest {
    @Parameter
    private WorkerTransport transport;
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
        public void connected(LineSocket socket, WorkerServer.Hello hello) {
            connected.add(hello.pid() + " " + hello.version());
        }
    };

    @BeforeEach
    void open() throws IOException {
        server = new WorkerServer(folder.resolve("run"), loops, transport);
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        loops.close();
    }

    private SocketChannel connect(String line) throws IOException {
        SocketChannel socket = SocketChannel.open(server.address());
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
        try (SocketChannel socket = SocketChannel.open(server.address())) {
            socket.shutdownOutput();
            assertEquals("", rest(socket));
        }
    }

    @Test
    void strangersAreCounted() throws Exception {
        for (String line : List.of(hello("0".repeat(32)), "x".repeat(5_000))) {
            try (SocketChannel socket = connect(line)) {
                assertEquals("", rest(socket));
            }
        }
        Patience.await().until(() -> server.turnedAway() == 2);
    }

    /// Each waits for what it may say for a while: many at once would else hold much.
    @Test
    void aCrowdOfStrangersKeepsNoProcessOut() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                crowd.add(SocketChannel.open(server.address()));
            }
            // Then no more than 64 wait, and none of the others can still take the place of the process.
            Patience.await().until(() -> server.turnedAway() >= 200 - 64);
            crowd.removeFirst().close();
            try (SocketChannel socket = connect(hello(server.expect(process)))) {
                assertEquals("12 3.12", connected.poll(Patience.SECONDS, TimeUnit.SECONDS));
                assertTrue(socket.isConnected());
            }
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void aProcessThatIsKnownMaySayMuch() throws Exception {
        CompletableFuture<Integer> heard = new CompletableFuture<>();
        String token = server.expect(new WorkerServer.Expected() {
            @Override
            public Map<String, Object> limits() {
                return Map.of();
            }

            @Override
            public void connected(LineSocket socket, WorkerServer.Hello hello) {
                try {
                    heard.complete(socket.readLine().length);
                } catch (InterruptedException e) {
                    heard.completeExceptionally(e);
                }
            }
        });
        try (SocketChannel socket = connect(hello(token))) {
            new PlayedLines(socket).readLine();
            ByteBuffer much = ByteBuffer.wrap(("x".repeat(3_000_000) + "\n").getBytes(StandardCharsets.UTF_8));
            while (much.hasRemaining()) {
                socket.write(much);
            }
            assertEquals(3_000_000, heard.get(Patience.SECONDS, TimeUnit.SECONDS));
        }
    }
}
