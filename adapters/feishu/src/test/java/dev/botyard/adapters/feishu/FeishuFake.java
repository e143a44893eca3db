package dev.botyard.adapters.feishu;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What the contract kit does to either way of receiving.
abstract class FeishuFake implements FakeIm {
    private static final int CUT = 100_000;

    final FeishuServer server = new FeishuServer();
    final CountDownLatch closed = new CountDownLatch(1);
    private final long began = System.currentTimeMillis();

    /// Brings an event to every account of an app.
    abstract void bring(FeishuApp app, String event);

    /// The same message has the same time each time.
    final String text(FeishuApp app, Chat chat, String sender, String messageId, String text) {
        return FeishuEvents.text(app, chat, sender, messageId, began + Math.floorMod(messageId.hashCode(), 1000), text);
    }

    @Override
    public int attempts() {
        return server.logins();
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        server.apps().forEach(app -> bring(app, text(app, chat, sender.id(), messageId, text)));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        server.apps().forEach(app -> bring(app, text(app, chat, app.botOpenId, messageId, text)));
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
        server.apps().forEach(app -> app.revoked = true);
        server.dropConnections();
    }

    @Override
    public void fallSilent(boolean silent) {
        server.fallSilent(silent);
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        server.messages.unanswered = leave;
    }

    @Override
    public void dieAtSend(boolean die) {
        server.messages.whenSent = die ? server::dropConnections : () -> {};
        server.messages.fault = die ? Answer.status(-1) : null;
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.wire().breakAfter(die ? CUT : Integer.MAX_VALUE);
    }

    @Override
    public void limitRate(Duration wait) {
        Answer limited = FeishuServer.code(429, 99991400, "request trigger frequency limit");
        server.messages.fault = wait.isZero()
                ? null
                : new Answer(429, limited.contentType(), limited.body(),
                        Map.of("x-ogw-ratelimit-limit", "100", "x-ogw-ratelimit-reset",
                                Long.toString(wait.toSeconds())));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        server.messages.fault = limit ? FeishuServer.code(400, 230020, "This operation triggers the frequency limit.") : null;
    }

    @Override
    public void rejectMessages(boolean reject) {
        server.messages.fault = reject ? FeishuServer.code(400, 230028, "The messages do NOT pass the audit.") : null;
    }

    @Override
    public void failSends(boolean fail) {
        server.messages.fault = fail ? Answer.status(502) : null;
    }

    @Override
    public String unknownPerson() {
        return FeishuMessages.NOBODY;
    }

    @Override
    public List<SentCall> sent() {
        return server.sent();
    }

    @Override
    public List<SentCall> edited() {
        return server.messages.edited;
    }

    /// Also says what the adapter did that the platform does not allow.
    @Override
    public void close() {
        closed.countDown();
        server.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("the platform would complain: " + server.complaints());
        }
    }
}
