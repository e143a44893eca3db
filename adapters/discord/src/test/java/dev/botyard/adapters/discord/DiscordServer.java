package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// A fake of Discord: the gateway of this class, the calls of [DiscordRest]. Strict: what Discord would refuse it refuses, with the codes that
/// Discord has for it. Thread-safe.
public final class DiscordServer implements WireServer.Handler, AutoCloseable {
    static final String GUILD = "1100000000000000001";
    static final String CHANNEL = "1100000000000000002";
    static final String ANN = "1200000000000000042";
    private static final int LONGEST_FRAME = 4096;
    private static final long PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15;
    private static final long MESSAGE_CONTENT = 1 << 15;

    final Map<String, DiscordBot> bots = new ConcurrentHashMap<>();
    final Map<String, DiscordSession> sessions = new ConcurrentHashMap<>();
    final Set<WireSocket> sockets = ConcurrentHashMap.newKeySet();
    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger identifies = new AtomicInteger();
    final AtomicInteger resumes = new AtomicInteger();
    final AtomicInteger beats = new AtomicInteger();
    final List<String> closings = new CopyOnWriteArrayList<>();
    final DiscordRest rest = new DiscordRest(this);
    private final AtomicLong ids = new AtomicLong(1_300_000_000_000_000_000L);
    private final WireServer wire = new WireServer(this);
    volatile boolean silent;
    volatile boolean refusing;
    volatile boolean deafToBeats;
    volatile long heartbeatInterval = 45_000;
    volatile long refusedIntents;
    volatile int startsLeft = 1000;

    /// An id beyond what doubles keep exactly.
    String nextId() {
        return Long.toString(ids.addAndGet(4_194_305));
    }

    /// Lets one more bot in.
    public DiscordBot bot(String token) {
        return bots.computeIfAbsent(token, key -> new DiscordBot(key, nextId(), "Bot " + bots.size()));
    }

    /// The address of the API.
    public URI api() {
        return wire.address("http", "/api/v10");
    }

    WireServer wire() {
        return wire;
    }

    String gateway(String path) {
        return wire.address("ws", path).toString();
    }

