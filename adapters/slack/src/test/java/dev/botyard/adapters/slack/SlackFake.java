package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.slack.SlackServer.Bot;
import dev.botyard.adapters.slack.SlackServer.Call;
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
import java.util.function.Function;

/// The Slack of the tests as the contract kit wants it.
public final class SlackFake implements FakeIm {
    private static final String POST = "chat.postMessage";
    private static final int PIECES = 60;
    private static final int UPLOAD = 100_000;

    final SlackServer server = new SlackServer();
    private final Map<String, String> stamps = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> config() {
        Bot bot = server.bot();
        return Map.of("bot_token", List.of(bot.token), "app_token", List.of(bot.appToken), "base_url",
                List.of(server.url().toString()),
                "heartbeat", List.of("900ms"));
    }

    @Override
    public int connections() {
        return server.bots().stream().mapToInt(bot -> bot.sockets.size()).sum();
    }

    @Override
    public int attempts() {
        return server.count("auth.test");
    }

    private String event(Chat chat, String user, String messageId, String text) {
        String stamp = stamps.computeIfAbsent(messageId, _ -> server.stamp());
        return Json.object(out -> {
            out.writeStringProperty("type", "message");
            out.writeStringProperty("channel", chat.shared() ? chat.id() : "D" + chat.id());
            out.writeStringProperty("channel_type", chat.shared() ? "channel" : "im");
            out.writeStringProperty("user", user);
            out.writeStringProperty("text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            out.writeStringProperty("ts", stamp);
            out.writeStringProperty("event_ts", stamp);
        });
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.bots().forEach(bot -> server.tell(bot, "Ev" + messageId, event(chat, sender.id(), messageId, text)));
    }

    /// A frame as it would be sent, for those that are broken on the way.
    private String frame(Chat chat, Person sender, String messageId, String text) {
        return SlackServer.frame("odd-" + messageId, "events_api", "{\"event_id\":\"Ev" + messageId + "\",\"event\":"
                + event(chat, sender.id(), messageId, text) + "}");
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        onSockets(socket -> socket.sendSlowly(frame(chat, sender, messageId, text), PIECES, Duration.ofMillis(1)));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        onSockets(socket -> socket.sendSlowly(frame(chat, sender, messageId, text), 2, pause));
    }

    private interface Step {
        void on(WireSocket socket) throws IOException;
    }

    private void onSockets(Step step) {
        server.bots().stream().flatMap(bot -> bot.sockets.stream()).forEach(socket -> {
            try {
                step.on(socket);
            } catch (IOException gone) {
                socket.abort();
            }
        });
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"type\":", "[]", "null", "7", "{}", "{\"type\":\"events_api\"}",
                "{\"type\":\"events_api\",\"envelope_id\":\"odd-1\",\"payload\":7}",
                "{\"type\":\"events_api\",\"envelope_id\":\"odd-2\",\"payload\":{\"event\":{\"type\":\"message\",\"channel\":[],\"ts\":7}}}",
                "{\"type\":\"events_api\",\"envelope_id\":\"odd-3\",\"payload\":{\"event\":{\"type\":\"message\",\"channel\":\"C1\",\"ts\":\"1.1\"}}}",
                "{\"type\":\"interactive\",\"envelope_id\":\"odd-4\",\"payload\":{\"type\":\"block_actions\",\"actions\":7}}",
                "{\"type\":\"events_api\",\"envelope_id\":\"odd-5\",\"payload\":{\"event\":{\"type\":\"message\",\"subtype\":\"message_changed\","
                        + "\"channel\":\"C1\",\"ts\":\"1.1\",\"message\":null}}}")) {
            onSockets(socket -> socket.send(nonsense));
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        onSockets(socket -> socket.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array()));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        server.bots().forEach(bot -> server.tell(bot, "Ev" + messageId, event(chat, bot.userId, messageId, text)));
    }

    @Override
    public void dropConnections() {
        onSockets(WireSocket::abort);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.wire().listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.fault("auth.test", refuse ? _ -> SlackServer.refused("invalid_auth") : null);
    }

    @Override
    public void revokeLogin() {
        for (Bot bot : server.bots()) {
            bot.refusal = "token_revoked";
            server.tell(bot, "Ev-revoked",
                    "{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[],\"bot\":[\"" + bot.userId + "\"]}}");
        }
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent = silent;
        if (silent) {
            onSockets(WireSocket::deafen);
        }
    }

    private void onSend(boolean on, Function<Call, Answer> answer) {
        server.fault(POST, on ? answer : null);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        onSend(leave, _ -> server.never());
    }

    @Override
    public void dieAtSend(boolean die) {
        onSend(die, _ -> {
            dropConnections();
            return Answer.status(-1);
        });
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.wire().breakAfter(die ? UPLOAD : Integer.MAX_VALUE);
    }

    private static Answer limited(Map<String, String> headers) {
        return new Answer(429, "application/json", "{\"ok\":false,\"error\":\"ratelimited\"}".getBytes(StandardCharsets.UTF_8),
                headers);
    }

    @Override
    public void limitRate(Duration wait) {
        onSend(!wait.isZero(), _ -> limited(Map.of("Retry-After", Long.toString(wait.toSeconds()))));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        onSend(limit, _ -> SlackServer.refused("rate_limited"));
    }

    @Override
    public void rejectMessages(boolean reject) {
        onSend(reject, _ -> SlackServer.refused("restricted_action"));
    }

    @Override
    public void failSends(boolean fail) {
        onSend(fail, _ -> Answer.status(503));
    }

    @Override
    public String unknownPerson() {
        return "U404";
    }

    @Override
    public List<SentCall> sent() {
        return server.calls.stream().filter(call -> call.method().equals(POST)).map(SlackFake::sent).toList();
    }

    @Override
    public List<SentCall> edited() {
        return server.calls.stream().filter(call -> call.method().equals("chat.update")).map(SlackFake::sent).toList();
    }

    private static SentCall sent(Call call) {
        String channel = call.params().getOrDefault("channel", "");
        String text = call.params().getOrDefault("text", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return new SentCall(channel.startsWith("D") ? Target.person(channel.substring(1)) : Target.group(channel), text);
    }

    /// Also says what the adapter did that Slack would not have.
    @Override
    public void close() {
        server.close();
        if (!server.complaints.isEmpty()) {
            throw new AssertionError("Slack would complain: " + server.complaints);
        }
    }
}
