package dev.botyard.adapters.dingtalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.dingtalk.DingtalkServer.Call;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.TestClock;
import dev.botyard.testkit.TestMedia;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What goes out, and by which of the ways.
class DingtalkSendIT extends PlayedRobot {
    private static final String SESSION = "/robot/sendBySession";
    private static final String PRIVATE = "/v1.0/robot/oToMessages/batchSend";
    private static final String TO_GROUP = "/v1.0/robot/groupMessages/send";
    private static final Target PERSONS = Target.person(PERSON);

    @Test
    void anAnswerGoesToTheSessionAndMentionsPeople() throws InterruptedException {
        online();
        MessageEvent event = says("2", GROUP, PERSON, "hi");
        assertEquals(List.of(), answer(event, new Segment.At("4711", "Ann"), text("look <b>")).messageIds());
        Call call = call(SESSION);
        assertEquals(event.messageId(), call.query());
        assertEquals(
                "{\"msgtype\":\"text\",\"text\":{\"content\":\"@4711 look <b>\"},\"at\":{\"atUserIds\":[\"4711\"],\"atDingtalkIds\":[],"
                        + "\"isAtAll\":false}}",
                call.body().toString());
    }

    @Test
    void aPushGoesByTheRobotApiAndHasAnId() throws InterruptedException {
        online();
        says("1", PERSON, PERSON, "hi");
        assertEquals(1, push(PERSONS, text("news")).messageIds().size());
        Call call = call(PRIVATE);
        assertEquals(List.of("dingapp", "[\"" + PERSON + "\"]", "sampleText", "{\"content\":\"news\"}"),
                List.of(Json.text(call.body(), "robotCode"), call.body().path("userIds").toString(),
                        Json.text(call.body(), "msgKey"),
                        Json.text(call.body(), "msgParam")));
    }

    @Test
    void whoWantsIdsGetsAllByTheRobotApi() throws InterruptedException {
        online("replies", "robot", "robot_code", "r0b0t");
        MessageEvent event = says("2", GROUP, PERSON, "hi");
        assertEquals(1, answer(event, text("yes")).messageIds().size());
        assertEquals("r0b0t", Json.text(call(TO_GROUP).body(), "robotCode"));
    }

    @Test
    void aMentionIsMadeInTheSessionThatIsOpenAndWrittenElsewhere() throws InterruptedException {
        online();
        push(Target.group(GROUP), new Segment.AtAll(), text("news"));
        assertEquals("@所有人 news", Json.text(params(call(TO_GROUP)), "content"));
        says("2", GROUP, PERSON, "hi");
        push(Target.group(GROUP), new Segment.AtAll(), new Segment.Markdown("# News\nline\n\nend"));
        JsonNode body = call(SESSION).body();
        assertTrue(Json.flag(body.path("at"), "isAtAll", false));
        assertEquals("@所有人 # News  \nline\n\nend", Json.text(body.path("markdown"), "text"));
    }

    @Test
    void aSessionThatIsFullOrOverLeavesTheAnswerToTheRobotApi() throws InterruptedException {
        online();
        MessageEvent event = says("2", GROUP, PERSON, "hi");
        server.faults.put(SESSION, _ -> Answer.json("{\"errcode\":130101,\"errmsg\":\"send too fast\"}"));
        assertEquals(1, answer(event, text("one")).messageIds().size());
        call(SESSION);
        call(TO_GROUP);
        answer(event, text("two"));
        call(TO_GROUP);

        MessageEvent other = says("1", PERSON, PERSON, "hi");
        server.faults.put(SESSION, _ -> Answer.json("{\"errcode\":300001,\"errmsg\":\"session not exist\"}"));
        answer(other, text("three"));
        call(SESSION);
        call(PRIVATE);
        answer(other, text("four"));
        call(PRIVATE);
    }

    @Test
    void anOutsiderIsAnsweredWhileTheSessionIsOpenAndRefusedAfterwardsWithTheTime() throws InterruptedException {
        TestClock clock = new TestClock(Instant.now());
        host = account().clock(clock).online();
        MessageEvent event = says("1", "", OUTSIDER, "hi");
        assertEquals(OUTSIDER, event.chat().id());
        push(Target.person(OUTSIDER), text("hello"));
        call(SESSION);

        AdapterException medium = refused(Target.person(OUTSIDER), new Segment.Image(TestMedia.local("a.png", "png")));
        assertEquals(ErrorKind.WINDOW_CLOSED, medium.kind());
        clock.advance(Duration.ofHours(2));
        AdapterException closed = refused(Target.person(OUTSIDER), text("late"));
        assertEquals(ErrorKind.WINDOW_CLOSED, closed.kind());
        assertTrue(closed.getMessage().contains("the window closed at 20"), closed.getMessage());
        assertTrue(server.calls.isEmpty(), "the wire was touched");
    }

    @Test
    void aSessionElsewhereIsNotTrustedAndCostsNoMessage() throws InterruptedException {
        online();
        for (String elsewhere : List.of("http://localhost", "http://evil.example/?.dingtalk.com", "http://a b",
                "http://x@127.0.0.1")) {
            message(DingtalkFrames.text(server, "2", GROUP, PERSON, "msg" + server.number(), "hi")
                    .replace("sessionWebhook\":\"http://127.0.0.1", "sessionWebhook\":\"" + elsewhere));
            answer(host.event(MessageEvent.class), text("here"));
            call(TO_GROUP);
        }
    }

