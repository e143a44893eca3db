package dev.botyard.runtime.script.render;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The DevTools protocol over the two pipes of a browser: JSON, each message ended by a zero byte. Thread-safe.
final class DevTools {
    /// A picture of the largest size in base64, with room to spare.
    private static final int LARGEST = 256 << 20;
    private static final Logger log = LoggerFactory.getLogger(DevTools.class);

    private final OutputStream out;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();
    private volatile boolean ended;

    DevTools(OutputStream out) {
        this.out = out;
    }

    /// Reads from now on until the browser ends.
    void begin(InputStream in) {
        Threads.startVirtual("browser-answers", () -> read(in));
    }

    /// What the browser refuses; the message is its own.
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    /// Asks and waits.
    ///
    /// @param session of a page, `""` for the browser itself
    /// @throws RenderException when no answer comes
    JsonNode call(String session, String method, Map<String, Object> params, Duration limit)
            throws RefusedException, InterruptedException {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            write(id, session, method, params);
            JsonNode told = answer.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
            if (told.has("error")) {
                throw new RefusedException(told.path("error").path("message").asString("no reason"));
            }
            return told.path("result");
        } catch (TimeoutException _) {
            throw RenderException
                    .ofBrowser("the browser was not done in time; a simpler page helps, or a longer render.timeout in"
                            + " botyard.yaml");
        } catch (ExecutionException | IOException e) {
            throw RenderException.ofBrowser("the browser has ended");
        } finally {
            asked.remove(id);
        }
    }

    /// Says something whose answer nobody wants.
    void say(String session, String method, Map<String, Object> params) {
        try {
            write(ids.incrementAndGet(), session, method, params);
        } catch (IOException e) {
            log.debug("{} was not said, the browser has ended: {}", method, e.getMessage());
        }
    }

    /// Hears of the events of a page from now on, on the thread that reads: must not block.
    void listen(String session, BiConsumer<String, JsonNode> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    private void write(int id, String session, String method, Map<String, Object> params) throws IOException {
        ObjectNode message = Json.MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", Json.MAPPER.valueToTree(params));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        byte[] bytes = (message + "\0").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            if (ended) {
                throw new IOException("ended");
            }
            out.write(bytes);
            out.flush();
        }
    }

    private void read(InputStream from) {
        try (InputStream in = new BufferedInputStream(from, 1 << 16)) {
            ByteArrayOutputStream message = new ByteArrayOutputStream(1 << 12);
            for (int next = in.read(); next >= 0 && message.size() < LARGEST; next = in.read()) {
                if (next == 0) {
                    take(message.toByteArray());
                    message.reset();
                } else {
                    message.write(next);
                }
            }
        } catch (IOException e) {
            log.debug("the browser's answers ended: {}", e.getMessage());
        } finally {
            ended = true;
            asked.values().forEach(answer -> answer.completeExceptionally(new IOException("ended")));
        }
    }

    private void take(byte[] bytes) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            log.debug("the browser said what is no JSON: {}", e.getOriginalMessage());
            return;
        }
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = asked.get(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        BiConsumer<String, JsonNode> listener = listeners.get(message.path("sessionId").asString(""));
        if (listener != null) {
            listener.accept(message.path("method").asString(""), message.path("params"));
        }
    }
}
