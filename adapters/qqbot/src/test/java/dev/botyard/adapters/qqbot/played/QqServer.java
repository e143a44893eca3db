package dev.botyard.adapters.qqbot.played;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// QQ's platform for bots on a port of the loopback interface: access tokens, the gateway, calls. Thread-safe.
public final class QqServer implements AutoCloseable {
    private final Map<String, PlayedBot> bots = new ConcurrentHashMap<>();
    private final Set<WireSocket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final QqChats chats;
    private final WireServer wire = new WireServer(new WireServer.Handler() {
        @Override
        public Answer handle(WireMessage request) throws Exception {
            return answer(request);
        }

        @Override
        public void connected(WireMessage request, WireSocket socket) throws Exception {
            serve(socket);
        }
    });
    private volatile int heartbeat = 45_000;
    private volatile boolean silent;
    private volatile BiConsumer<PlayedBot, String> posts;
    private volatile int startsLeft = 1_000;

    /// @param clock by which the windows for replies close
    public QqServer(Clock clock) {
        chats = new QqChats(clock, this);
    }

    public QqServer() {
        this(Clock.systemUTC());
    }

    /// A bot of the platform.
    public PlayedBot bot(String appId, String secret) {
        return bots.computeIfAbsent(appId, _ -> new PlayedBot(appId, secret, numbers.incrementAndGet()));
    }

    /// What is said and heard.
    public QqChats chats() {
        return chats;
    }

    /// Where calls go.
    public String url() {
        return wire.address("http", "").toString();
    }

    /// Where access tokens come from.
    public String tokenUrl() {
        return url() + "/app/getAppAccessToken";
    }

    /// The pause between the heartbeats that it asks for.
    public QqServer heartbeat(int millis) {
        heartbeat = millis;
        return this;
    }

    /// From now on events are posted, not told over the gateway.
    public void posting(BiConsumer<PlayedBot, String> how) {
        posts = how;
    }

    /// How many connections are left for the day.
    public void startsLeft(int count) {
        startsLeft = count;
    }

    /// How many access tokens were asked for.
    public int logins() {
        return logins.get();
    }

    public List<WireSocket> sockets() {
        return sockets.stream().filter(WireSocket::open).toList();
    }

    public void listening(boolean listening) {
        wire.listening(listening);
    }

    public void silent(boolean value) {
        silent = value;
    }

    public void breakAfter(int bytes) {
        wire.breakAfter(bytes);
    }

    /// Tells every bot the same.
    public void tell(String type, String eventId, Consumer<JsonGenerator> data) {
        tell(type, eventId, data, WireSocket::send);
    }

    public void tell(String type, String eventId, Consumer<JsonGenerator> data, PlayedBot.Sending sending) {
        BiConsumer<PlayedBot, String> posted = posts;
        bots.values().forEach(bot -> {
            if (posted == null) {
                bot.tell(type, eventId, data, sending);
            } else {
                posted.accept(bot, PlayedBot.frame(0, type, eventId, Json.object(data)));
            }
        });
    }

    /// Takes the bots' logins back: tokens, secrets and connections are worth nothing any more.
    public void revoke() {
        bots.values().forEach(bot -> {
            bot.refused = true;
            bot.tokens.clear();
        });
        sockets().forEach(socket -> socket.close(4915, "bot banned"));
    }

    /// Whether logins are refused.
    public void refuse(boolean refuse) {
        bots.values().forEach(bot -> bot.refused = refuse);
    }

    /// From now on the tokens that were given are worth nothing.
    public void expireTokens() {
        bots.values().forEach(bot -> bot.tokens.clear());
    }

