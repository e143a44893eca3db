package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The fake as the contract kit, and tests of the whole host, want it. Thread-safe.
public final class DiscordFake implements FakeIm {
    private static final String TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.token.";
    private static final int PIECES = 60;
    private static final int UPLOAD = 100_000;
    private static final int REVOKED = 4004;

    private final DiscordServer server = new DiscordServer();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final AtomicInteger bots = new AtomicInteger();

    public DiscordFake() {
        server.heartbeatInterval = 1_500;
    }

    /// The server behind it.
    public DiscordServer server() {
        return server;
    }

    @Override
    public Map<String, List<String>> config() {
        DiscordBot bot = server.bot(TOKEN + bots.incrementAndGet());
        return Map.of("token", List.of(bot.token()), "api_url", List.of(server.api().toString()), "login_timeout", List.of("2s"));
    }

    @Override
    public int connections() {
        return server.sockets.size();
    }

    @Override
    public int attempts() {
        return server.attempts.get();
    }

    private Map<String, Object> message(Chat chat, Map<String, Object> author, String messageId, String text) {
        String id = ids.computeIfAbsent(messageId, _ -> server.nextId());
        return chat.shared()
                ? DiscordObjects.message(id, chat.id(), DiscordServer.GUILD, author, text)
                : DiscordObjects.message(id, server.rest.direct(chat.id()), "", author, text);
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.dispatch("MESSAGE_CREATE", message(chat, DiscordObjects.person(sender.id(), sender.name()), messageId, text));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        server.sessions.values()
                .forEach(session -> session.dispatch("MESSAGE_CREATE", message(chat, session.bot.user(), messageId, text)));
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        deliverSlowly(chat, sender, messageId, text, Duration.ofMillis(1), PIECES);
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        deliverSlowly(chat, sender, messageId, text, pause, 2);
    }

    private void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause, int pieces) {
        Map<String, Object> message = message(chat, DiscordObjects.person(sender.id(), sender.name()), messageId, text);
        server.sessions.values().forEach(session -> session.dispatchSlowly("MESSAGE_CREATE", message, pieces, pause));
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"op\":0,\"t\":\"MESS", "[]", "null", "7", "\"text\"", "{\"op\":{}}", "{\"op\":0}",
                "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"d\":null}", "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"d\":{\"author\":[]}}",
                "{\"op\":0,\"t\":\"GUILD_CREATE\",\"d\":7}", "{\"op\":99,\"d\":{}}",
                "{\"op\":0,\"t\":\"GUILD_MEMBER_ADD\",\"d\":{}}")) {
            server.say(nonsense);
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        server.toAll((socket, _) -> {
            try {
                socket.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array());
            } catch (IOException gone) {
                socket.abort();
            }
        });
    }

    @Override
    public void dropConnections() {
        server.drop();
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.wire().listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.refusing = refuse;
    }

    @Override
    public void revokeLogin() {
        server.refusing = true;
        for (WireSocket socket : server.sockets) {
            socket.close(REVOKED, "Authentication failed.");
        }
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent = silent;
    }

    private void onSends(boolean on, Supplier<Answer> answer) {
        server.rest.onSends(on ? answer : () -> null);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        onSends(leave, () -> {
            try {
                server.closed.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return Answer.status(-1);
        });
    }

    @Override
    public void dieAtSend(boolean die) {
        onSends(die, () -> {
            server.drop();
            return Answer.status(-1);
        });
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.wire().breakAfter(die ? UPLOAD : Integer.MAX_VALUE);
    }

    @Override
    public void limitRate(Duration wait) {
        onSends(!wait.isZero(), () -> DiscordRest.limited(wait.toMillis() / 1000.0, false));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        onSends(limit, () -> new Answer(429, "text/html", "<html>blocked</html>".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void rejectMessages(boolean reject) {
        onSends(reject, () -> DiscordRest.invalidContent("CONTENT_BLOCKED", "Your message could not be sent."));
    }

    @Override
    public void failSends(boolean fail) {
        onSends(fail, () -> new Answer(502, "text/html", "<html>Bad Gateway</html>".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String unknownPerson() {
        return DiscordRest.STRANGER;
    }

    @Override
    public List<SentCall> sent() {
        return server.rest.sent.stream().map(DiscordFake::shown).toList();
    }

    @Override
    public List<SentCall> edited() {
        return server.rest.edited.stream().map(DiscordFake::shown).toList();
    }

    /// As a client of Discord shows it: a backslash before a sign is not seen.
    private static SentCall shown(DiscordRest.Sent message) {
        String content = Json.text(message.payload(), "content").replaceAll("\\\\([^0-9A-Za-z\\s])", "$1");
        return new SentCall(message.person().isEmpty() ? Target.group(message.channel()) : Target.person(message.person()),
                content);
    }

    /// Also says what the adapter did that Discord does not allow.
    @Override
    public void close() {
        server.close();
        if (!server.rest.complaints.isEmpty()) {
            throw new AssertionError("the protocol was broken: " + server.rest.complaints);
        }
    }
}