    @Test
    void mediaAreUploadedBeforeTheFirstMessage() throws InterruptedException {
        online();
        byte[] amr = "#!AMR\n".getBytes(StandardCharsets.US_ASCII);
        List<String> ids = push(Target.group(GROUP), text("look"), new Segment.Image(TestMedia.local("a.png", "png")),
                new Segment.Voice(TestMedia.local("v.amr", amr), ""), new Segment.File(TestMedia.local("c.tar.gz", "gz")),
                new Segment.Video(TestMedia.local("d.mp4", "mp4"))).messageIds();
        assertEquals(5, ids.size());
        assertEquals(List.of("image", "voice", "file", "file"),
                List.of(call("/media/upload").query(), call("/media/upload").query(),
                        call("/media/upload").query(), call("/media/upload").query()));
        assertEquals("sampleText", Json.text(call(TO_GROUP).body(), "msgKey"));
        assertTrue(Json.text(params(call(TO_GROUP)), "photoURL").startsWith("@lAD"));
        assertEquals("1000", Json.text(params(call(TO_GROUP)), "duration"));
        assertEquals("gz", Json.text(params(call(TO_GROUP)), "fileType"));
        assertEquals("d.mp4", Json.text(params(call(TO_GROUP)), "fileName"));
    }

    @Test
    void anUploadThatIsRefusedHasSentNothing() throws InterruptedException {
        online();
        server.faults.put("/media/upload", _ -> Answer.json("{\"errcode\":40006,\"errmsg\":\"too large\"}"));
        assertEquals(ErrorKind.MEDIA, refused(PERSONS, text("a"), new Segment.Image(TestMedia.local("a.png", "png"))).kind());
        call("/media/upload");
        assertTrue(server.calls.isEmpty(), "something was sent");
    }

    @Test
    void markdownThatIsRefusedArrivesAsText() throws InterruptedException {
        online();
        server.faults.put(PRIVATE, call -> Json.text(call.body(), "msgKey").equals("sampleMarkdown")
                ? DingtalkServer.refusal(400, "invalidParameter.msgParam.invalid", "no")
                : null);
        push(PERSONS, new Segment.Markdown("**bold**"));
        assertEquals("bold", Json.text(params(call(PRIVATE)), "title"));
        assertEquals("bold", Json.text(params(call(PRIVATE)), "content"));
    }

    @Test
    void aMessageInDingtalksOwnFormGoesAsItIs() throws InterruptedException {
        online();
        push(PERSONS, new Segment.Unknown("sampleLink", Map.of("title", "t", "text", "x", "messageUrl", "https://example.org")));
        Call call = call(PRIVATE);
        assertEquals("sampleLink", Json.text(call.body(), "msgKey"));
        assertEquals("https://example.org", Json.text(params(call), "messageUrl"));
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() throws InterruptedException {
        online();
        push(PERSONS, text("one"));
        call(PRIVATE);
        app.token = "another";
        push(PERSONS, text("two"));
        call(PRIVATE);
        assertEquals(2, server.tokens.get());
    }

    @Test
    void aLoginThatIsGoneIsTold() throws InterruptedException {
        online();
        server.revoked = true;
        assertEquals(ErrorKind.AUTHENTICATION, refused(PERSONS, text("one")).kind());
        assertFalse(host.state("lost").contains(SECRET));
    }

    @Test
    void aPersonWhoHasHadTooMuchIsNotReached() throws InterruptedException {
        online();
        server.faults.put(PRIVATE, _ -> Answer.json(
                "{\"processQueryKey\":\"k\",\"invalidStaffIdList\":[],\"flowControlledStaffIdList\":[\"" + PERSON + "\"]}"));
        assertEquals(ErrorKind.RATE_LIMITED, refused(PERSONS, text("one")).kind());
    }

    @Test
    void messagesAreTakenBackWhereTheyStand() throws InterruptedException {
        online();
        MessageRecall recall = host.ability(MessageRecall.class);
        recall.recall(Chat.group(GROUP, ""), "k1");
        Call call = call("/v1.0/robot/groupMessages/recall");
        assertEquals(GROUP, Json.text(call.body(), "openConversationId"));
        assertEquals("[\"k1\"]", call.body().path("processQueryKeys").toString());
        recall.recall(Chat.direct(PERSON), "k2");
        call("/v1.0/robot/otoMessages/batchRecall");
        server.faults.put("/v1.0/robot/otoMessages/batchRecall",
                _ -> Answer.json("{\"successResult\":[],\"failedResult\":{\"k3\":\"too late\"}}"));
        AdapterException late = assertThrows(AdapterException.class, () -> recall.recall(Chat.direct(PERSON), "k3"));
        assertEquals(ErrorKind.REJECTED, late.kind());
        assertTrue(late.getMessage().endsWith("k3 is not taken back by DingTalk: too late"), late.getMessage());
    }

    @Test
    void aDownloadCodeLeadsToAnAddress() throws InterruptedException {
        online();
        FileResolution resolution = host.ability(FileResolution.class);
        assertEquals(server.url() + "/files/code7", resolution.resolve("image", Map.of("downloadCode", "code7")).source());
        assertThrows(AdapterException.class, () -> resolution.resolve("image", Map.of()));
    }
}
