package dev.botyard.adapters.qqbot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.qqbot.played.QqChats;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The gateway: what it asks for, and what is done when it ends.
class GatewayIT extends PlayedAccount {
    private static final int GROUPS = 1 << 25 | 1 << 26;

    private void ask(String frame) throws IOException {
        for (WireSocket socket : server.sockets()) {
            socket.send(frame);
        }
    }

    @Test
    void aSessionIsResumedAndWhatCameMeanwhileIsNotLost() throws Exception {
        host.connect();
        annSays("m-1", "first");
        ask("{\"op\":7}");
        assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        Patience.await("the connection is closed").until(() -> server.sockets().isEmpty());
        server.chats().inPrivate(ANN, "m-2", "meanwhile", WireSocket::send);
        host.connect();
        assertEquals("m-2", host.event(MessageEvent.class).messageId());
        assertEquals(1, bot.identified().size());
        assertTrue(host.state("connected").startsWith("connected " + bot.appId() + " 小助手"));
        annSays("m-3", "after");
    }

    @Test
    void aSessionThatQqHasForgottenIsTriedOnce() throws Exception {
        host.connect();
        host.stop();
        bot.forgetSessions();
        host.start();
        assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        host.connect();
        assertEquals(2, bot.identified().size());
        annSays("m-1", "hello");
    }

    @Test
    void afterFiveMinutesASessionIsNotResumed() throws Exception {
        host.connect();
        host.stop();
        clock.advance(Duration.ofMinutes(6));
        host.connect();
        assertEquals(2, bot.identified().size());
    }

    @Test
    void whatTheHostDidNotTakeIsToldAgain() throws Exception {
        host.connect();
        host.takeOnly(0);
        server.chats().inPrivate(ANN, "m-1", "too late", WireSocket::send);
        host.failure();
        host.takeOnly(9);
        host.connect();
        assertEquals("m-1", host.event(MessageEvent.class).messageId());
    }

    @Test
    void eventsThatTheBotHasNoRightToAreLeftOut() throws Exception {
        bot.allow(GROUPS);
        host.connect();
        assertEquals(2, bot.identified().size());
        assertEquals(GROUPS, bot.identified().getLast());
        annSays("m-1", "hello");
    }

    @Test
    void withoutTheRightToAnyTheAccountStopsWithWordsOfTheConsole() throws Exception {
        bot.allow(1);
        host.start();
        AdapterException refusal = host.failure();
        assertEquals(ErrorKind.CONFIGURATION, refusal.kind());
        assertTrue(refusal.getMessage().contains("console"), refusal::getMessage);
    }

    @Test
    void wordsThatNameNoEventsAreRefused() {
        host.with("events", "groups", "everything");
        AdapterException odd = assertThrows(AdapterException.class, host::adapter);
        assertEquals(ErrorKind.CONFIGURATION, odd.kind());
        assertTrue(odd.getMessage().startsWith("events: everything is no kind of events"), odd::getMessage);
    }

    @Test
    void withoutConnectionsLeftItWaitsAsLongAsQqSays() throws Exception {
        server.startsLeft(0);
        host.start();
        AdapterException refusal = host.failure();
        assertEquals(ErrorKind.RATE_LIMITED, refusal.kind());
        assertEquals(Duration.ofHours(4), refusal.retryAfter().orElseThrow());
    }

    @Test
    void aBotThatIsInTheSandboxOnlyIsNotTriedAgain() throws Exception {
        host.connect();
        server.sockets().forEach(socket -> socket.close(4914, "offline"));
        AdapterException refusal = host.failure();
        assertEquals(ErrorKind.AUTHENTICATION, refusal.kind());
        assertTrue(refusal.getMessage().contains("sandbox"), refusal::getMessage);
    }

    @Test
    void aButtonIsAcknowledgedAndCanBeAnswered() throws Exception {
        host.connect();
        QqChats chats = server.chats();
        chats.answerable("/v2/groups", FRIENDS, "INTERACTION_CREATE:i-1", true);
        server.tell("INTERACTION_CREATE", "INTERACTION_CREATE:i-1", out -> {
            out.writeStringProperty("id", "i-1");
            out.writeNumberProperty("chat_type", 1);
            out.writeStringProperty("group_openid", FRIENDS);
            out.writeStringProperty("group_member_openid", "M1");
            out.writeName("data");
            out.writeRawValue("{\"resolved\":{\"button_id\":\"yes\",\"button_data\":\"42\"}}");
        });
        NoticeEvent pressed = host.event(NoticeEvent.class);
        assertEquals("yes 42 M1",
                pressed.details().data().get("button_id") + " " + pressed.details().data().get("button_data") + " "
                        + pressed.details().person().id());
        assertEquals("i-1", chats.calls().getFirst().id());
        send(Target.group(FRIENDS), "", text("pressed"));
        assertEquals("INTERACTION_CREATE:i-1", sent("event_id"));
        assertEquals(List.of("pressed"), texts());
    }
}
