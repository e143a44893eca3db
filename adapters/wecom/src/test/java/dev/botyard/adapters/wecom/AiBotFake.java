package dev.botyard.adapters.wecom;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The long connection as the contract kit wants it.
final class AiBotFake implements FakeIm {
    private static final List<String> SENDS = List.of("aibot_send_msg", "aibot_respond_msg");

    final AiBotServer server = new AiBotServer();
    private final AtomicInteger bots = new AtomicInteger();

    @Override
    public Map<String, List<String>> config() {
        return Map.of("bot_id", List.of("aib-" + bots.incrementAndGet()), "secret", List.of(AiBotServer.SECRET), "socket_url",
                List.of(server.address().toString()), "heartbeat", List.of("1s"));
    }

    @Override
    public int connections() {
        return server.sockets.size();
    }

    @Override
    public int attempts() {
        return server.attempts.get();
    }

    private String frame(Chat chat, Person sender, String messageId, String text) {
        return server.frame(messageId, chat.id(), chat.shared(), sender.id(), AiBotServer.text(chat.shared(), text));
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.deliver(frame(chat, sender, messageId, text));
    }

    private interface Deed {
        void to(WireSocket socket) throws IOException;
    }

    private void toAll(Deed deed) {
        for (WireSocket socket : server.sockets) {
            try {
                deed.to(socket);
            } catch (IOException gone) {
                // Whoever is away misses it.
            }
        }
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        String frame = frame(chat, sender, messageId, text);
        toAll(socket -> socket.sendSlowly(frame, frame.length() / 5, Duration.ZERO));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        String frame = frame(chat, sender, messageId, text);
        toAll(socket -> socket.sendSlowly(frame, 2, pause));
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{nonsense", "[1,null]", "\"text\"", "{\"cmd\":\"aibot_msg_callback\"}",
                "{\"cmd\":7,\"body\":[]}",
                "{\"cmd\":\"aibot_event_callback\",\"headers\":null,\"body\":{\"event\":{}}}",
                "{\"cmd\":\"aibot_msg_callback\",\"headers\":{\"req_id\":\"x\"},\"body\":{\"from\":{\"userid\":\"1\"}}}",
                "{\"headers\":{\"req_id\":\"unknown\"},\"errcode\":0}")) {
            server.deliver(nonsense);
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        toAll(socket -> socket.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array()));
    }

    @Override
    public void dropConnections() {
        server.sockets.forEach(WireSocket::abort);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.refuseLogin = refuse;
    }

    @Override
    public void revokeLogin() {
        server.refuseLogin = true;
        server.sockets.forEach(server::displace);
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent = silent;
        if (silent) {
            server.sockets.forEach(WireSocket::deafen);
        }
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        server.unanswered = leave;
    }

    @Override
    public void dieAtSend(boolean die) {
        server.dieAtSend = die;
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.dieAtUpload = die;
        server.sockets.forEach(socket -> socket.breakAfter(die ? 100_000 : Integer.MAX_VALUE));
    }

    private void fault(boolean on, int code) {
        SENDS.forEach(command -> server.fault(command, on ? code : 0));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault(limit, 45009);
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault(reject, 40058);
    }

    @Override
    public void failSends(boolean fail) {
        fault(fail, -1);
    }

    @Override
    public String unknownPerson() {
        return "nobody";
    }

    @Override
    public List<SentCall> sent() {
        return server.all.stream()
                .map(it -> new SentCall(it.group() ? Target.group(it.chat()) : Target.person(it.chat()), it.text())).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
