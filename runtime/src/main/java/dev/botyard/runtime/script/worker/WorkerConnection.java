package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A JSON-RPC connection to a process. Thread-safe.
///
/// One platform thread reads and answers calls itself, which saves a hand-over per call. [#relieve], called by a timer, gives the reading
/// to another thread when a call takes long.
final class WorkerConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerConnection.class);
    private static final long PATIENCE_NANOS = 20_000_000;

    private final LineChannel channel;
    private final String name;
    private final Listener listener;
    private final Ticker ticker;
    private final Map<Long, Consumer<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile Reader reader;
    private volatile boolean closed;

    WorkerConnection(LineChannel channel, String name, Listener listener, Ticker ticker) {
        this.ticker = ticker;
        this.channel = channel;
        this.name = name;
        this.listener = listener;
    }

    /// What the owner of the connection answers and hears.
    interface Listener {
        /// A request; the answer is written by the connection.
        Object call(String method, JsonNode params) throws InterruptedException;

        boolean waits(String method);

        void notified(String method, JsonNode params);

        /// The connection has ended; called once.
        void closed();
    }

    void start() {
        promote();
    }

    /// Sends a request; `answer` gets the result, or an object with `error`, on a reader thread. Nothing is called when the connection ends.
    void request(String method, String params, Consumer<JsonNode> answer) throws IOException {
        long id = ids.incrementAndGet();
        pending.put(id, answer);
        channel.writeLine("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    void inform(String method, Map<String, ?> params) {
        try {
            channel.writeLine(RpcMessage.notice(method, params).bytes());
        } catch (IOException e) {
            log.debug("{}: {} was not delivered: {}", name, method, e.getMessage());
        }
    }

    /// Lets another thread read if the current one has been busy with a call for too long.
    void relieve() {
        Reader current = reader;
        if (!closed && current != null && current.slow() && current.state.compareAndSet(Reader.BUSY, Reader.REPLACED)) {
            promote();
        }
    }

    private void promote() {
        Reader next = new Reader();
        reader = next;
        Threads.platform(name).newThread(next).start();
    }

    @Override
    public void close() {
        channel.close();
    }

    private void ended() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        channel.close();
        listener.closed();
    }

    private final class Reader implements Runnable {
        static final int READING = 0;
        static final int BUSY = 1;
        static final int REPLACED = 2;

        private final AtomicInteger state = new AtomicInteger(READING);
        private volatile long busySince;

        boolean slow() {
            return state.get() == BUSY && ticker.since(busySince) > PATIENCE_NANOS;
        }

        @Override
        public void run() {
            try {
                while (state.get() == READING) {
                    ByteBuffer line = channel.readLine();
                    if (line == null) {
                        break;
                    }
                    handle(Json.MAPPER.readTree(line.array(), line.arrayOffset(), line.remaining()));
                }
            } catch (JacksonException e) {
                log.warn("{} sent something that is not JSON; its connection is closed: {}", name, e.getOriginalMessage());
            } catch (IOException e) {
                log.debug("{}: {}", name, e.getMessage());
            } catch (RuntimeException e) {
                log.error("{}: a message could not be taken inside the host; its connection is closed", name, e);
            }
            if (state.get() != REPLACED) {
                ended();
            }
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
            } else if (listener.waits(called) || channel.hasLine()) {
                Threads.startVirtual(name + "-call", () -> answer(id, called, params));
            } else {
                busySince = ticker.nanoTime();
                state.set(BUSY);
                answer(id, called, params);
                state.compareAndSet(BUSY, READING);
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
                channel.writeLine(answered(id, method, params).bytes());
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
}