    @Override
    public Answer handle(WireMessage request) throws Exception {
        if (request.upgrade()) {
            attempts.incrementAndGet();
            boolean right = request.query("v").equals("10") && request.query("encoding").equals("json");
            return right ? Answer.UPGRADE : Answer.status(400);
        }
        if (silent) {
            attempts.incrementAndGet();
            closed.await();
            return Answer.status(-1);
        }
        return rest.answer(request);
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws Exception {
        sockets.add(socket);
        DiscordSession session = null;
        try {
            if (!silent) {
                socket.send(DiscordSession.frame(10, Map.of("heartbeat_interval", heartbeatInterval), null, null));
            }
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                if (!silent) {
                    session = take(bytes, socket, session);
                }
            }
            closings.add(socket.closeReason());
        } catch (Refusal refusal) {
            socket.close(refusal.code, refusal.getMessage());
        } finally {
            sockets.remove(socket);
            if (session != null) {
                session.detach(socket);
            }
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int code;

        Refusal(int code, String reason) {
            super(reason);
            this.code = code;
        }
    }

    private DiscordSession take(byte[] bytes, WireSocket socket, DiscordSession session) throws IOException {
        if (bytes.length > LONGEST_FRAME) {
            throw new Refusal(4002, "Error while decoding payload.");
        }
        JsonNode frame = Json.parse(bytes);
        JsonNode data = frame.path("d");
        switch (Json.text(frame, "op")) {
            case "1" -> {
                beats.incrementAndGet();
                if (!deafToBeats) {
                    socket.send(DiscordSession.frame(11, null, null, null));
                }
                return session;
            }
            case "2" -> {
                if (session != null) {
                    throw new Refusal(4005, "Already authenticated.");
                }
                return identify(data, socket);
            }
            case "6" -> {
                return resume(data, socket);
            }
            case "3", "4", "8" -> {
                if (session == null) {
                    throw new Refusal(4003, "Not authenticated.");
                }
                return session;
            }
            default -> throw new Refusal(4001, "Unknown opcode.");
        }
    }

    private DiscordBot bot(JsonNode data) {
        DiscordBot bot = bots.get(Json.text(data, "token"));
        if (bot == null || refusing) {
            throw new Refusal(4004, "Authentication failed.");
        }
        return bot;
    }

    private DiscordSession identify(JsonNode data, WireSocket socket) {
        identifies.incrementAndGet();
        DiscordBot bot = bot(data);
        long intents = Json.number(data, "intents");
        if (!data.path("properties").isObject() || !data.has("intents")) {
            throw new Refusal(4002, "Error while decoding payload.");
        }
        if (intents < 0 || intents >= 1 << 27) {
            throw new Refusal(4013, "Invalid intent(s).");
        }
        if ((intents & PRIVILEGED & refusedIntents) != 0) {
            throw new Refusal(4014, "Disallowed intent(s).");
        }
        DiscordSession session = new DiscordSession("s" + nextId(), bot, intents);
        sessions.put(session.id, session);
        session.attach(socket);
        session.dispatch("READY", Map.of("v", 10, "user", bot.user(), "guilds", List.of(Map.of("id", GUILD, "unavailable", true)),
                "session_id", session.id, "resume_gateway_url", gateway("/resume"), "session_type", "normal", "private_channels",
                List.of(), "application", Map.of("id", bot.id(), "flags", 1 << 18), "shard", List.of(0, 1)));
        session.dispatch("GUILD_CREATE", DiscordObjects.guildWithChannels(bot));
        return session;
    }

    private DiscordSession resume(JsonNode data, WireSocket socket) throws IOException {
        resumes.incrementAndGet();
        bot(data);
        DiscordSession session = sessions.get(Json.text(data, "session_id"));
        if (session == null || !session.resume(socket, Json.number(data, "seq"))) {
            socket.send(DiscordSession.frame(9, false, null, null));
            return null;
        }
        return session;
    }

    /// Brings an event to every session. What bots may not read without the intent is left empty.
    void dispatch(String type, Map<String, Object> data) {
        sessions.values().forEach(session -> session.dispatch(type, seenBy(session, data)));
    }

    Map<String, Object> seenBy(DiscordSession session, Map<String, Object> data) {
        if ((session.intents & MESSAGE_CONTENT) != 0 || !data.containsKey("guild_id") || !data.containsKey("content")
                || String.valueOf(data.get("content")).contains("<@" + session.bot.id() + ">")) {
            return data;
        }
        Map<String, Object> blank = new ConcurrentHashMap<>(data);
        blank.putAll(Map.of("content", "", "attachments", List.of(), "embeds", List.of()));
        return blank;
    }

    /// Says something to every connection.
    void toAll(BiConsumer<WireSocket, DiscordServer> words) {
        sockets.forEach(socket -> words.accept(socket, this));
    }

    /// Says the same frame to every connection.
    void say(String frame) {
        toAll((socket, _) -> {
            try {
                socket.send(frame);
            } catch (IOException gone) {
                socket.abort();
            }
        });
    }

    /// Forgets the sessions: who wants to resume has to log in anew.
    void forgetSessions() {
        sessions.clear();
    }

    void drop() {
        sockets.forEach(WireSocket::abort);
    }

    @Override
    public void close() {
        closed.countDown();
        wire.close();
    }

    /// Starts the fake by hand: `[token]`; each line that is typed is said by Ann in the channel.
    public static void main(String[] args) throws Exception {
        try (DiscordServer server = new DiscordServer()) {
            DiscordBot bot = server.bot(args.length > 0 ? args[0] : "the-token");
            System.out.println("api_url " + server.api() + ", token " + bot.token() + ", channel " + CHANNEL);
            server.rest.onSent(message -> System.out.println("sent " + message));
            var in = new java.io.BufferedReader(
                    new java.io.InputStreamReader(System.in, java.nio.charset.StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("drop")) {
                    server.drop();
                } else {
                    server.dispatch("MESSAGE_CREATE",
                            DiscordObjects.message(server.nextId(), CHANNEL, GUILD, DiscordObjects.person(ANN, "Ann"), line));
                }
            }
        }
    }
}
