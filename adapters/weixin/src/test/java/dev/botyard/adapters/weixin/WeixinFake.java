package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.ilink.IlinkFault;
import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.FaultyWire;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// The iLink fake as the contract kit wants it. Reply windows are switched off: the kit writes to people who have not written.
final class WeixinFake implements FakeIm {
    /// More than the adapter reads of one answer.
    private static final int OVERSIZED = 17 << 20;
    private static final Duration HOLD = Duration.ofSeconds(5);
    private static final List<String> CALLS = List.of("notifystart", "notifystop", "getupdates", "sendmessage");

    private final IlinkServer server = new IlinkServer(0);
    private final FaultyWire wire = new FaultyWire(server.url().getPort(), "/getupdates", "/upload?");
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final AtomicInteger bots = new AtomicInteger();

    /// Only the end of its hold shows the server that the client of a poll is gone; until then the socket stays open.
    WeixinFake() {
        server.hold(HOLD.toMillis());
    }

    /// The route tag means nothing here; it tells one bot from another.
    @Override
    public Map<String, List<String>> config() {
        return Map.of("route_tag", List.of("b0t" + bots.incrementAndGet()), "base_url", List.of(wire.url().toString()), "cdn_url",
                List.of(wire.url() + "/c2c"), "window",
                List.of("0s"));
    }

    @Override
    public void logIn(Map<String, List<String>> config, KeyValueStore storage) {
        String bot = config.get("route_tag").getFirst();
        new Credentials(server.anotherToken(), wire.url(), bot + "@im.bot", IlinkServer.ANN).write(storage);
    }

    @Override
    public int connections() {
        return wire.connections();
    }

    @Override
    public int attempts() {
        return (int) server.count("notifystart");
    }

    /// The platform's ids are numbers.
    private String id(String messageId) {
        return ids.computeIfAbsent(messageId, _ -> server.nextId());
    }

    private static String item(String text) {
        return "{\"type\":1,\"text_item\":" + Json.object(out -> out.writeStringProperty("text", text)) + "}";
    }

    private static void requirePrivate(Chat chat) {
        if (chat.shared()) {
            throw new IllegalArgumentException("iLink has no groups");
        }
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        requirePrivate(chat);
        String id = id(messageId);
        server.deliver(IlinkServer.message(id, sender.id(), System.currentTimeMillis(), "context-" + id, item(text)));
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        wire.cutUp();
        deliver(chat, sender, messageId, text);
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        var over = wire.pauseAt("context-" + id(messageId), pause);
        deliver(chat, sender, messageId, text);
        try {
            over.await(pause.plus(Patience.SOON).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"message_id\":7}", "[1,\"x\",null]", "null", "\"text\"", "{\"item_list\":{}}",
                "{\"message_type\":2,\"to_user_id\":null}")) {
            server.deliver(nonsense);
        }
    }

    /// In place of one answer. The message that ends the open poll is none.
    @Override
    public void deliverOversized() {
        server.fail("getupdates", IlinkFault.answer("{\"ret\":0,\"odd\":\"" + "x".repeat(OVERSIZED) + "\"}").times(1));
        server.deliver("{}");
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        requirePrivate(chat);
        server.deliver("{\"message_id\":" + id(messageId) + ",\"from_user_id\":\"" + IlinkServer.BOT + "\",\"to_user_id\":\""
                + chat.id() + "\",\"message_type\":2,\"message_state\":2,\"item_list\":[" + item(text) + "]}");
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

    private void fault(String call, boolean on, IlinkFault fault) {
        if (on) {
            server.fail(call, fault);
        } else {
            server.mend(call);
        }
    }

    @Override
    public void refuseLogin(boolean refuse) {
        fault("notifystart", refuse, IlinkFault.answer("{\"ret\":0,\"errcode\":-14,\"errmsg\":\"session timeout\"}"));
    }

    @Override
    public void revokeLogin() {
        server.expire();
    }

    @Override
    public void fallSilent(boolean silent) {
        CALLS.forEach(call -> fault(call, silent, IlinkFault.silence()));
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        fault("sendmessage", leave, IlinkFault.silence());
    }

    @Override
    public void dieAtSend(boolean die) {
        server.whenSent(die ? this::dropConnections : () -> {});
        fault("sendmessage", die, IlinkFault.broken());
    }

    @Override
    public void dieAtUpload(boolean die) {
        wire.dieAtUpload(die);
    }

    @Override
    public void limitRate(Duration wait) {
        fault("sendmessage", !wait.isZero(), IlinkFault.status(429, Map.of("Retry-After", Long.toString(wait.toSeconds()))));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault("sendmessage", limit, IlinkFault.status(429, Map.of()));
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault("sendmessage", reject, IlinkFault.answer("{\"ret\":-2,\"errmsg\":\"param error\"}"));
    }

    @Override
    public void failSends(boolean fail) {
        fault("sendmessage", fail, IlinkFault.status(502, Map.of()));
    }

    @Override
    public List<SentCall> sent() {
        return server.sent().stream().map(WeixinFake::sent).toList();
    }

    private static SentCall sent(JsonNode message) {
        String text = Json.text(message.path("item_list").path(0).path("text_item"), "text");
        return new SentCall(Target.person(Json.text(message, "to_user_id")), text);
    }

    /// Also says what the adapter did that the protocol does not allow.
    @Override
    public void close() {
        wire.close();
        server.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("the protocol was broken: " + server.complaints());
        }
    }
}
