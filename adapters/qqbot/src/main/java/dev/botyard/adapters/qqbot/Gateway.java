package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Heartbeat;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.QqBotInbound.Bot;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One attempt over the gateway. A session that was broken off is resumed by the next attempt, so that what came meanwhile is not lost; it is
/// forgotten before that is tried, so that one which cannot be resumed is tried once. Everything but the heartbeat belongs to the thread of
/// [#run].
final class Gateway {
    private static final String SESSION = "session";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RESUMABLE = Duration.ofMinutes(5);
    /// Sessions that are resumed for days fall silent.
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Map<String, Integer> INTENTS = new LinkedHashMap<>();

    static {
        INTENTS.put("groups", 1 << 25);
        INTENTS.put("interactions", 1 << 26);
        INTENTS.put("group_members", 1 << 24);
        INTENTS.put("guilds", 1);
        INTENTS.put("guild_members", 1 << 1);
        INTENTS.put("guild_messages", 1 << 9);
        INTENTS.put("guild_mentions", 1 << 30);
        INTENTS.put("guild_reactions", 1 << 10);
        INTENTS.put("guild_dms", 1 << 12);
        INTENTS.put("audits", 1 << 27);
    }

    private static final List<String> LEAST = List.of("groups", "interactions");
    private static final List<String> USUAL = List.of("groups", "interactions", "group_members", "guild_mentions", "guild_dms",
            "audits");

    private final AdapterContext context;
    private final QqBotAdapter adapter;
    private final QqBotApi api;
    private final Connection connection;
    private Bot bot;
    private String session = "";
    private Instant identified;
    private volatile long sequence;
    private volatile boolean online;

    Gateway(AdapterContext context, QqBotAdapter adapter, QqBotApi api, Connection connection) {
        this.context = context;
        this.adapter = adapter;
        this.api = api;
        this.connection = connection;
        bot = new Bot(adapter.appId(), "", "");
        identified = context.clock().instant();
    }

