package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.netty.LineSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A JSON-RPC connection to a process. Thread-safe.
///
/// One virtual thread reads, and each call has one of its own; all run where the network is read, so that no other thread is woken.
final class WorkerConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerConnection.class);

    private final LineSocket socket;
    private final String name;
    private final Listener listener;
    private final ThreadFactory calls;
    private final Map<Long, Consumer<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private boolean closed;

    WorkerConnection(LineSocket socket, String name, Listener listener) {
        this.socket = socket;
        this.name = name;
        this.listener = listener;
        this.calls = socket.seat().threads(name + "-call");
    }

    /// What the owner of the connection answers and hears.
    interface Listener {
        /// A request; the answer is written by the connection.
        Object call(String method, JsonNode params) throws InterruptedException;

        /// Called in the order in which it was said; what waits here holds up everything that is said later.
        void notified(String method, JsonNode params);

        /// The connection has ended; called once.
        void closed();
    }

    void start() {
        socket.seat().threads(name).newThread(this::read).start();
    }

    /// Sends a request; `answer` gets the result, or an object with `error`, on the reading thread. Nothing is called when the connection ends.
    void request(String method, String params, Consumer<JsonNode> answer) throws IOException {
        long id = ids.incrementAndGet();
        pending.put(id, answer);
        socket.writeLine(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    void inform(String method, Map<String, ?> params) {
        try {
            socket.writeLine(RpcMessage.notice(method, params).bytes());
        } catch (IOException e) {
            log.debug("{}: {} was not delivered: {}", name, method, e.getMessage());
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void read() {
        try {
            for (byte[] line = socket.readLine(); line != null; line = socket.readLine()) {
                handle(Json.MAPPER.readTree(line));
            }
            log.debug("{}: {}", name, socket.endReason());
        } catch (JacksonException e) {
            log.warn("{} sent something that is not JSON; its connection is closed: {}", name, e.getOriginalMessage());
        } catch (InterruptedException e) {
            log.debug("{} is read no more", name);
        } catch (RuntimeException e) {
            log.error("{}: a message could not be taken inside the host; its connection is closed", name, e);
        } finally {
            ended();
        }
    }

    private void ended() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        socket.close();
        listener.closed();
    }

    private void handle(JsonNode message) {
        JsonNode method = message.get("method");
        if (method == null) {
            answered(message);
            return;
        }
        JsonNode id = message.get("id");
        JsonNode params = message.path("params");
        String called = method.stringValue("");
        if (id == null) {
            listener.notified(called, params);
        } else {
            calls.newThread(() -> answer(id, called, params)).start();
        }
    }

    private void answered(JsonNode message) {
        Consumer<JsonNode> waiting = pending.remove(message.path("id").longValue(-1));
        if (waiting != null) {
            JsonNode result = message.get("result");
            waiting.accept(result == null ? message : result);
        }
    }

    private void answer(JsonNode id, String method, JsonNode params) {
        try {
            socket.writeLine(answered(id, method, params).bytes());
        } catch (IOException e) {
            log.debug("{}: the answer to {} was not delivered: {}", name, method, e.getMessage());
        }
    }

    private RpcMessage answered(JsonNode id, String method, JsonNode params) {
        try {
            return RpcMessage.result(id, listener.call(method, params));
        } catch (CallException e) {
            return RpcMessage.error(id, e);
        } catch (InterruptedException e) {
            return RpcMessage.stopping(id);
        } catch (RuntimeException e) {
            log.error("{}: the call {} failed inside the host", name, method, e);
            return RpcMessage.broken(id, method);
        }
    }
}