    /// Whether this call is not to be answered; returns when that is over.
    boolean muted() throws InterruptedException {
        boolean was = silent;
        while (silent && !closed.await(10, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
        return was;
    }

    /// Keeps whoever asks waiting until the end.
    void hold() throws InterruptedException {
        closed.await();
    }

    private Answer answer(WireMessage request) throws Exception {
        if (request.path().equals("/app/getAppAccessToken")) {
            logins.incrementAndGet();
            return muted() ? Answer.status(-1) : token(Json.parse(request.body()));
        }
        if (muted()) {
            return Answer.status(-1);
        }
        if (request.upgrade()) {
            return Answer.UPGRADE;
        }
        String header = request.header("Authorization");
        PlayedBot bot = owner(header);
        if (bot == null) {
            return refusal(401, 11244, "token not exist or expire");
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /users/@me" -> Answer.json("{\"id\":\"" + bot.id + "\",\"username\":\"小助手\",\"avatar\":\"\"}");
            case "GET /gateway" -> Answer.json("{\"url\":\"" + gateway() + "\"}");
            case "GET /gateway/bot" ->
                Answer.json("{\"url\":\"" + gateway() + "\",\"shards\":1,\"session_start_limit\":{\"total\":1000,"
                        + "\"remaining\":" + startsLeft + ",\"reset_after\":14400000,\"max_concurrency\":1}}");
            default -> chats.answer(bot, request);
        };
    }

    private URI gateway() {
        return wire.address("ws", "/websocket");
    }

    private PlayedBot owner(String authorization) {
        return bots.values().stream().filter(bot -> bot.tokens.stream().anyMatch(token -> authorization.equals("QQBot " + token)))
                .findFirst().orElse(null);
    }

    /// Wrong credentials are answered with 200, the lifetime is text.
    private Answer token(JsonNode asked) {
        PlayedBot bot = bots.get(Json.text(asked, "appId"));
        if (bot == null || bot.refused || !bot.secret.equals(Json.text(asked, "clientSecret"))) {
            return Answer.json("{\"code\":100016,\"message\":\"invalid appid or secret\"}");
        }
        String token = "token-" + numbers.incrementAndGet() + "-" + bot.appId;
        bot.tokens.add(token);
        return Answer.json("{\"access_token\":\"" + token + "\",\"expires_in\":\"7200\"}");
    }

    static Answer refusal(int status, int code, String message) {
        return new Answer(status, "application/json", Json.object(out -> {
            out.writeStringProperty("message", message);
            out.writeNumberProperty("code", code);
            out.writeNumberProperty("err_code", code);
            out.writeStringProperty("trace_id", "trace-in-body");
        }).getBytes(StandardCharsets.UTF_8), Map.of("X-Tps-trace-ID", "trace-7"));
    }

    private void serve(WireSocket socket) throws Exception {
        sockets.add(socket);
        try {
            socket.send("{\"op\":10,\"d\":{\"heartbeat_interval\":" + heartbeat + "}}");
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                JsonNode frame = Json.parse(bytes);
                if (!silent) {
                    take(socket, (int) Json.number(frame, "op"), frame.path("d"));
                }
            }
        } finally {
            sockets.remove(socket);
        }
    }

    private void take(WireSocket socket, int op, JsonNode data) throws IOException {
        switch (op) {
            case 1 -> socket.send("{\"op\":11}");
            case 2 -> identify(socket, data);
            case 6 -> {
                PlayedBot bot = owner(Json.text(data, "token"));
                PlayedBot.Session session = bot == null ? null : bot.sessions.get(Json.text(data, "session_id"));
                if (session == null) {
                    socket.send("{\"op\":9,\"d\":false}");
                } else {
                    session.resume(socket, Json.number(data, "seq"));
                }
            }
            default -> chats.complain("a frame with op " + op);
        }
    }

    private void identify(WireSocket socket, JsonNode data) throws IOException {
        PlayedBot bot = owner(Json.text(data, "token"));
        if (bot == null) {
            socket.close(4004, "invalid token");
            return;
        }
        int intents = (int) Json.number(data, "intents");
        bot.identified().add(intents);
        if (data.path("shard").size() != 2 || intents == 0) {
            socket.close(4010, "invalid shard");
            return;
        }
        if ((intents & ~bot.allowed) != 0) {
            socket.close(4014, "disallowed intents");
            return;
        }
        PlayedBot.Session session = new PlayedBot.Session("session-" + numbers.incrementAndGet(), socket);
        String ready = Json.object(out -> {
            out.writeNumberProperty("version", 1);
            out.writeStringProperty("session_id", session.id);
            out.writeObjectPropertyStart("user");
            out.writeStringProperty("id", bot.id);
            out.writeStringProperty("username", "小助手");
            out.writeBooleanProperty("bot", true);
            out.writeEndObject();
        });
        session.begin(ready, () -> bot.sessions.put(session.id, session));
    }

    @Override
    public void close() {
        closed.countDown();
        wire.close();
    }
}
