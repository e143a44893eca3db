package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.netty.PlayedLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The other end of a worker's connection: a test says what the process would say, over the real socket.
public final class PlayedWorker implements AutoCloseable {
    /// A good end, after which the worker may have another run.
    public static final Map<String, Object> GOOD_END = Map.of("status", "ok", "exit", 0, "reusable", true);

    private static final JsonNode END = MissingNode.getInstance();

    private final PlayedLines channel;
    private final long pid;
    private final BlockingDeque<JsonNode> heard = new LinkedBlockingDeque<>();
    private final AtomicLong ids = new AtomicLong(1_000);
    private volatile Function<JsonNode, Object> script;

    PlayedWorker(SocketChannel socket, long pid) {
        channel = new PlayedLines(socket);
        this.pid = pid;
    }

    /// Connects and says hello.
    static PlayedWorker connect(SocketAddress host, String token, long pid) throws IOException {
        PlayedWorker worker = new PlayedWorker(SocketChannel.open(host), pid);
        worker.listen();
        worker.say(Map.of("jsonrpc", "2.0", "id", 1, "method", "hello", "params",
                Map.of("token", token, "pid", pid, "version", "0")));
        return worker;
    }

    void listen() {
        Thread.ofVirtual().start(() -> {
            try {
                for (ByteBuffer line = channel.readLine(); line != null; line = channel.readLine()) {
                    hear(Json.MAPPER.readTree(StandardCharsets.UTF_8.decode(line).toString()));
                }
            } catch (IOException gone) {
                // It is closed.
            }
            heard.add(END);
        });
    }

    private void hear(JsonNode message) {
        Function<JsonNode, Object> playing = script;
        if (playing != null && message.path("method").stringValue("").equals("run.start")) {
            Thread.ofVirtual().start(() -> answer(message, playing.apply(message.path("params"))));
        } else {
            heard.add(message);
        }
    }

    /// From now on every run is answered by `answer`, which gets the parameters of `run.start`.
    public PlayedWorker answering(Function<JsonNode, Object> answer) {
        script = answer;
        return this;
    }

    public long pid() {
        return pid;
    }

    /// The next message of the host; missing when it has closed the connection.
    JsonNode next() throws InterruptedException {
        JsonNode message = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(message, "the host says nothing");
        return message;
    }

    /// The same, of which this method is expected.
    public JsonNode next(String method) throws InterruptedException {
        JsonNode message = next();
        assertEquals(method, message.path("method").stringValue(""), message::toString);
        return message;
    }

    /// The next message, which begins this run.
    JsonNode begins(String token) throws InterruptedException {
        JsonNode start = next("run.start");
        assertEquals(token, start.path("params").path("run").stringValue(""));
        return start;
    }

    /// The host closes the connection and says nothing before.
    void awaitEnd() throws InterruptedException {
        assertEquals(END, next());
    }

    /// Whether nothing has been heard that was not asked for.
    public boolean silent() {
        return heard.isEmpty();
    }

    /// Whether nothing was heard by the time at which `then` is so.
    public boolean silentFor(BooleanSupplier then) {
        Patience.await().until(then::getAsBoolean);
        return silent();
    }

    void say(Object message) {
        write(Json.MAPPER.writeValueAsString(message));
    }

    void write(String line) {
        try {
            channel.writeLine(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void answer(JsonNode request, Object result) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", request.get("id"));
        message.put("result", result);
        say(message);
    }

    void inform(String method, Map<String, ?> params) {
        say(Map.of("jsonrpc", "2.0", "method", method, "params", params));
    }

    /// Sends a call and does not wait for its answer.
    ///
    /// @return its id
    long call(String method, Map<String, ?> params) {
        long id = ids.incrementAndGet();
        say(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
        return id;
    }

    /// Sends a call and returns the host's answer to it; what the host says before is heard after it.
    public JsonNode ask(String method, Map<String, ?> params) throws InterruptedException {
        long id = call(method, params);
        Deque<JsonNode> before = new ArrayDeque<>();
        JsonNode answer = next();
        while (answer.path("id").longValue() != id) {
            assertNotEquals(END, answer);
            before.push(answer);
            answer = next();
        }
        before.forEach(heard::addFirst);
        return answer;
    }

    /// The process is gone.
    @Override
    public void close() {
        channel.close();
    }
}
