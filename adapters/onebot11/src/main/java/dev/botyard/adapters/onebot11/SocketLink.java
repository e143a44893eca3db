package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Calls over one WebSocket. A call and its answer find each other by `echo`; the thread that reads the socket completes the call.
/// Thread-safe.
final class SocketLink implements Link {
    private final WebSocket socket;
    private final Runnable started;
    private final AtomicLong lastEcho = new AtomicLong();
    private final ConcurrentHashMap<Long, CompletableFuture<Answer>> pending = new ConcurrentHashMap<>();
    private volatile String lost;

    /// @param started told of each call before it waits
    SocketLink(WebSocket socket, Runnable started) {
        this.socket = socket;
        this.started = started;
    }

    @Override
    public Answer call(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        long echo = lastEcho.incrementAndGet();
        String frame = Json.write(out -> write(out, action, params, echo));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        pending.put(echo, answer);
        try {
            if (lost != null) {
                throw new AdapterException(ErrorKind.COMMUNICATION, action + " was not sent: " + lost);
            }
            if (System.nanoTime() > deadline) {
                throw new AdapterException(ErrorKind.COMMUNICATION, action + " was not sent: preparing it took longer than "
                        + timeout.toMillis() + " ms; give it a longer timeout");
            }
            started.run();
            socket.send(frame);
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no answer to " + action + " within " + timeout.toMillis()
                    + " ms; it may have been done all the same", late);
        } catch (ExecutionException gone) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "the connection ended before " + action + " was answered ("
                    + gone.getCause().getMessage() + "); it may have been done all the same", gone.getCause());
        } finally {
            pending.remove(echo);
        }
    }

    private static void write(JsonGenerator out, String action, Consumer<JsonGenerator> params, long echo) {
        out.writeStartObject();
        out.writeStringProperty("action", action);
        out.writeObjectPropertyStart("params");
        params.accept(out);
        out.writeEndObject();
        out.writeStringProperty("echo", Long.toString(echo));
        out.writeEndObject();
    }

    /// Completes the call that `frame` answers. An answer that nobody waits for any more is none of our business.
    void answered(JsonNode frame) {
        CompletableFuture<Answer> call = pending.get(echo(frame));
        if (call != null) {
            call.complete(Answer.of(frame));
        }
    }

    private static long echo(JsonNode frame) {
        String echo = Json.text(frame, "echo");
        try {
            return echo.isEmpty() ? -1 : Long.parseLong(echo);
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }

    /// Ends every waiting call, and those to come.
    void lost(String reason) {
        lost = reason;
        AdapterException failure = new AdapterException(ErrorKind.COMMUNICATION, reason);
        pending.values().forEach(call -> call.completeExceptionally(failure));
    }

    boolean waiting() {
        return !pending.isEmpty();
    }
}
