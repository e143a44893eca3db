package dev.botyard.adapters.onebot11;

import static dev.botyard.adapters.onebot11.LoopbackHost.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import dev.botyard.testkit.onebot.SimulatedAccount.Line;
import dev.botyard.testkit.onebot.WireSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneBotAdapterIT {
    private static final String SELF = "10001000";

    private final OneBotSimulator simulator = new OneBotSimulator();
    private final SimulatedAccount account = simulator.account(SELF);
    private LoopbackHost host;

    @AfterEach
    void close() throws InterruptedException {
        simulator.close();
        host.close();
    }

    private void start(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        host = LoopbackHost.running(all);
    }

    private Line connectReverse(String... settings) throws Exception {
        start(settings);
        host.state("waiting");
        Line line = account.connect(host.sharedPath("ws"));
        host.state("connected " + SELF);
        return line;
    }

    private static OutboundMessage text(Target target, String text) {
        return OutboundMessage.to(target).segments(new Segment.Text(text)).timeout(SOON).build();
    }

    private static OutboundMessage impatient(String text) {
        return OutboundMessage.to(Target.group("1")).segments(new Segment.Text(text)).timeout(Duration.ofMillis(200)).build();
    }

    private AdapterException failure(OutboundMessage message) {
        return assertThrows(AdapterException.class, () -> host.adapter.send(message));
    }

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
            Receipt receipt = host.adapter.send(text(Target.of(event.chat()), "hi"));
            RecordedCall call = account.awaitCall("send_group_msg", SOON);
            assertTrue(call.params().get("group_id").isIntegralNumber());
            assertEquals("hi", call.text());
            assertEquals("1001", receipt.messageIds().getFirst());
        }

        @Test
        void sendsToPeople() throws Exception {
            connectReverse("self_id", SELF);
            host.adapter.send(text(Target.person("77"), "psst"));
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
                    .token("right").connect(host.ownPath("ws")));
            assertEquals(403, stranger.status());
            assertTrue(stranger.getMessage().contains("999"), stranger.getMessage());
            account.token("right").connect(host.sharedPath("ws"));
            host.state("connected");
        }

        private int refusal(SimulatedAccount peer, Map<String, String> headers) {
            return assertThrows(WireSocket.HandshakeRefused.class, () -> peer.connect(host.sharedPath("ws"), headers)).status();
        }

        @Test
        void takesTheTokenFromTheQuery() throws Exception {
            start("self_id", SELF, "access_token", "right");
            host.state("waiting");
            account.connect(java.net.URI.create(host.sharedPath("ws") + "?access_token=right"));
            host.state("connected");
        }

        @Test
        void acceptsSeparateConnectionsForCallsAndEvents() throws Exception {
            start("self_id", SELF);
            host.state("waiting");
            account.connectAs("Event", host.sharedPath("ws"));
            account.connectAs("API", host.sharedPath("ws"));
            host.state("connected");
            account.emit(account.events().privateText("42", "hello"));
            assertEquals("42", host.event(MessageEvent.class).chat().id());
            host.adapter.send(text(Target.person("42"), "hi"));
            account.awaitCall("send_private_msg", SOON);
        }

        @Test
        void attachesEventsThatComeAfterCalls() throws Exception {
            start("self_id", SELF);
            host.state("waiting");
            account.connectAs("API", host.sharedPath("ws"));
            host.state("connected");
            Line events = account.connectAs("Event", host.sharedPath("ws"));
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
            assertEquals(ErrorKind.COMMUNICATION, assertInstanceOf(AdapterException.class, host.end()).kind());
            host.start();
            host.state("waiting");
            account.connect(host.sharedPath("ws"));
            host.state("connected");
        }

        @Test
        void stopsWhenInterrupted() throws Exception {
            Line line = connectReverse("self_id", SELF);
            host.stop();
            assertInstanceOf(InterruptedException.class, host.end());
            org.awaitility.Awaitility.await().atMost(SOON).until(() -> !line.socket().open());
        }

        @Test
        void goesOnWithAConnectionThatTookOver() throws Exception {
            Line first = connectReverse("self_id", SELF);
            host.state("connected");
            account.connect(host.sharedPath("ws"));
            first.socket().abort();
            host.state("connected");
            host.adapter.send(text(Target.group("1"), "still here"));
        }

        @Test
        void toleratesImplementationsThatLackTheCallsOfIntroduction() throws Exception {
            account.on("get_login_info", Behaviour.failed(1404, "")).on("get_status", Behaviour.failed(1404, ""))
                    .on("get_version_info", Behaviour.failed(1404, ""));
            connectReverse("self_id", SELF);
        }

        @Test
        void refusesALoginOfAnotherNumber() throws Exception {
            account.on("get_login_info", Behaviour.data("{\"user_id\":555}"));
            start("self_id", SELF);
            host.state("waiting");
            account.connect(host.sharedPath("ws"));
            AdapterException failure = assertInstanceOf(AdapterException.class, host.end());
            assertEquals(ErrorKind.CONFIGURATION, failure.kind());
            assertTrue(failure.getMessage().contains("555") && failure.getMessage().contains(SELF));
        }
    }

    @Nested
    class LoginState {

        @Test
        void aLiveSocketWithADeadLoginIsNotConnected() throws Exception {
            account.online(false);
            start("self_id", SELF);
            host.state("waiting");
            account.connect(host.sharedPath("ws"));
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
            assertTrue(host.adapter.send(text(Target.group("1"), "x")).messageIds().isEmpty());
        }

        @Test
        void silenceIsAnUnknownOutcomeAndTheLateAnswerHarmless() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.delayed(Duration.ofMillis(400)));
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(impatient("x")).kind());
            account.once("send_group_msg", Behaviour.delayed(Duration.ofMillis(500)));
            assertEquals("1002", host.adapter.send(text(Target.group("1"), "y")).messageIds().getFirst());
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
            assertEquals("1001", host.adapter.send(text(Target.group("1"), "x")).messageIds().getFirst());
            assertEquals("1002", host.adapter.send(text(Target.group("1"), "x")).messageIds().getFirst());
            assertEquals("1003", host.adapter.send(text(Target.group("1"), "x")).messageIds().getFirst());
        }

        @Test
        void answersComeThroughWhileTheHostIsBusy() throws Exception {
            connectReverse("self_id", SELF);
            host.busy.acquire(Integer.MAX_VALUE);
            for (int i = 0; i < 2_000; i++) {
                account.emit(account.events().groupText("1", "42", "message " + i));
            }
            host.adapter.send(text(Target.group("1"), "x"));
            host.busy.release(Integer.MAX_VALUE);
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

    @Nested
    class OtherTransports {

        @Test
        void forwardWebSocket() throws Exception {
            account.token("right");
            start("mode", "forward-ws", "url", simulator.webSocketUrl(SELF).toString(), "access_token", "right");
            talks();
        }

        @Test
        void forwardWebSocketWithSeparatePaths() throws Exception {
            simulator.universal(false);
            String url = simulator.webSocketUrl(SELF).toString();
            start("mode", "forward-ws", "url", url.substring(0, url.length() - 1));
            talks();
        }

        @Test
        void aWrongTokenStopsTheForwardConnection() throws Exception {
            account.token("right");
            start("mode", "forward-ws", "url", simulator.webSocketUrl(SELF).toString(), "access_token", "wrong");
            assertEquals(ErrorKind.AUTHENTICATION, assertInstanceOf(AdapterException.class, host.end()).kind());
        }

        private void talks() throws Exception {
            host.state("connected " + SELF);
            account.emit(account.events().groupCq("1", "42", "[CQ:at,qq=" + SELF + "] hi &amp; bye"));
            assertEquals(" hi & bye", host.event(MessageEvent.class).segments().get(1).asText());
            host.adapter.send(text(Target.group("1"), "x"));
            assertEquals("ws", account.awaitCall("send_group_msg", SOON).transport());
        }

        @Test
        void httpWithSignedEvents() throws Exception {
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF, "secret", "s3cret");
            host.state("connected " + SELF);
            String event = account.events().groupText("1", "42", "hi");
            assertEquals(204, simulator.post(host.sharedPath("http"), SELF, event, "s3cret"));
            assertEquals("hi", host.event(MessageEvent.class).segments().getFirst().asText());
            assertEquals(403, simulator.post(host.sharedPath("http"), SELF, event, "guess"));
            assertEquals(401, simulator.post(host.sharedPath("http"), SELF, event, ""));
            host.adapter.send(text(Target.group("1"), "x"));
            assertEquals("http", account.awaitCall("send_group_msg", SOON).transport());
        }

        @Test
        void httpFailures() throws Exception {
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF);
            host.state("connected " + SELF);
            account.once("send_group_msg", Behaviour.failed(404, "")).once("send_group_msg", Behaviour.failed(502, "bad gateway"))
                    .once("send_group_msg", Behaviour.failed(1400, "bad")).once("send_group_msg", Behaviour.DROP);
            assertEquals(ErrorKind.UNSUPPORTED, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.REJECTED, failure(text(Target.group("1"), "x")).kind());
            assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(text(Target.group("1"), "x")).kind());
        }

        @Test
        void httpWithTheTokenForEvents() throws Exception {
            account.token("right");
            start("mode", "http", "url", simulator.httpUrl(SELF).toString(), "self_id", SELF, "access_token", "right");
            host.state("connected " + SELF);
            assertEquals(204, simulator.post(host.ownPath("http"), SELF, account.events().groupText("1", "42", "hi"), ""));
            assertEquals(204, simulator.post(host.ownPath("http"), SELF, account.events().groupText("1", "42", "hi"), "right"));
            assertEquals(403, simulator.post(host.ownPath("http"), SELF, account.events().groupText("1", "42", "hi"), "wrong"));
        }
    }

    @Nested
    class MediaAndFiles {

        @Test
        void localMediaTravelInsideTheMessageAndRemoteOnesAsAddress() throws Exception {
            connectReverse("self_id", SELF);
            host.adapter.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Text("see "),
                    new Segment.Image(TestMedia.local("a.png", "PNG")),
                    new Segment.Image(TestMedia.remote("https://x/b.png", "")))
                    .timeout(SOON).build());
            RecordedCall call = account.awaitCall("send_group_msg", SOON);
            assertEquals("text image image", call.types());
            assertEquals("base64://UE5H", call.segment(1, "file"));
            assertEquals("https://x/b.png", call.segment(2, "file"));
        }

        @Test
        void whatThePeerCannotFetchItGetsInside() throws Exception {
            connectReverse("self_id", SELF);
            account.once("send_group_msg", Behaviour.failed(1200, "识别URL失败, uri= https://x/b.png?sig=abc"));
            host.adapter.send(OutboundMessage.to(Target.group("1"))
                    .segments(new Segment.Image(TestMedia.remote("https://x/b.png", "PNG"))).timeout(SOON).build());
            assertEquals("https://x/b.png", account.awaitCall("send_group_msg", SOON).segment(0, "file"));
            assertEquals("base64://UE5H", account.awaitCall("send_group_msg", SOON).segment(0, "file"));
        }

        @Test
        void largeMediaAreServedAndTheOtherStrategiesHold() throws Exception {
            connectReverse("self_id", SELF, "media_base64_limit", "2");
            assertEquals("http://host/media/a.png?sig=secret", sentImage());
            host.close();
            connectReverse("self_id", SELF, "media", "path");
            assertEquals("file:///srv/media/a.png", sentImage());
            host.close();
            connectReverse("self_id", SELF, "media", "base64", "media_base64_limit", "2");
            AdapterException tooLarge = failure(OutboundMessage.to(Target.group("1"))
                    .segments(new Segment.Image(TestMedia.local("a.png", "PNG"))).build());
            assertEquals(ErrorKind.MEDIA, tooLarge.kind());
        }

        private String sentImage() throws InterruptedException {
            host.adapter.send(OutboundMessage.to(Target.group("1")).segments(new Segment.Image(TestMedia.local("a.png", "PNG")))
                    .timeout(SOON).build());
            return account.awaitCall("send_group_msg", SOON).segment(0, "file");
        }

        @Test
        void filesAreUploadedOrSentAsSegmentWhereUploadsAreUnknown() throws Exception {
            connectReverse("self_id", SELF);
            OutboundMessage file = OutboundMessage.to(Target.person("7"))
                    .segments(new Segment.File(TestMedia.local("r.pdf", "PDF")))
                    .timeout(SOON).build();
            host.adapter.send(file);
            RecordedCall upload = account.awaitCall("upload_private_file", SOON);
            assertEquals("r.pdf", upload.param("name"));
            assertEquals("base64://UERG", upload.param("file"));
            account.on("upload_private_file", Behaviour.failed(1404, ""));
            host.adapter.send(file);
            assertEquals("r.pdf", account.awaitCall("send_private_msg", SOON).segment(0, "name"));
        }

        @Test
        void recordingsStandAloneAndAFailureAfterTheFirstPartSaysSo() throws Exception {
            connectReverse("self_id", SELF);
            OutboundMessage mixed = OutboundMessage.to(Target.group("1")).segments(new Segment.Text("listen"),
                    new Segment.Voice(TestMedia.local("v.amr", "AMR"), "")).timeout(SOON).build();
            assertEquals(2, host.adapter.send(mixed).messageIds().size());
            assertEquals("text", account.awaitCall("send_group_msg", SOON).types());
            assertEquals("record", account.awaitCall("send_group_msg", SOON).types());
            account.once("send_group_msg", Behaviour.NORMAL).once("send_group_msg",
                    Behaviour.failed(1200, "rich media transfer failed"));
            account.on("send_group_msg", Behaviour.failed(1200, "rich media transfer failed"));
            AdapterException partial = failure(mixed);
            assertEquals(ErrorKind.REJECTED, partial.kind());
            assertTrue(partial.getMessage().startsWith("part 2 of 2"), partial.getMessage());
        }
    }

    @Nested
    class Abilities {

        @Test
        void callWhatTheStandardCalls() throws Exception {
            connectReverse("self_id", SELF);
            account.on("get_group_member_list",
                    Behaviour.data("[{\"group_id\":1,\"user_id\":12345678901234567890,\"nickname\":\"n\","
                            + "\"card\":null,\"role\":\"owner\",\"join_time\":5}]"));
            host.adapter.ability(MessageRecall.class).orElseThrow().recall(Chat.group("1", ""), "-123");
            assertEquals(-123, account.awaitCall("delete_msg", SOON).params().get("message_id").asInt());
            GroupAdministration group = host.adapter.ability(GroupAdministration.class).orElseThrow();
            group.ban("1", "2", Duration.ofMinutes(3));
            assertEquals(180, account.awaitCall("set_group_ban", SOON).params().get("duration").asInt());
            group.unban("1", "2");
            assertEquals(0, account.awaitCall("set_group_ban", SOON).params().get("duration").asInt());
            group.banAll("1", true);
            account.awaitCall("set_group_whole_ban", SOON);
            group.kick("1", "2");
            assertFalse(account.awaitCall("set_group_kick", SOON).params().get("reject_add_request").asBoolean());
            group.notice("1", "words");
            account.awaitCall("_send_group_notice", SOON);
            assertEquals(ErrorKind.UNSUPPORTED, assertThrows(AdapterException.class, () -> group.invite("1", "2")).kind());
            assertEquals("12345678901234567890",
                    host.adapter.ability(MemberListing.class).orElseThrow().members("1", true).getFirst().userId());
            RequestApproval requests = host.adapter.ability(RequestApproval.class).orElseThrow();
            requests.answer("friend.request", "f", "", true, "mate");
            assertEquals("mate", account.awaitCall("set_friend_add_request", SOON).param("remark"));
            requests.answer("group.request", "g", "invite", false, "no");
            assertEquals("invite", account.awaitCall("set_group_add_request", SOON).param("sub_type"));
        }

        @Test
        void noticesCarryBothNames() throws Exception {
            connectReverse("self_id", SELF);
            account.emit(account.events().notice("group_increase",
                    ",\"sub_type\":\"approve\",\"group_id\":1,\"user_id\":42,\"operator_id\":43"));
            NoticeEvent event;
            do {
                event = host.event(NoticeEvent.class);
            } while (event.details().chat().isEmpty());
            assertEquals("group.member.join", event.details().name());
            assertEquals("qq-notice-group_increase-approve", event.details().nativeName());
        }
    }

}
