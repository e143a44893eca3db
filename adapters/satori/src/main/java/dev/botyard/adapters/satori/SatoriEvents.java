package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Heartbeat;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The events of one login: of those that come over a connection, which carries all logins of the server, those of this account. One thread
/// reads and one asks for signs of life; what comes is handled by the thread of [#serve].
final class SatoriEvents {
    private static final String SEQUENCE = "sequence";
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration RARELY = Duration.ofMinutes(1);
    private static final int WAITING = 64;
    private static final int ONLINE = 1;
    private static final int OFFLINE = 0;

    private final AdapterContext context;
    private final SatoriConfig config;
    private final SatoriClient client;
    private final Chats chats;
    private final Connection connection;
    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(WAITING);
    private String sequence;
    private String platform;
    private String userId;

    SatoriEvents(AdapterContext context, SatoriConfig config, SatoriClient client, Chats chats, Connection connection) {
        this.context = context;
        this.config = config;
        this.client = client;
        this.chats = chats;
        this.connection = connection;
        platform = config.platform();
        userId = config.userId();
    }

    /// @param end how the connection ended, null for a frame
    private record Frame(int op, JsonNode body, AdapterException end) {}

    /// Connects, and serves until the connection ends.
    ///
    /// @throws AdapterException how it ended
    void serve() throws InterruptedException {
        sequence = context.storage().get(SEQUENCE).orElse("");
        String before = sequence;
        URI uri = URI.create(config.url().replaceFirst("^http", "ws") + "/v1/events");
        Map<String, String> headers = config.token().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + config.token());
        try (WebSocket socket = context.webSockets().connect(uri, headers, HANDSHAKE)) {
            connection.expectLife(config.silence());
            socket.send(frame(3, this::identity));
            Thread reader = Thread.ofVirtual().name("satori-" + context.account()).start(() -> read(socket));
            Duration pause = config.silence().isZero() ? RARELY : config.silence().multipliedBy(2).dividedBy(5);
            try (Heartbeat _ = Heartbeat.start("satori-ping-" + context.account(), pause, () -> socket.send(frame(1, _ -> {})),
                    () -> {})) {
                while (true) {
                    handle(frames.take());
                }
            } finally {
                reader.interrupt();
                socket.close();
                reader.join(GOODBYE);
                if (!sequence.equals(before)) {
                    context.storage().put(SEQUENCE, sequence);
                }
            }
        }
    }

    private void identity(JsonGenerator out) {
        if (!config.token().isEmpty()) {
            out.writeStringProperty("token", config.token());
        }
        if (sequence.matches("\\d{1,18}")) {
            out.writeNumberProperty("sn", Long.parseLong(sequence));
        }
    }

    private static String frame(int op, java.util.function.Consumer<JsonGenerator> body) {
        return Json.object(out -> {
            out.writeNumberProperty("op", op);
            out.writeObjectPropertyStart("body");
            body.accept(out);
            out.writeEndObject();
        });
    }

    private void read(WebSocket socket) {
        try {
            while (true) {
                String text = socket.receive();
                connection.alive();
                received(text);
            }
        } catch (AdapterException lost) {
            finish(lost.platformCode().equals("4004")
                    ? new AdapterException(ErrorKind.AUTHENTICATION,
                            "the Satori server refused the access token; compare token on both"
                                    + " sides",
                            lost).withPlatformCode("4004")
                    : lost);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(AdapterException how) {
        try {
            frames.put(new Frame(-1, Json.parse("{}"), how));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(String text) throws InterruptedException {
        try {
            JsonNode json = Json.parse(text);
            int op = (int) Json.number(json, "op");
            if (json.path("body").isObject() && (op == 0 && json.has("op") || op == 4)) {
                frames.put(new Frame(op, json.path("body"), null));
            }
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of {} characters that is not JSON", text.length());
        }
    }

    private void handle(Frame frame) throws InterruptedException {
        if (frame.end != null) {
            throw frame.end;
        }
        if (frame.op == 4) {
            ready(frame.body.path("logins"));
            return;
        }
        // Refused events are not passed: they come again after the next start.
        if (take(frame.body, false) != Acceptance.REFUSED && !SatoriInbound.number(frame.body).isEmpty()) {
            sequence = SatoriInbound.number(frame.body);
        }
    }

    /// @throws AdapterException `CONFIGURATION` where none of the logins, or more than one, may be meant
    private void ready(JsonNode logins) {
        List<JsonNode> meant = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (JsonNode login : logins) {
            String itsPlatform = Json.text(login, "platform");
            String itsUser = user(login);
            there.add(itsPlatform + " " + itsUser);
            if (config.means(itsPlatform, itsUser)) {
                meant.add(login);
            }
        }
        if (meant.size() == 1) {
            login(meant.getFirst());
        } else if (logins.isEmpty()) {
            connection.pending("the Satori server has no login yet");
        } else {
            throw new AdapterException(ErrorKind.CONFIGURATION,
                    (meant.isEmpty() ? "the server has no login" : "the server has several logins")
                            + " of platform '" + config.platform() + "' and user '" + config.userId()
                            + "'; set platform and user_id to one of "
                            + there);
        }
    }

    private static String user(JsonNode login) {
        String id = Json.text(login.path("user"), "id");
        return id.isEmpty() ? Json.text(login, "self_id") : id;
    }

    private void login(JsonNode login) {
        platform = Json.text(login, "platform");
        userId = user(login);
        client.speakFor(platform, userId);
        long status = Json.number(login, "status");
        if (status == ONLINE) {
            connection
                    .connected(AccountProfile.of(userId).named(Json.first(login.path("user"), "nick", "name")).detail(platform));
        } else if (status == OFFLINE) {
            connection.loginLost("the Satori server says that its login at " + platform + " is offline", "log in there");
        } else {
            connection.pending("the Satori server is not connected with " + platform + " (status " + status + ")");
        }
    }

    /// Hands one event over, if it is this account's.
    ///
    /// @param acknowledged whether the server is told that it was taken
    Acceptance take(JsonNode event, boolean acknowledged) throws InterruptedException {
        JsonNode login = SatoriInbound.login(event);
        String itsPlatform = Json.text(login, "platform");
        boolean ours = userId.isEmpty()
                ? config.means(itsPlatform, user(login))
                : itsPlatform.equals(platform) && user(login).equals(userId);
        if (!ours) {
            return Acceptance.ACCEPTED;
        }
        switch (Json.text(event, "type")) {
            case "login-added", "login-updated" -> {
                login(login);
                return Acceptance.ACCEPTED;
            }
            case "login-removed" -> {
                connection.loginLost("the Satori server has no login at " + platform + " any more", "add it there");
                return Acceptance.ACCEPTED;
            }
            default -> {
            }
        }
        InboundEvent read;
        try {
            chats.learn(event);
            read = SatoriInbound.read(event, context.imType(), acknowledged);
        } catch (IllegalArgumentException | JacksonException odd) {
            context.log().warn("ignored an event that makes no sense: {}", odd.getMessage());
            return Acceptance.ACCEPTED;
        }
        return context.events().emit(read);
    }
}
