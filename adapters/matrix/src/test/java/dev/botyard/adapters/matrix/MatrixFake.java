package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.matrix.MatrixServer.Call;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;

/// The homeserver of the tests as the contract kit wants it. People and groups are named as the kit names them.
public final class MatrixFake implements FakeIm {
    private static final String SEND = "PUT m.room.message";
    private static final String NEW = "m.new_content";
    private static final int UPLOAD = 100_000;

    final MatrixServer server = new MatrixServer();

    /// One group and one private chat are there already.
    public MatrixFake() {
        server.room("900");
        server.partners.put("!dm42", "42");
        server.room("!dm42");
    }

    @Override
    public Map<String, List<String>> config() {
        return Map.of("homeserver", List.of(server.url().toString()), "access_token", List.of(server.bot().token), "poll",
                List.of("500ms"));
    }

    @Override
    public int connections() {
        return server.polls();
    }

    @Override
    public int attempts() {
        return (int) server.calls.stream().filter(call -> call.name().equals("GET whoami")).count();
    }

    private static String room(Chat chat) {
        return chat.shared() ? chat.id() : "!dm" + chat.id();
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.tell(room(chat), MatrixServer.text("$" + messageId, sender.id(), text), "");
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        server.slowly("$" + messageId, Duration.ZERO);
        deliver(chat, sender, messageId, text);
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        var over = server.slowly("$" + messageId, pause);
        deliver(chat, sender, messageId, text);
        try {
            over.await(pause.plus(Patience.SOON).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("7", "null", "[]", "\"x\"", "{}", "{\"type\":\"m.room.message\"}",
                "{\"type\":\"m.room.message\",\"event_id\":\"$x\",\"sender\":\"42\",\"content\":7}",
                "{\"type\":\"m.room.message\",\"event_id\":\"$y\",\"sender\":\"42\",\"content\":{}}",
                "{\"type\":\"m.room.member\",\"event_id\":\"$z\",\"sender\":\"42\",\"content\":{\"membership\":[]},\"unsigned\":7}",
                "{\"type\":\"m.room.redaction\",\"event_id\":7,\"sender\":{},\"content\":{\"redacts\":null}}")) {
            server.tell("900", nonsense, "");
        }
    }

    @Override
    public void deliverOversized() {
        server.oversized = true;
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        server.bots().forEach(
                bot -> server.tell(room(chat), MatrixServer.text("$" + messageId + bot.userId, bot.userId, text), bot.userId));
    }

    @Override
    public void dropConnections() {
        Awaitility.await("a poll is open").atMost(Patience.SOON).until(() -> server.polls() > 0);
        server.drop();
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.wire().listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.fault("GET whoami", refuse ? _ -> MatrixServer.refused(401, "M_UNKNOWN_TOKEN") : null);
    }

    @Override
    public void revokeLogin() {
        server.bots().forEach(bot -> bot.revoked = true);
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent = silent;
    }

    private interface Reaction {
        Answer to(Call call) throws InterruptedException;
    }

    private void onSend(boolean on, Reaction reaction) {
        Function<Call, Answer> answer = call -> {
            try {
                return reaction.to(call);
            } catch (InterruptedException closing) {
                return Answer.status(-1);
            }
        };
        server.fault(SEND, on ? answer : null);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        onSend(leave, _ -> server.never());
    }

    @Override
    public void dieAtSend(boolean die) {
        onSend(die, _ -> {
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
        onSend(!wait.isZero(), _ -> MatrixServer.refused(429, "M_LIMIT_EXCEEDED", ",\"retry_after_ms\":1",
                Map.of("Retry-After", Long.toString(wait.toSeconds()))));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        onSend(limit, _ -> MatrixServer.refused(429, "M_LIMIT_EXCEEDED"));
    }

    @Override
    public void rejectMessages(boolean reject) {
        onSend(reject, _ -> MatrixServer.refused(403, "M_FORBIDDEN"));
    }

    @Override
    public void failSends(boolean fail) {
        onSend(fail, _ -> new Answer(502, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String unknownPerson() {
        return "@nobody:fake";
    }

    @Override
    public List<SentCall> sent() {
        return server.calls.stream().filter(call -> call.name().equals(SEND) && !call.body().has(NEW)).map(this::sent).toList();
    }

    @Override
    public List<SentCall> edited() {
        return server.calls.stream().filter(call -> call.name().equals(SEND) && call.body().has(NEW)).map(this::edited).toList();
    }

    private SentCall edited(Call call) {
        boolean valid = Json.text(call.body().path("m.relates_to"), "rel_type").equals("m.replace")
                && Json.text(call.body().path("m.relates_to"), "event_id").startsWith("$")
                && call.body().path(NEW).has("msgtype");
        return new SentCall(sent(call).target(), valid ? Json.text(call.body().path(NEW), "body") : "no valid edit");
    }

    private SentCall sent(Call call) {
        String room = call.path().get(call.path().indexOf("rooms") + 1);
        String partner = server.partners.get(room);
        return new SentCall(partner == null ? Target.group(room) : Target.person(partner), Json.text(call.body(), "body"));
    }

    /// Also says what the adapter did that it should not have.
    @Override
    public void close() {
        server.close();
        if (!server.complaints.isEmpty()) {
            throw new AssertionError("the homeserver complains: " + server.complaints);
        }
    }

}
