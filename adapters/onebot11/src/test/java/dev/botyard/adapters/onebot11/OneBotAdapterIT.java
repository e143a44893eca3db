package dev.botyard.adapters.onebot11;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import dev.botyard.testkit.onebot.SimulatedAccount.Line;
import dev.botyard.testkit.onebot.WireSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneBotAdapterIT extends PlayedAccount {

    @Nested
    class ReverseWebSocket {

        @Test
        void tellsWhoIsThereAndWithWhatSoftware() throws Exception {
            connectReverse("self_id", SELF);
            assertEquals("connected 10001000 bot 10001000 Simulator 1", host.state("connected"));
        }

        @Test
        void carriesMessagesBothWays() throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().groupText("123456", "42", "你好"));
            MessageEvent event = host.event(MessageEvent.class);
            assertEquals("123456", event.chat().id());
            assertEquals("你好", ((Segment.Text) event.segments().getFirst()).text());
            Receipt receipt = host.send(text(Target.of(event.chat()), "hi"));
            RecordedCall call = account.awaitCall("send_group_msg", SOON);
            assertTrue(call.params().get("group_id").isIntegralNumber());
            assertEquals("hi", call.text());
            assertEquals("1001", receipt.messageIds().getFirst());
        }

        @Test
        void sendsToPeople() throws Exception {
            connectReverse("self_id", SELF);
            host.send(text(Target.person("77"), "psst"));
            assertEquals(77, account.awaitCall("send_private_msg", SOON).params().get("user_id").asInt());
        }

        @Test
        void asksForTheTokenAndNamesTheWrongNumber() throws Exception {
            start("self_id", SELF, "access_token", "right");
            host.state("waiting");
            assertEquals(401, refusal(account, Map.of("X-Self-ID", SELF)));
            assertEquals(403, refusal(account, Map.of("X-Self-ID", SELF, "Authorization", "Bearer wrong")));
            assertEquals(404, refusal(account, Map.of("X-Self-ID", "999", "Authorization", "Bearer right")));
            WireSocket.HandshakeRefused stranger = assertThrows(WireSocket.HandshakeRefused.class, () -> simulator.account("999")
                    .token("right").connect(host.ownDoor("ws")));
            assertEquals(403, stranger.status());
            assertTrue(stranger.getMessage().contains("999"), stranger.getMessage());
            account.token("right").connect(host.sharedDoor("ws"));
            host.state("connected");
        }

        private int refusal(SimulatedAccount peer, Map<String, String> headers) {
            return assertThrows(WireSocket.HandshakeRefused.class, () -> peer.connect(host.sharedDoor("ws"), headers)).status();
        }

        @Test
        void takesTheTokenFromTheQuery() throws Exception {
            start("self_id", SELF, "access_token", "right");
            host.state("waiting");
            account.connect(java.net.URI.create(host.sharedDoor("ws") + "?access_token=right"));
            host.state("connected");
        }

        @Test
        void acceptsSeparateConnectionsForCallsAndEvents() throws Exception {
            start("self_id", SELF);
            host.state("waiting");
            account.connectAs("Event", host.sharedDoor("ws"));
            account.connectAs("API", host.sharedDoor("ws"));
            host.state("connected");
            account.emit(account.events().privateText("42", "hello"));
            assertEquals("42", host.event(MessageEvent.class).chat().id());
            host.send(text(Target.person("42"), "hi"));
            account.awaitCall("send_private_msg", SOON);
        }

        @Test
        void attachesEventsThatComeAfterCalls() throws Exception {
            start("self_id", SELF);
            host.state("waiting");
            account.connectAs("API", host.sharedDoor("ws"));
            host.state("connected");
            Line events = account.connectAs("Event", host.sharedDoor("ws"));
            events.send(account.events().privateText("42", "hello"));
            assertEquals("42", host.event(MessageEvent.class).chat().id());
        }

        @Test
        void connectsWithoutSelfIdToTheOnlyCandidate() throws Exception {
            connectReverse();
        }

        @Test
        void endsWhenThePeerGoesAndStartsAgain() throws Exception {
            connectReverse("self_id", SELF).socket().abort();
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
            host.start();
            host.state("waiting");
            account.connect(host.sharedDoor("ws"));
            host.state("connected");
        }

        @Test
        void stopsWhenInterrupted() throws Exception {
            Line line = connectReverse("self_id", SELF);
            host.stop();
            assertInstanceOf(InterruptedException.class, host.end());
            Patience.await().until(() -> !line.socket().open());
        }

        @Test
        void goesOnWithAConnectionThatTookOver() throws Exception {
            Line first = connectReverse("self_id", SELF);
            host.state("connected");
            first.playDead();
            account.connect(host.sharedDoor("ws"));
            first.socket().abort();
            host.state("connected");
            host.send(text(Target.group("1"), "still here"));
        }

        @Test
        void toleratesImplementationsThatLackTheOtherCallsOfIntroduction() throws Exception {
            account.on("get_status", Behaviour.failed(1404, "")).on("get_version_info", Behaviour.failed(1404, ""));
            connectReverse("self_id", SELF);
        }

        @Test
        void whoDoesNotSayWhoIsLoggedInIsNotConnected() throws Exception {
            account.on("get_login_info", Behaviour.failed(1400, "not logged in"));
            start("self_id", SELF);
            host.state("waiting");
            account.connect(host.sharedDoor("ws"));
            assertEquals("pending the connection is open, but get_login_info was refused with retcode 1400: not logged in;"
                    + " is the OneBot implementation logged in at QQ?", host.state("pending"));
            assertTrue(host.states().stream().noneMatch(state -> state.startsWith("connected")), host.states().toString());
            account.on("get_login_info", Behaviour.NORMAL);
            host.state("connected " + SELF);
        }

        @Test
        void aLoginOfAnotherNumberCostsItsConnectionOnly() throws Exception {
            account.on("get_login_info", Behaviour.data("{\"user_id\":555}"));
            start("self_id", SELF);
            host.state("waiting");
            account.connect(host.sharedDoor("ws"));
            AdapterException failure = host.failure();
            assertEquals(ErrorKind.COMMUNICATION, failure.kind());
            assertTrue(failure.getMessage().contains("555") && failure.getMessage().contains(SELF));
        }

        @Test
        void aRefusedTokenOfAnImplementationThatCameCostsItsConnectionOnly() throws Exception {
            connectReverse("self_id", SELF).send("{\"status\":\"failed\",\"retcode\":1403}");
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        }

        @Test
        void theImplementationIsAskedWhetherItIsAlive() throws Exception {
            connectReverse("self_id", SELF);
            assertEquals(409, refusal(account, Map.of("X-Self-ID", SELF)));
            account.on("get_status", Behaviour.failed(1404, "no such call"));
            assertEquals(409, refusal(account, Map.of("X-Self-ID", SELF)), "a refusal is an answer too");
            account.on("get_status", Behaviour.SILENCE);
            account.connect(host.sharedDoor("ws"));
        }
    }

    @Nested
    class LoginState {

        @Test
        void aLiveSocketWithADeadLoginIsNotConnected() throws Exception {
            account.online(false);
            start("self_id", SELF);
            host.state("waiting");
            account.connect(host.sharedDoor("ws"));
            host.state("lost");
            account.online(true);
            account.emit(account.events().heartbeat(5000));
            host.state("connected");
        }

        @Test
        void noticesAndHeartbeatsTakeTheLoginAway() throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().notice("bot_offline",
                    ",\"user_id\":" + SELF + ",\"tag\":\"KickedOffLine\",\"message\":\"kicked\""));
            assertTrue(host.state("lost").contains("kicked"));
            account.emit(account.events().privateText("42", "I am back"));
            host.state("connected");
            account.online(false).emit(account.events().heartbeat(5000));
            host.state("lost");
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "0", "\"0\"", "\"false\"", "null,\"good\":\"0\""})
        void implementationsSayNoInManyWays(String no) throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().heartbeat(5000).replace("\"online\":true", "\"online\":" + no)
                    .replace(",\"good\":true", ""));
            host.state("lost");
        }

        @Test
        void aQuietPeerIsAskedForItsStatus() throws Exception {
            connectReverse("self_id", SELF, "heartbeat_timeout", "150ms");
            account.awaitCall("get_status", SOON);
            account.awaitCall("get_status", SOON);
            account.online(false);
            host.state("lost");
        }
    }

    @Nested
    class Outcomes {

        @Test
        void aRefusalNamesActionAndCode() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.failed(120, "muted"));
            AdapterException refusal = failure(text(Target.group("1"), "x"));
            assertEquals(ErrorKind.REJECTED, refusal.kind());
            assertEquals("120", refusal.platformCode());
            assertEquals("send_group_msg was refused with retcode 120: muted", refusal.getMessage());
        }

        @Test
        void anAsynchronousAnswerIsAccepted() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.ASYNC);
            assertTrue(host.send(text(Target.group("1"), "x")).messageIds().isEmpty());
        }

        @Test
        void silenceIsAnUnknownOutcomeAndTheLateAnswerHarmless() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.delayed(Duration.ofMillis(1000)));
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(impatient("x")).kind());
            account.once("send_group_msg", Behaviour.delayed(Duration.ofMillis(1200)));
            assertEquals("1002", host.send(text(Target.group("1"), "y")).messageIds().getFirst());
        }

        @Test
        void aConnectionThatEndsWhileWaitingIsAnUnknownOutcome() throws Exception {
            for (Behaviour end : new Behaviour[]{Behaviour.DROP, Behaviour.HALF}) {
                if (host != null) {
                    host.close();
                }
                connectReverse("self_id", SELF);
                account.once("send_group_msg", end);
                assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(text(Target.group("1"), "x")).kind());
            }
        }

        @Test
        void withoutAConnectionNothingIsSent() throws Exception {
            start("self_id", SELF);
            host.state("waiting");
            assertEquals(ErrorKind.COMMUNICATION, failure(text(Target.group("1"), "x")).kind());
        }

        @Test
        void fragmentsAndDoubleAnswersAreFine() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.slow(7, Duration.ofMillis(5))).once("send_group_msg", Behaviour.TWICE);
            assertEquals("1001", host.send(text(Target.group("1"), "x")).messageIds().getFirst());
            assertEquals("1002", host.send(text(Target.group("1"), "x")).messageIds().getFirst());
            assertEquals("1003", host.send(text(Target.group("1"), "x")).messageIds().getFirst());
        }

        @Test
        void answersComeThroughWhileTheHostIsBusy() throws Exception {
            connectReverse("self_id", SELF);
            host.busy();
            for (int i = 0; i < 2_000; i++) {
                account.emit(account.events().groupText("1", "42", "message " + i));
            }
            host.send(text(Target.group("1"), "x"));
            host.free();
            for (int i = 0; i < 2_000; i++) {
                assertEquals("message " + i, host.event(MessageEvent.class).segments().getFirst().asText());
            }
        }

        @Test
        void nonsenseOnTheWireIsPassedOver() throws Exception {
            Line line = connectReverse("self_id", SELF);
            line.send("{\"post_type\":\"mess");
            line.send("[]");
            line.send("null");
            line.send("{\"echo\":{\"a\":1},\"status\":\"ok\"}");
            line.send("{\"post_type\":\"message\",\"message_type\":\"group\"}");
            line.send(account.events().groupText("1", "42", "sense"));
            assertEquals("sense", host.event(MessageEvent.class).segments().getFirst().asText());
        }
    }
}
