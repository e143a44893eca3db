package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.qqbot.played.PlayedBot;
import dev.botyard.adapters.qqbot.played.QqChats;
import dev.botyard.adapters.qqbot.played.QqChats.Fault;
import dev.botyard.adapters.qqbot.played.QqServer;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The played platform as the contract kit wants it, over the gateway.
class QqBotFake implements FakeIm {
    static final List<String> NONSENSE = List.of("{\"op\":", "[]", "null", "7", "{}", "{\"op\":\"x\"}",
            "{\"op\":0,\"t\":null,\"d\":null}", "{\"op\":0,\"s\":\"x\",\"t\":\"C2C_MESSAGE_CREATE\",\"d\":7}",
            "{\"op\":0,\"t\":\"GROUP_AT_MESSAGE_CREATE\",\"d\":{\"author\":[],\"id\":{}}}", "{\"op\":99,\"d\":[]}");
    private static final int PIECES = 60;
    private static final int UPLOAD = 100_000;
    private static final int BEAT = 800;

    final QqServer server = new QqServer().heartbeat(BEAT);
    final List<PlayedBot> bots = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    @Override
    public Map<String, List<String>> config() {
        PlayedBot bot = server.bot("10200" + bots.size(), "the-app-secret-" + bots.size());
        bots.add(bot);
        server.refuse(refusing);
        return Map.of("app_id", List.of(bot.appId()), "client_secret", List.of(bot.secret()), "base_url", List.of(server.url()),
                "token_url", List.of(server.tokenUrl()));
    }

    @Override
    public int connections() {
        return server.sockets().size();
    }

    /// Each attempt begins with a token.
    @Override
    public int attempts() {
        return server.logins();
    }

    void deliver(Chat chat, Person sender, String messageId, String text, PlayedBot.Sending sending) {
        if (chat.shared()) {
            server.chats().inGroup(chat.id(), sender.id(), messageId, text, sending);
        } else {
            server.chats().inPrivate(sender.id(), messageId, text, sending);
        }
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        deliver(chat, sender, messageId, text, WireSocket::send);
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        deliver(chat, sender, messageId, text, (socket, frame) -> socket.sendSlowly(frame, PIECES, Duration.ofMillis(1)));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        deliver(chat, sender, messageId, text, (socket, frame) -> socket.sendSlowly(frame, 2, pause));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        for (PlayedBot bot : bots) {
            server.tell("GROUP_MESSAGE_CREATE", "GROUP_MESSAGE_CREATE:" + messageId,
                    QqChats.grouped(chat.id(), bot.id(), "ITSELF", messageId, text, Instant.now()));
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : NONSENSE) {
            onSockets(socket -> socket.send(nonsense));
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        onSockets(socket -> socket.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array()));
    }

    private interface Writing {
        void to(WireSocket socket) throws IOException;
    }

    private void onSockets(Writing writing) {
        for (WireSocket socket : server.sockets()) {
            try {
                writing.to(socket);
            } catch (IOException gone) {
                socket.abort();
            }
        }
    }

    @Override
    public void dropConnections() {
        server.sockets().forEach(WireSocket::abort);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        refusing = refuse;
        server.refuse(refuse);
    }

    @Override
    public void revokeLogin() {
        server.revoke();
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent(silent);
    }

    private void fault(Fault fault, boolean on) {
        server.chats().fault(on ? fault : Fault.NONE);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        fault(Fault.UNANSWERED, leave);
    }

    @Override
    public void dieAtSend(boolean die) {
        fault(Fault.DEATH, die);
    }

    @Override
    public void limitRate(Duration wait) {
        fault(Fault.SLOW_DOWN, !wait.isZero());
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault(Fault.SLOW_DOWN_SOMEHOW, limit);
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault(Fault.REJECTED, reject);
    }

    @Override
    public void failSends(boolean fail) {
        fault(Fault.BROKEN, fail);
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.breakAfter(die ? UPLOAD : Integer.MAX_VALUE);
    }

    @Override
    public String unknownPerson() {
        return QqChats.STRANGER;
    }

    @Override
    public List<SentCall> sent() {
        return server.chats().messages().stream()
                .map(call -> new SentCall(
                        call.scope().equals("/v2/users") ? Target.person(call.chat()) : Target.group(call.chat()),
                        call.text()))
                .toList();
    }

    /// Also says what the adapter did that the protocol does not allow.
    @Override
    public void close() {
        server.close();
        if (!server.chats().complaints().isEmpty()) {
            throw new AssertionError("the protocol was broken: " + server.chats().complaints());
        }
    }
}
