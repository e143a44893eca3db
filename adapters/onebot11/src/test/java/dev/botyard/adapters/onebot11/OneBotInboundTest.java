package dev.botyard.adapters.onebot11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class OneBotInboundTest {
    private final TemporarySessions sessions = new TemporarySessions(new MemoryStore());
    private final OneBotInbound inbound = new OneBotInbound("qq", Clock.systemUTC(), sessions, false);

    private static JsonNode sample(String name) throws IOException {
        try (InputStream in = OneBotInboundTest.class.getResourceAsStream("/wire/" + name + ".json")) {
            return Json.parse(in.readAllBytes());
        }
    }

    private MessageEvent message(String name) throws Exception {
        return assertInstanceOf(MessageEvent.class, inbound.read(sample(name), null, false));
    }

    @Test
    void idsAreKeptToTheLastDigit() throws Exception {
        MessageEvent event = message("group-array");
        assertEquals("9007199254740993123", event.chat().id());
        assertEquals("12345678901234567890", event.sender().id());
        assertEquals("-2147483640", event.messageId());
        assertEquals("18446744073709551617", message("private-cq").messageId());
    }

    /// Implementations that know no id say 0 or -1, each time the same: no id at all, or the second message is taken for the first.
    @Test
    void anUnknownIdIsNone() throws Exception {
        for (String unknown : List.of("-1", "0", "\"\"", "null")) {
            MessageEvent event = assertInstanceOf(MessageEvent.class, inbound.read(
                    Json.parse("{\"post_type\":\"message\",\"message_type\":\"private\",\"user_id\":2,\"message_id\":" + unknown
                            + ",\"message\":\"hi\"}"),
                    null, false));
            assertEquals("", event.id(), unknown);
            assertEquals("", event.messageId(), unknown);
            assertFalse(event.dated(), "no time was told");
        }
        assertTrue(message("group-array").dated());
    }

    @Test
    void chatSenderAndTimeAreRead() throws Exception {
        MessageEvent event = message("group-array");
        assertEquals(ChatKind.GROUP, event.chat().kind());
        assertEquals("Garden", event.chat().name());
        assertEquals("Card", event.sender().name());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), event.time());
        assertEquals("[CQ:reply,id=7] hi", event.raw());
        assertFalse(event.own());
    }

    @Test
    void everySegmentHasItsKindAndNoneIsDropped() throws Exception {
        List<Segment> segments = message("group-array").segments();
        assertEquals(
                "Reply At AtAll Text Face Image Voice Video File Json Markdown Forward Forward Unknown Unknown Unknown Unknown Unknown"
                        + " Unknown Unknown Unknown Unknown",
                segments.stream().map(segment -> segment.getClass().getSimpleName())
                        .reduce((a, b) -> a + " " + b).orElseThrow());
        assertEquals(new Segment.Reply("-7", ""), segments.getFirst());
        assertEquals(new Segment.At("10001000", "Bot"), segments.get(1));
        assertEquals(new Segment.Face("178"), segments.get(4));
        assertEquals(new Segment.Unknown("location", Map.of("lat", "1.5", "lon", "2")), segments.get(15));
        assertEquals(new Segment.Unknown("brand_new", Map.of("deep", "{\"a\":[1]}")), segments.getLast());
        Segment.Forward forward = (Segment.Forward) segments.get(12);
        assertEquals("Five", forward.nodes().getFirst().sender().name());
        assertEquals("inner", forward.nodes().getFirst().segments().getFirst().asText());
    }

    @Test
    void mediaSayWhereTheyAreOrWhatToAskFor() throws Exception {
        List<Segment> segments = message("group-array").segments();
        Segment.Image image = (Segment.Image) segments.get(5);
        assertEquals("https://img/A", image.media().source());
        assertEquals(2048, image.media().size());
        Segment.Video video = (Segment.Video) segments.get(7);
        assertEquals("", video.media().source(), "a path of the peer's disk is no source");
        Segment.File file = (Segment.File) segments.get(8);
        assertEquals("D.pdf", file.media().name());
        assertEquals("/d-1", file.media().platform().get("file_id"));
        assertEquals("9007199254740993123", file.media().platform().get("group_id"));
    }

    @Test
    void stringMessagesAreReadAndTheTemporarySessionIsRemembered() throws Exception {
        MessageEvent event = message("private-cq");
        assertEquals(ChatKind.PRIVATE, event.chat().kind());
        assertEquals("[x] ", event.segments().getFirst().asText());
        assertEquals("https://img/a?x=1&y=2,3", ((Segment.Image) event.segments().get(1)).media().source());
        assertEquals(" [CQ: broken", event.segments().get(2).asText());
        assertEquals("123", sessions.groupFor("77"));
    }

    @Test
    void anonymousMembersShowTheirMask() throws Exception {
        assertEquals("Mask", message("anonymous").sender().name());
    }

    @Test
    void ownMessagesAreMarkedAndStandInTheOthersChat() throws Exception {
        MessageEvent event = message("own");
        assertTrue(event.own());
        assertEquals("77", event.chat().id());
    }

    @Test
    void theSameMessageHasTheSameIdAndOthersHaveOthers() throws Exception {
        assertEquals(message("own").id(), message("own").id());
        assertNotEquals(message("own").id(), message("anonymous").id());
    }

    @TestFactory
    Stream<DynamicTest> noticesRequestsAndMetaEventsHaveBothNames() throws Exception {
        return sample("notices").valueStream().map(row -> DynamicTest.dynamicTest(row.get(1).asString(), () -> {
            InboundEvent event = inbound.read(row.get(2), null, false);
            EventDetails details = details(event);
            assertEquals(row.get(0).asString(), details.name());
            assertEquals(row.get(1).asString(), details.nativeName());
            Map<String, Object> told = new HashMap<>(Json.map(row.get(2)));
            if (details.name().equals(EventNames.MESSAGE_REACTION)) {
                told.putAll(Map.of("emoji", "76", "sub_type", "add"));
            }
            assertEquals(told, details.data());
            assertEquals(Instant.ofEpochSecond(1), details.time());
            assertEquals(row.get(2).path("group_id").asString(""), details.chat().filter(chat -> chat.shared())
                    .map(chat -> chat.id()).orElse(""));
            boolean repeatable = row.get(1).asString().contains("notify") || event instanceof MetaEvent
                    || row.get(1).asString().contains("something");
            assertEquals(repeatable, event.id().isEmpty(), event.id());
        }));
    }

    private static EventDetails details(InboundEvent event) {
        return switch (event) {
            case NoticeEvent(EventDetails details) -> details;
            case RequestEvent(EventDetails details) -> details;
            case MetaEvent(EventDetails details) -> details;
            case MessageEvent message -> throw new AssertionError(message);
            case PaymentEvent payment -> throw new AssertionError(payment);
        };
    }

    @Test
    void noticesThatDifferAnywhereAreTwoAndTheSameOneIsOne() throws Exception {
        String reaction = "{\"time\":1,\"post_type\":\"notice\",\"notice_type\":\"reaction\",\"sub_type\":\"add\",\"group_id\":2,"
                + "\"message_id\":5,\"operator_id\":3,\"code\":\"76\"}";
        assertEquals(inbound.read(Json.parse(reaction), null, false).id(), inbound.read(Json.parse(reaction), null, false).id());
        assertNotEquals(inbound.read(Json.parse(reaction), null, false).id(),
                inbound.read(Json.parse(reaction.replace("76", "66")), null, false).id());
    }

    @Test
    void whatIsNotWrittenAsTheStandardSaysIsKeptToo() throws Exception {
        MessageEvent event = (MessageEvent) inbound
                .read(Json.parse("{\"post_type\":\"message\",\"message_type\":\"group\",\"group_id\":1,"
                        + "\"user_id\":2,\"message_id\":3,\"message\":[{\"type\":\"text\",\"data\":\"words\"},{\"type\":\"odd\",\"data\":[1,{\"a\":2}]},"
                        + "\"bare\",{\"type\":\"none\"}]}"), null, false);
        assertEquals(List.of(new Segment.Text("words"), new Segment.Unknown("odd", Map.of("data", "[1,{\"a\":2}]")),
                new Segment.Text("bare"), new Segment.Unknown("none", Map.of())), event.segments());
        assertTrue(event.raw().contains("\"a\":2"), event.raw());
    }

    @Test
    void dataKeepLargeNumbersAsText() {
        assertEquals(Map.of("a", 9007199254740991L, "b", "9007199254740993"),
                Json.map(Json.parse("{\"a\":9007199254740991,\"b\":9007199254740993,\"c\":null}")));
    }
}
