package dev.botyard.adapters.discord;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One connection to the gateway, from the login to its end. The thread of `run` reads; a second one sends heartbeats.
final class Gateway {
    private static final String SESSION = "session";
    /// A code of ours that leaves the session alive, so that the next attempt resumes it.
    private static final int RESUMABLE = 4900;
    private static final Duration ACKNOWLEDGEMENT = Duration.ofMillis(2500);
    private static final int BASE_INTENTS = 1 | 1 << 2 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 13;
    private static final int MEMBERS = 1 << 1;
    private static final int MESSAGE_CONTENT = 1 << 15;

    private final AdapterContext context;
    private final Connection connection;
    private final DiscordApi api;
    private final DiscordInbound inbound;
    private final Places places;
    private final Duration patience;
    private volatile Session session;
    private volatile WebSocket socket;
    private volatile AdapterException refused;
    private Heartbeat heart;

    Gateway(AdapterContext context, Connection connection, DiscordApi api, DiscordInbound inbound, Places places) {
        this.context = context;
        this.connection = connection;
        this.api = api;
        this.inbound = inbound;
        this.places = places;
        patience = context.config().duration("login_timeout");
        session = context.storage().get(SESSION).filter(text -> !text.isEmpty()).map(Session::read).orElse(Session.NONE);
    }

    /// What it takes to resume.
    ///
    /// @param sequence of the last event that the host has taken
    record Session(String id, String url, long sequence, String userId, String name) {
        static final Session NONE = new Session("", "", 0, "", "");

        static Session read(String text) {
            JsonNode json = Json.parse(text);
            return new Session(Json.text(json, "id"), Json.text(json, "url"), Json.number(json, "sequence"),
                    Json.text(json, "user"),
                    Json.text(json, "name"));
        }

        String written() {
            return Json.write(
                    out -> out.writePOJO(Map.of("id", id, "url", url, "sequence", sequence, "user", userId, "name", name)));
        }

        Session at(String address, long reached) {
            return new Session(id, address, reached, userId, name);
        }
    }

    /// Lives with the connection until it ends, which is always an exception.
    void run() throws InterruptedException {
        // Until the login nothing counts as a sign of life: all of it together has so much time.
        connection.expectLife(patience);
        try (WebSocket open = connect()) {
            socket = open;
            api.whenRefused(this::refuse);
            try {
                read(open);
            } catch (AdapterException end) {
                throw meaning(end);
            } finally {
                open.close(RESUMABLE, "");
                if (heart != null) {
                    heart.close();
                }
                keep();
            }
        }
    }

    private WebSocket connect() throws InterruptedException {
        if (!session.url.isEmpty()) {
            try {
                return connect(session.url);
            } catch (AdapterException gone) {
                // Next time by the front door: that server may be gone for good.
                session = session.at("", session.sequence);
                keep();
                throw gone;
            }
        }
        JsonNode gateway = api.get("/gateway/bot", patience);
        JsonNode limit = gateway.path("session_start_limit");
        if (session.id.isEmpty() && limit.has("remaining") && Json.number(limit, "remaining") <= 0) {
            throw AdapterException.rateLimited(
                    "the bot has logged in as often as Discord allows in a day; one more would void its token",
                    Duration.ofMillis(Math.max(1_000, Json.number(limit, "reset_after"))));
        }
        return connect(Json.text(gateway, "url"));
    }

    private WebSocket connect(String url) throws InterruptedException {
        return context.webSockets().connect(URI.create(url.replaceFirst("/+$", "") + "/?v=10&encoding=json"), Map.of(), patience);
    }

    private void read(WebSocket from) throws InterruptedException {
        while (true) {
            if (heart != null) {
                heart.looking();
            }
            String text = from.receive();
            if (heart != null) {
                heart.heard();
            }
            try {
                take(Json.parse(text));
            } catch (JacksonException broken) {
                context.log().warn("ignored a frame of {} characters that is not JSON ({})", text.length(),
                        broken.getOriginalMessage());
            }
        }
    }

    private void take(JsonNode frame) throws InterruptedException {
        switch (Json.text(frame, "op")) {
            case "0" -> dispatch(Json.text(frame, "t"), frame.path("d"), Json.number(frame, "s"));
            case "1" -> beat();
            case "7" -> throw new AdapterException(ErrorKind.COMMUNICATION, "Discord asks the bot to connect again");
            case "9" -> invalid(Json.flag(frame, "d", false));
            case "10" -> hello(Json.number(frame.path("d"), "heartbeat_interval"));
            default -> {
                // An acknowledged heartbeat, or what later versions say: a sign of life.
            }
        }
    }

