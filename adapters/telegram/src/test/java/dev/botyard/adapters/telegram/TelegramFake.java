package dev.botyard.adapters.telegram;

import dev.botyard.adapters.telegram.TelegramServer.Call;
import dev.botyard.adapters.telegram.TelegramServer.Fault;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.FaultyWire;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The fake as the contract kit wants it, polled or calling.
final class TelegramFake implements FakeIm {
    private static final int OVERSIZED = 17 << 20;

    final TelegramServer server = new TelegramServer(0, true);
    private final FaultyWire wire = new FaultyWire(server.port(), "/getUpdates", "/send");
    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final String webhook;

    private TelegramFake(String webhook) {
        this.webhook = webhook;
    }

    static TelegramFake polled() {
        return new TelegramFake("");
    }

    /// @param host where this host is reached
    static TelegramFake calling(URI host) {
        return new TelegramFake(host + "/api/telegram/receive");
    }

    @Override
    public Map<String, List<String>> config() {
        Map<String, List<String>> config = new HashMap<>(Map.of("token", List.of(server.bot().token), "base_url",
                List.of(wire.url().toString()), "poll_timeout", List.of("5s")));
        if (!webhook.isEmpty()) {
            config.put("transport", List.of("webhook"));
            config.put("webhook_url", List.of(webhook));
        }
        return config;
    }

    @Override
    public int connections() {
        return wire.connections();
    }

    @Override
    public int attempts() {
        return server.calls("getMe").size();
    }

    private long id(String messageId) {
        return ids.computeIfAbsent(messageId, _ -> server.nextId());
    }

    private static String update(Chat chat, Person sender, long id, String text) {
        return TelegramServer.head(chat.id(), chat.shared() ? "supergroup" : "private", sender.id(), sender.name(), id)
                + ",\"text\":"
                + TelegramBot.quoted(text) + "}}";
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.deliver(update(chat, sender, id(messageId), text));
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        wire.cutUp();
        deliver(chat, sender, messageId, text);
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        CountDownLatch over = wire.pauseAt("\"message_id\":" + id(messageId), pause);
        deliver(chat, sender, messageId, text);
        try {
            over.await(pause.plus(Patience.SOON).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"update_id\":%ID%}", "{\"update_id\":%ID%,\"message\":7}",
                "{\"update_id\":%ID%,\"message\":{}}",
                "{\"update_id\":%ID%,\"message\":{\"message_id\":1,\"chat\":[]}}", "{\"update_id\":%ID%,\"callback_query\":{}}",
                "{\"update_id\":%ID%,\"message\":{\"message_id\":1,\"media_group_id\":\"7\",\"chat\":null}}")) {
            server.deliver(nonsense);
        }
    }

    @Override
    public void deliverOversized() {
        server.deliver("{\"update_id\":%ID%,\"message\":{\"odd\":\"" + "x".repeat(OVERSIZED) + "\"}}");
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        String bot = server.calls("getMe").getLast().bot().id;
        server.deliver(update(chat, Person.of(bot, "Bot"), id(messageId), text));
    }

    @Override
    public void dropConnections() {
        try {
            wire.drop();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void refuseConnections(boolean refuse) {
        wire.listening(!refuse);
    }

    private void fault(String method, boolean on, int status, String body) {
        if (on) {
            server.fault(method, new Fault(status, body));
        } else {
            server.mend(method);
        }
    }

    private static String refusal(int code, String words, String more) {
        return "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + words + "\"" + more + "}";
    }

    @Override
    public void refuseLogin(boolean refuse) {
        fault("getMe", refuse, 401, refusal(401, "Unauthorized", ""));
    }

    @Override
    public void revokeLogin() {
        server.revokeAll();
    }

    @Override
    public void fallSilent(boolean silent) {
        for (String method : List.of("getMe", "getUpdates", "send", "setWebhook")) {
            fault(method, silent, -1, "");
        }
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        fault("send", leave, -1, "");
    }

    @Override
    public void dieAtSend(boolean die) {
        server.whenSent(die ? this::dropConnections : () -> {});
        fault("send", die, 0, "");
    }

    @Override
    public void dieAtUpload(boolean die) {
        wire.dieAtUpload(die);
    }

    @Override
    public void limitRate(Duration wait) {
        long seconds = wait.toSeconds();
        fault("send", seconds > 0, 429,
                refusal(429, "Too Many Requests: retry after " + seconds, ",\"parameters\":{\"retry_after\":" + seconds + "}"));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault("send", limit, 429, refusal(429, "Too Many Requests", ""));
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault("send", reject, 400, refusal(400, "Bad Request: not enough rights to send text messages to the chat", ""));
    }

    @Override
    public void failSends(boolean fail) {
        fault("send", fail, 502, "<html>502 Bad Gateway</html>");
    }

    @Override
    public String unknownPerson() {
        server.unknown("404404404");
        return "404404404";
    }

    @Override
    public List<SentCall> sent() {
        return server.sent().stream().map(TelegramFake::sent).toList();
    }

    @Override
    public List<SentCall> edited() {
        return server.calls("editMessageText").stream().map(TelegramFake::sent).toList();
    }

    /// Here people have short ids that begin with 4.
    private static SentCall sent(Call call) {
        String chat = call.text("chat_id");
        String text = call.text("text").isEmpty() ? call.text("caption") : call.text("text");
        return new SentCall(chat.startsWith("4") ? Target.person(chat) : Target.group(chat), text);
    }

    /// Also says what the adapter did that the platform does not allow.
    @Override
    public void close() {
        wire.close();
        server.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("the platform would have refused: " + server.complaints());
        }
    }
}
