package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// One stream: its connection, its frames and their answers. What is not answered DingTalk sends again, so a frame is answered when the host has
/// taken it. Frames of the connection itself are answered by the thread that reads, so that a busy host does not look dead.
final class DingtalkStream {
    static final String MESSAGE = "/v1.0/im/bot/messages/get";
    static final String CARD = "/v1.0/card/instances/callback";
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final int WAITING = 64;

    private final AdapterContext context;
    private final DingtalkConfig config;
    private final DingtalkClient client;
    private final Taker taker;
    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(WAITING);

    DingtalkStream(AdapterContext context, DingtalkConfig config, DingtalkClient client, Taker taker) {
        this.context = context;
        this.config = config;
        this.client = client;
        this.taker = taker;
    }

    /// Takes what came over a stream.
    interface Taker {
        /// @param kind `message`, `card` or `event`
        /// @return whether it was taken
        boolean take(String kind, JsonNode headers, JsonNode data) throws InterruptedException;
    }

    /// @param end how the connection ended, null for a frame
    private record Frame(String type, JsonNode headers, String data, AdapterException end) {
        static Frame end(AdapterException how) {
            return new Frame("", Json.parse("{}"), "", how);
        }

        String topic() {
            return Json.text(headers, "topic");
        }
    }

    /// Connects, and serves until the connection ends.
    ///
    /// @throws AdapterException how it ended
    void serve(Connection connection) throws InterruptedException {
        JsonNode place = client.openStream(DingtalkStream::subscriptions);
        URI uri = URI.create(Json.text(place, "endpoint") + "?ticket="
                + Forms.encoded(Json.text(place, "ticket")));
        try (WebSocket socket = connect(uri)) {
            connection.expectLife(config.silence());
            connection.connected(AccountProfile.of(config.clientId()));
            Thread reader = Thread.ofVirtual().name("dingtalk-" + context.account()).start(() -> read(socket, connection));
            try {
                while (true) {
                    handle(frames.take(), socket);
                }
            } finally {
                reader.interrupt();
                socket.close();
                reader.join(GOODBYE);
            }
        }
    }

    /// A ticket that is refused is no matter of the credentials: it was good for one connection, and for 90 seconds.
    private WebSocket connect(URI uri) throws InterruptedException {
        try {
            return context.webSockets().connect(uri, Map.of(), HANDSHAKE);
        } catch (AdapterException refused) {
            throw refused.kind() == ErrorKind.AUTHENTICATION
                    ? new AdapterException(ErrorKind.COMMUNICATION, refused.getMessage(), refused)
                    : refused;
        }
    }

    private static void subscriptions(JsonGenerator out) {
        out.writeArrayPropertyStart("subscriptions");
        for (List<String> each : List.of(List.of("EVENT", "*"), List.of("CALLBACK", MESSAGE), List.of("CALLBACK", CARD))) {
            out.writeStartObject();
            out.writeStringProperty("type", each.getFirst());
            out.writeStringProperty("topic", each.getLast());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void read(WebSocket socket, Connection connection) {
        try {
            boolean open = true;
            while (open) {
                String text = socket.receive();
                connection.alive();
                open = received(text, socket);
            }
        } catch (AdapterException lost) {
            finish(lost);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(AdapterException how) {
        try {
            frames.put(Frame.end(how));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when DingTalk sends nothing more, though it leaves the connection open for a while
    private boolean received(String text, WebSocket socket) throws InterruptedException {
        Frame frame;
        try {
            JsonNode json = Json.parse(text);
            frame = new Frame(Json.text(json, "type"), json.path("headers"), Json.text(json, "data"), null);
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of {} characters that is not JSON", text.length());
            return true;
        }
        switch (frame.type) {
            case "SYSTEM" -> {
                answer(frame, frame.data, socket);
                if (frame.topic().equals("disconnect")) {
                    finish(new AdapterException(ErrorKind.COMMUNICATION,
                            "the stream was ended by DingTalk, as it is every few hours"));
                    return false;
                }
            }
            case "EVENT", "CALLBACK" -> frames.put(frame);
            default -> context.log().debug("ignored a frame of type '{}'", frame.type);
        }
        return true;
    }

    private void handle(Frame frame, WebSocket socket) throws InterruptedException {
        if (frame.end != null) {
            throw frame.end;
        }
        boolean event = frame.type.equals("EVENT");
        if (taken(frame, event ? "event" : frame.topic().equals(CARD) ? "card" : "message")) {
            answer(frame, event ? "{\"status\":\"SUCCESS\"}" : "{\"response\":{}}", socket);
        } else if (event) {
            answer(frame, "{\"status\":\"LATER\"}", socket);
        }
    }

    /// What cannot be read would come again for ever.
    private boolean taken(Frame frame, String kind) throws InterruptedException {
        JsonNode data;
        try {
            data = Json.parse(frame.data);
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of topic {} whose data are not JSON", frame.topic());
            return true;
        }
        return taker.take(kind, frame.headers, data);
    }

    private static void answer(Frame frame, String data, WebSocket socket) throws InterruptedException {
        String id = Json.text(frame.headers, "messageId");
        if (id.isEmpty()) {
            return;
        }
        socket.send(Json.object(out -> {
            out.writeNumberProperty("code", 200);
            out.writeObjectPropertyStart("headers");
            out.writeStringProperty("contentType", "application/json");
            out.writeStringProperty("messageId", id);
            out.writeEndObject();
            out.writeStringProperty("message", "OK");
            out.writeStringProperty("data", data);
        }));
    }
}
