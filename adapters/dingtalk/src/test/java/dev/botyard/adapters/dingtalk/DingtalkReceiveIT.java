package dev.botyard.adapters.dingtalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What comes in, over a stream and over HTTP.
class DingtalkReceiveIT extends PlayedRobot {

    private static List<Object> shape(MessageEvent event) {
        return List.of(event.chat().kind(), event.chat().id(), event.sender().id(), event.sender().name(), event.once());
    }

    @Test
    void aGroupIsNamedByItsConversationAndAPersonByTheStaffId() throws InterruptedException {
        online();
        MessageEvent event = inGroup("\"isInAtList\":true,\"atUsers\":[{\"dingtalkId\":\"" + DingtalkFrames.ROBOT
                + "\"},{\"dingtalkId\":\"$:x\",\"staffId\":\"77\"}],\"msgtype\":\"text\",\"text\":{\"content\":\" hello \"}");
        assertEquals(List.of(dev.botyard.api.conversation.ChatKind.GROUP, GROUP, PERSON, "Ann", true), shape(event));
        assertEquals(List.of(new Segment.Text("hello"), new Segment.At("77", "")), event.segments());
    }

    @Test
    void kindsOfMessagesKeepTheirMedia() throws InterruptedException {
        online();
        Segment.Image image = (Segment.Image) inGroup("\"msgtype\":\"picture\",\"content\":{\"downloadCode\":\"c1\"}").segments()
                .getFirst();
        assertEquals("c1", image.media().platform().get("downloadCode"));
        Segment.Voice voice = (Segment.Voice) inGroup(
                "\"msgtype\":\"audio\",\"content\":{\"downloadCode\":\"c2\",\"recognition\":\"hi there\",\"duration\":900}")
                .segments().getFirst();
        assertEquals("hi there", voice.transcript());
        Segment.File file = (Segment.File) inGroup(
                "\"msgtype\":\"file\",\"content\":\"{\\\"downloadCode\\\":\\\"c3\\\",\\\"fileName\\\":\\\"a.txt\\\"}\"")
                .segments().getFirst();
        assertEquals("a.txt", file.media().name());
        assertInstanceOf(Segment.Video.class,
                inGroup("\"msgtype\":\"video\",\"content\":{\"downloadCode\":\"c4\"}").segments().getFirst());
        List<Segment> rich = inGroup(
                "\"msgtype\":\"richText\",\"content\":{\"richText\":[{\"text\":\"see\"},{\"downloadCode\":\"c5\",\"type\":\"picture\"}]}")
                .segments();
        assertEquals(List.of("see", "[image]"), rich.stream().map(Segment::asText).toList());
        Segment.Unknown card = (Segment.Unknown) inGroup(
                "\"msgtype\":\"interactiveCard\",\"content\":{\"bizId\":9007199254740993}").segments()
                .getFirst();
        assertEquals("9007199254740993", card.data().get("bizId"));
    }

    @Test
    void aQuoteIsKept() throws InterruptedException {
        online();
        List<Segment> segments = inGroup("\"msgtype\":\"text\",\"text\":{\"content\":\"yes\",\"isReplyMsg\":true,\"repliedMsg\":"
                + "{\"msgId\":\"m0\",\"msgType\":\"text\",\"content\":{\"text\":\"well?\"}}}").segments();
        assertEquals(List.of(new Segment.Reply("m0", "well?"), new Segment.Text("yes")), segments);
    }

    @Test
    void everybodyWhoJoinsIsTold() throws InterruptedException {
        online();
        app.deliver("EVENT", "*", "chat_add_member",
                "{\"openConversationId\":\"" + GROUP + "\",\"operator\":\"1\",\"userId\":[\"7\",\"8\"]}");
        EventDetails first = host.event(NoticeEvent.class).details();
        EventDetails second = host.event(NoticeEvent.class).details();
        assertEquals(List.of(EventNames.GROUP_MEMBER_JOIN, "dingtalk-notice-chat_add_member", "7", GROUP, "1"),
                List.of(first.name(),
                        first.nativeName(), first.person().id(), first.data().get("group_id"), first.data().get("operator_id")));
        assertEquals("8", second.person().id());
        assertTrue(!first.id().equals(second.id()));
        assertEquals("SUCCESS", Json.text(answered(), "status"));
    }