    private void hello(long interval) throws InterruptedException {
        if (interval <= 0 || heart != null) {
            return;
        }
        heart = Heartbeat.start("discord-" + context.account() + "-heart", Duration.ofMillis(interval), this::beat,
                () -> socket.close(RESUMABLE, "no answer to a heartbeat"));
        if (session.id.isEmpty()) {
            identify();
        } else {
            send(6, Map.of("token", api.token(), "session_id", session.id, "seq", session.sequence));
        }
    }

    private void identify() throws InterruptedException {
        int intents = BASE_INTENTS | (context.config().flag("members") ? MEMBERS : 0)
                | (context.config().flag("message_content") ? MESSAGE_CONTENT : 0);
        send(2, Map.of("token", api.token(), "intents", intents, "properties",
                Map.of("os", "linux", "browser", "botyard", "device", "botyard")));
    }

    private void send(int op, Map<String, ?> data) throws InterruptedException {
        socket.send(Json.write(out -> out.writePOJO(Map.of("op", op, "d", data))));
    }

    /// The session is over, or cannot be resumed just now.
    private void invalid(boolean resumable) throws InterruptedException {
        if (resumable) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "Discord cannot resume the session just now");
        }
        session = Session.NONE;
        keep();
        // Discord wants a pause of one to five seconds, of random length.
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1_000, 5_000));
        identify();
    }

    private void dispatch(String type, JsonNode data, long sequence) throws InterruptedException {
        switch (type) {
            case "READY" -> ready(data);
            case "RESUMED" -> connected();
            case "GUILD_CREATE", "GUILD_UPDATE" -> places.guild(data);
            case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE" -> places.channel(data, "");
            default -> {
                for (InboundEvent event : events(type, data, sequence)) {
                    acknowledge(type, data);
                    if (context.events().emit(event) == Acceptance.REFUSED) {
                        throw new AdapterException(ErrorKind.COMMUNICATION, "the host takes no more events");
                    }
                }
            }
        }
        if (sequence > session.sequence) {
            session = session.at(session.url, sequence);
        }
    }

    /// A dispatch that cannot be read must not come back with every resume.
    private List<InboundEvent> events(String type, JsonNode data, long sequence) throws InterruptedException {
        try {
            return inbound.read(type, data, session.id + ":" + sequence);
        } catch (RuntimeException unreadable) {
            context.log().warn("left out a {} that cannot be read", type, unreadable);
            return List.of();
        }
    }

    /// Within three seconds, or the person reads that it failed; the host may take longer for the event.
    private void acknowledge(String type, JsonNode data) throws InterruptedException {
        if (!type.equals("INTERACTION_CREATE")) {
            return;
        }
        try {
            api.acknowledge(Json.text(data, "id"), Json.text(data, "token"), ACKNOWLEDGEMENT);
        } catch (AdapterException late) {
            context.log().warn("a pressed button could not be acknowledged: {}", late.getMessage());
        }
    }

    private void ready(JsonNode data) {
        JsonNode user = data.path("user");
        session = new Session(Json.text(data, "session_id"), Json.text(data, "resume_gateway_url"), session.sequence,
                Json.text(user, "id"), Json.first(user, "global_name", "username"));
        connected();
    }

    private void connected() {
        inbound.self(session.userId);
        connection.connected(AccountProfile.of(session.userId).named(session.name).detail("Discord gateway v10"));
        connection.expectLife(Duration.ZERO);
        keep();
    }

    private void beat() throws InterruptedException {
        long sequence = session.sequence;
        keep();
        socket.send("{\"op\":1,\"d\":" + (sequence == 0 ? "null" : Long.toString(sequence)) + "}");
    }

    /// So that the next attempt goes on here.
    private void keep() {
        String now = session.id.isEmpty() ? "" : session.written();
        if (!now.equals(context.storage().get(SESSION).orElse(""))) {
            context.storage().put(SESSION, now);
        }
    }

    private void refuse(AdapterException failure) {
        refused = failure;
        socket.close(RESUMABLE, "the token is refused");
    }

    private AdapterException meaning(AdapterException end) {
        if (refused != null || Refusals.endsSession(end.platformCode())) {
            session = Session.NONE;
        }
        return refused == null ? Refusals.closed(end) : refused;
    }
}