    /// @throws AdapterException `CONFIGURATION` for words that name no kind of events
    static List<String> events(List<String> given) {
        List<String> odd = given.stream().filter(name -> !INTENTS.containsKey(name)).toList();
        if (!odd.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION,
                    "events: " + String.join(", ", odd) + " is no kind of events; there are "
                            + String.join(", ", INTENTS.keySet()));
        }
        return given.isEmpty() ? USUAL : given;
    }

    void run() throws InterruptedException {
        recall();
        URI url = address();
        List<String> events = events(context.config().list(QqBotAdapterFactory.EVENTS));
        try {
            converse(url, events);
        } catch (AdapterException refused) {
            if (online || !refused.platformCode().equals("4014") || LEAST.containsAll(events)) {
                throw refused;
            }
            context.log()
                    .warn("QQ refuses the events {} (close code 4014); trying {} alone. Take what the bot may not have out of"
                            + " 'events', or ask for the right in the console at q.qq.com", events, LEAST);
            converse(url, LEAST);
        }
    }

    private URI address() throws InterruptedException {
        JsonNode answer = api.get("/gateway/bot");
        JsonNode limit = answer.path("session_start_limit");
        if (session.isEmpty() && limit.has("remaining") && Json.number(limit, "remaining") <= 0) {
            throw AdapterException.rateLimited("the bot has used up its " + Json.text(limit, "total") + " connections of the day",
                    Duration.ofMillis(Math.max(1_000, Json.number(limit, "reset_after"))));
        }
        try {
            return URI.create(Json.text(answer, "url"));
        } catch (IllegalArgumentException odd) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "QQ names no gateway that can be reached", odd);
        }
    }

    private void converse(URI url, List<String> events) throws InterruptedException {
        connection.expectLife(PATIENCE);
        Heartbeat heart = null;
        try (WebSocket socket = context.webSockets().connect(url, Map.of(), QqBotApi.PATIENCE)) {
            while (true) {
                if (heart != null) {
                    heart.looking();
                }
                byte[] bytes = socket.receiveBytes();
                if (heart != null) {
                    heart.heard();
                }
                JsonNode frame = read(bytes);
                switch (frame.has("op") ? Json.text(frame, "op") : "none") {
                    case "0" -> dispatch(frame);
                    case "7" -> throw new AdapterException(ErrorKind.COMMUNICATION, "QQ asks for a new connection");
                    case "9" -> {
                        session = "";
                        throw new AdapterException(ErrorKind.COMMUNICATION, "QQ does not know the session; a new one begins");
                    }
                    case "10" -> heart = heart == null ? greet(socket, frame.path("d"), events) : heart;
                    default -> {
                    }
                }
            }
        } catch (AdapterException lost) {
            if (lost.platformCode().matches("4(?!00[89])\\d{3}")) {
                session = "";
            }
            throw meaning(lost, events);
        } finally {
            remember();
            if (heart != null) {
                heart.close();
            }
        }
    }

    private JsonNode read(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of {} bytes that is not JSON ({})", bytes.length, broken.getOriginalMessage());
            return MissingNode.getInstance();
        }
    }

    private Heartbeat greet(WebSocket socket, JsonNode hello, List<String> events) throws InterruptedException {
        connection.expectLife(Duration.ZERO);
        String authorization = api.authorization();
        socket.send(Json.object(out -> {
            out.writeNumberProperty("op", session.isEmpty() ? 2 : 6);
            out.writeObjectPropertyStart("d");
            out.writeStringProperty("token", authorization);
            if (session.isEmpty()) {
                out.writeNumberProperty("intents", events.stream().mapToInt(INTENTS::get).reduce(0, (a, b) -> a | b));
                out.writeArrayPropertyStart("shard");
                out.writeNumber(0);
                out.writeNumber(1);
                out.writeEndArray();
                out.writeObjectPropertyStart("properties");
                out.writeEndObject();
            } else {
                out.writeStringProperty("session_id", session);
                out.writeNumberProperty("seq", sequence);
            }
            out.writeEndObject();
        }));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Duration interval = Duration.ofMillis(Math.max(100, Json.number(hello, "heartbeat_interval")));
        return Heartbeat.start("qqbot-" + context.account() + "-heartbeat", interval, () -> {
            if (!online && System.nanoTime() > deadline) {
                socket.close(1000, "neither READY nor RESUMED came");
            }
            socket.send("{\"op\":1,\"d\":" + (sequence == 0 ? "null" : sequence) + "}");
        }, () -> socket.close(1000, "QQ answers no heartbeat"));
    }

    private void dispatch(JsonNode frame) throws InterruptedException {
        JsonNode data = frame.path("d");
        switch (Json.text(frame, "t")) {
            case "READY" -> {
                session = Json.text(data, "session_id");
                identified = context.clock().instant();
                bot = new Bot(bot.appId(), Json.text(data.path("user"), "id"), Json.text(data.path("user"), "username"));
                begin();
            }
            case "RESUMED" -> begin();
            default -> {
                if (adapter.take(frame, bot, false) == Acceptance.REFUSED) {
                    throw new AdapterException(ErrorKind.COMMUNICATION,
                            "the host is stopping; QQ tells the rest when it resumes");
                }
            }
        }
        sequence = Math.max(sequence, Json.number(frame, "s"));
    }

    private void begin() {
        online = true;
        adapter.connected(connection, bot);
    }

    private AdapterException meaning(AdapterException lost, List<String> events) {
        String code = lost.platformCode();
        String said = lost.getMessage();
        return switch (code) {
            case "4004" -> online
                    ? lost
                    : failure(ErrorKind.AUTHENTICATION, lost, "QQ refuses the access token (" + said
                            + "); compare app_id and client_secret with " + QqBotApi.CONSOLE);
            case "4008" -> AdapterException.rateLimited("too many frames were sent (" + said + ")", Duration.ofMinutes(1))
                    .withPlatformCode(code);
            case "4014" -> online || !LEAST.containsAll(events)
                    ? lost
                    : failure(ErrorKind.CONFIGURATION, lost, "QQ refuses the events "
                            + events + " (" + said + "); ask for the right in the console at q.qq.com");
            case "4914", "4915" -> failure(ErrorKind.AUTHENTICATION, lost, (code.equals("4914")
                    ? "the bot is offline or in the sandbox only: publish it (提审/上线), or set base_url to the sandbox"
                    : "the bot is banned: see the console at q.qq.com") + " (" + said + ")");
            case "4001", "4002", "4010", "4011", "4012", "4013" ->
                failure(ErrorKind.CONFIGURATION, lost, "QQ does not take this connection: "
                        + said);
            default -> lost;
        };
    }

    private static AdapterException failure(ErrorKind kind, AdapterException lost, String words) {
        return new AdapterException(kind, words, lost).withPlatformCode(lost.platformCode());
    }

    private void recall() {
        context.storage().get(SESSION).ifPresent(kept -> {
            context.storage().remove(SESSION);
            JsonNode last = Json.parse(kept);
            Instant began = Instant.ofEpochMilli(Json.number(last, "identified"));
            Instant now = context.clock().instant();
            boolean fresh = now.isBefore(Instant.ofEpochMilli(Json.number(last, "at")).plus(RESUMABLE))
                    && now.isBefore(began.plus(LONGEST)) && Json.text(last, "app_id").equals(bot.appId());
            if (fresh) {
                session = Json.text(last, "id");
                sequence = Json.number(last, "seq");
                identified = began;
                bot = new Bot(bot.appId(), Json.text(last, "bot"), Json.text(last, "name"));
            }
        });
    }

    private void remember() {
        if (online && !session.isEmpty()) {
            context.storage().put(SESSION, Json.object(out -> {
                out.writeStringProperty("app_id", bot.appId());
                out.writeStringProperty("id", session);
                out.writeNumberProperty("seq", sequence);
                out.writeStringProperty("bot", bot.id());
                out.writeStringProperty("name", bot.name());
                out.writeNumberProperty("identified", identified.toEpochMilli());
                out.writeNumberProperty("at", context.clock().millis());
            }));
        }
    }
}