    @Test
    void aButtonThatIsPressedIsTold() throws InterruptedException {
        online();
        app.deliver("CALLBACK", DingtalkStream.CARD, "",
                "{\"outTrackId\":\"card1\",\"userId\":\"7\",\"content\":\"{\\\"cardPrivateData\\\":{\\\"actionIds\\\":[\\\"agree\\\"],"
                        + "\\\"params\\\":{\\\"n\\\":\\\"1\\\"}}}\"}");
        EventDetails details = host.event(NoticeEvent.class).details();
        assertEquals(List.of("button.press", "card1", "agree", "agree", "7"),
                List.of(details.name(), details.data().get("card_id"), details.data().get("button"),
                        details.data().get("button_id"), details.person().id()));
        assertEquals("{}", answered().path("response").toString());
    }

    private tools.jackson.databind.JsonNode answered() throws InterruptedException {
        return app.answers.poll(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aFrameIsAnsweredOnceTheHostHasIt() throws InterruptedException {
        online();
        host.busy();
        message(DingtalkFrames.text(server, "1", PERSON, PERSON, "msg1", "hi"));
        assertNull(app.answers.poll(200, TimeUnit.MILLISECONDS));
        host.free();
        assertNotNull(answered());
    }

    @Test
    void whatTheHostDoesNotTakeComesAgainOnTheNextStream() throws InterruptedException {
        online();
        host.takeOnly(0);
        message(DingtalkFrames.text(server, "1", PERSON, PERSON, "msg1", "hi"));
        assertNull(app.answers.poll(200, TimeUnit.MILLISECONDS));
        host.stop();
        host.takeOnly(9);
        host.connect();
        assertEquals("msg1", host.event(MessageEvent.class).id());
        assertNotNull(answered());
    }

    @Test
    void aStreamThatDingtalkEndsIsLeftAtOnce() throws InterruptedException {
        online();
        app.once(DingtalkFrames.frame("SYSTEM", "disconnect", "9", "", "{\"reason\":\"persistent connection is timeout\"}"));
        AdapterException end = host.failure();
        assertEquals(ErrorKind.COMMUNICATION, end.kind());
        assertEquals("the stream was ended by DingTalk, as it is every few hours", end.getMessage());
    }

    @Test
    void aBusyHostStillAnswersPings() throws InterruptedException {
        online("heartbeat_timeout", "2s");
        host.busy();
        for (int i = 0; i < 5; i++) {
            message(DingtalkFrames.text(server, "1", PERSON, PERSON, "msg" + i, "hi"));
        }
        assertNull(app.answers.poll(600, TimeUnit.MILLISECONDS));
        host.free();
        for (int i = 0; i < 5; i++) {
            assertNotNull(answered());
        }
    }

    @Test
    void onlyDingtalkMayPost() throws Exception {
        host = account("mode", "http").start();
        host.state("waiting waiting for DingTalk to post to http://");
        host.state("connected dingapp");
        String body = DingtalkFrames.text(server, "1", PERSON, PERSON, "msg1", "hi");
        assertEquals(403, post(Instant.now(), "wrong", body));
        assertEquals(403, post(Instant.now().minus(Duration.ofMinutes(61)), SECRET, body));
        assertEquals(400, post(Instant.now(), SECRET, "{"));
        assertEquals(200, post(Instant.now(), SECRET, body));
        assertEquals("msg1", host.event(MessageEvent.class).id());
        host.takeOnly(0);
        assertEquals(503, post(Instant.now(), SECRET, body));
    }

    private int post(Instant at, String secret, String body) throws IOException, InterruptedException {
        String timestamp = Long.toString(at.toEpochMilli());
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(host.sharedDoor("http")).header("timestamp", timestamp)
                    .header("sign", Signatures.base64(Signatures.hmacSha256(secret, timestamp + "\n" + secret)))
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
