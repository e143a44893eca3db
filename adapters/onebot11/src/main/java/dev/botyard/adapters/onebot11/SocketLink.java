package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.PendingCalls;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
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
    private final PendingCalls<Answer> calls = new PendingCalls<>();

    /// @param started told of each call before it waits
    SocketLink(WebSocket socket, Runnable started) {
        this.socket = socket;
        this.started = started;
    }

    @Override
    public Answer call(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException {
        String echo = Long.toString(lastEcho.incrementAndGet());
        long deadline = System.nanoTime() + timeout.toNanos();
        return calls.ask(action, echo, timeout, () -> {
            String frame = Json.write(out -> write(out, action, params, echo));
            if (System.nanoTime() > deadline) {
                throw new AdapterException(ErrorKind.COMMUNICATION, action + " was not sent: preparing it took longer than "
                        + timeout.toMillis() + " ms; give it a longer timeout");
            }
            started.run();
            socket.send(frame);
        });
    }

    private static void write(JsonGenerator out, String action, Consumer<JsonGenerator> params, String echo) {
        out.writeStartObject();
        out.writeStringProperty("action", action);
        out.writeObjectPropertyStart("params");
        params.accept(out);
        out.writeEndObject();
        out.writeStringProperty("echo", echo);
        out.writeEndObject();
    }

    /// Completes the call that `frame` answers. An answer that nobody waits for any more is none of our business.
    void answered(JsonNode frame) {
        calls.answered(Json.text(frame, "echo"), Answer.of(frame));
    }

    /// Ends every waiting call, and those to come.
    void lost(String reason) {
        calls.lose(reason);
    }

    boolean waiting() {
        return calls.any();
    }
}
