package dev.botyard.adapters.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackInboundTest {
    private static final SlackInbound.Names NAMES = new SlackInbound.Names() {
        @Override
        public String person(String userId) {
            return "name of " + userId;
        }

        @Override
        public String channel(String channelId) {
            return "";
        }

        @Override
        public String partner(String channelId) {
            return channelId.equals("D9") ? "U9" : "";
        }
    };
    private final SlackInbound inbound = new SlackInbound(Json.parse("{\"user_id\":\"U0\",\"bot_id\":\"B0\"}"), NAMES);

    private Optional<InboundEvent> read(String event) throws InterruptedException {
        return inbound.read("events_api", Json.parse("{\"event_id\":\"Ev1\",\"event\":" + event + "}"));
    }

    private MessageEvent message(String fields) throws InterruptedException {
        return assertInstanceOf(MessageEvent.class,
                read("{\"type\":\"message\",\"channel\":\"C1\",\"channel_type\":\"channel\",\"user\":\"U1\","
                        + "\"ts\":\"1700000000.123456\"," + fields + "}").orElseThrow());
    }

    private EventDetails notice(String event) throws InterruptedException {
        return assertInstanceOf(NoticeEvent.class, read(event).orElseThrow()).details();
    }

    @Test
    void aMessageHasItsChannelAndTimeAsItsId() throws InterruptedException {
        MessageEvent event = message("\"text\":\"hi\"");
        assertEquals("C1/1700000000.123456", event.messageId());
        assertEquals(event.messageId(), event.id());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_123L), event.time());
        assertTrue(event.once());
        assertEquals("name of U1", event.sender().name());
    }

    @Test
    void marksBecomeSegments() throws InterruptedException {
        assertEquals(List.of(new Segment.At("U0", "name of U0"), new Segment.Text(" a <b> & "), new Segment.AtAll(),
                new Segment.Text(" #general label (https://e.org/?a&b) https://e.org ann@e.org @team <x"),
                new Segment.At("U2", "Bob")),
                message("\"text\":\"<@U0> a &lt;b&gt; &amp; <!here> <#C2|general> <https://e.org/?a&amp;b|label> <https://e.org> "
                        + "<mailto:ann@e.org|ann@e.org> <!subteam^S1|@team> &lt;x<@U2|Bob>\"").segments());
    }

    @Test
    void anAnswerInAThreadQuotesWhatBeganIt() throws InterruptedException {
        assertEquals(new Segment.Reply("C1/1700000000.000001", ""),
                message("\"text\":\"a\",\"thread_ts\":\"1700000000.000001\"").segments().getFirst());
        assertEquals(List.of(new Segment.Text("a")), message("\"text\":\"a\",\"thread_ts\":\"1700000000.123456\"").segments());
    }

    @Test
    void filesAreMediaOfTheirKind() throws InterruptedException {
        List<Segment> segments = message(
                "\"subtype\":\"file_share\",\"text\":\"\",\"files\":[{\"id\":\"F1\",\"name\":\"a.png\",\"mimetype\":"
                        + "\"image/png\",\"size\":7,\"url_private\":\"https://files.slack.com/a\"},{\"id\":\"F2\",\"mimetype\":\"audio/webm\"},"
                        + "{\"id\":\"F3\",\"mimetype\":\"video/mp4\"},{\"id\":\"F4\",\"mimetype\":\"text/plain\"},{}]")
                .segments();
        Segment.Image image = assertInstanceOf(Segment.Image.class, segments.getFirst());
        assertEquals(7, image.media().size());
        assertEquals("https://files.slack.com/a", image.media().platform().get("url"));
        assertInstanceOf(Segment.Voice.class, segments.get(1));
        assertInstanceOf(Segment.Video.class, segments.get(2));
        assertInstanceOf(Segment.File.class, segments.get(3));
        assertEquals(5, segments.size());
    }

    @Test
    void ownMessagesAreKnownByPersonAndByBot() throws InterruptedException {
        assertTrue(message("\"user\":\"U0\",\"text\":\"a\"").own());
        assertTrue(message("\"bot_id\":\"B0\",\"text\":\"a\"").own());
        assertFalse(message("\"bot_id\":\"B1\",\"subtype\":\"bot_message\",\"username\":\"Other\",\"text\":\"a\"").own());
    }

    @Test
    void aPrivateChatIsNamedByItsPerson() throws InterruptedException {
        MessageEvent event = message("\"channel\":\"D1\",\"channel_type\":\"im\",\"text\":\"a\"");
        assertEquals(ChatKind.PRIVATE, event.chat().kind());
        assertEquals("U1", event.chat().id());
        assertEquals("D1/1700000000.123456", event.messageId());
        assertEquals("U9", message("\"user\":\"U0\",\"channel\":\"D9\",\"channel_type\":\"im\",\"text\":\"a\"").chat().id());
    }

    @Test
    void aMentionTellsNoSecondMessage() throws InterruptedException {
        MessageEvent event = assertInstanceOf(MessageEvent.class,
                read("{\"type\":\"app_mention\",\"channel\":\"C1\",\"user\":\"U1\","
                        + "\"ts\":\"1700000000.123456\",\"text\":\"<@U0> hi\"}").orElseThrow());
        assertEquals("C1/1700000000.123456", event.id());
    }

    @Test
    void onlyARealEditIsToldAsOne() throws InterruptedException {
        String edit = "{\"type\":\"message\",\"subtype\":\"message_changed\",\"channel\":\"C1\",\"ts\":\"2.2\",\"event_ts\":\"1700000001.5\",\"message\":"
                + "{\"user\":\"U1\",\"ts\":\"1.1\",\"text\":\"new &lt;\"%s},\"previous_message\":{\"user\":\"U1\",\"ts\":\"1.1\",\"text\":\"old\"}}";
        EventDetails details = notice(edit.formatted(",\"edited\":{\"user\":\"U1\",\"ts\":\"2.2\"}"));
        assertEquals(EventNames.MESSAGE_EDIT + " slack-notice-message_changed", details.name() + " " + details.nativeName());
        assertEquals("C1/1.1", details.data().get("message_id"));
        assertEquals("new <", details.data().get("text"));
        assertTrue(read(edit.formatted("")).isEmpty());
    }

    @Test
    void whatHappensToMessagesAndMembersIsTold() throws InterruptedException {
        EventDetails deleted = notice(
                "{\"type\":\"message\",\"subtype\":\"message_deleted\",\"channel\":\"C1\",\"ts\":\"2.2\",\"deleted_ts\":\"1.1\","
                        + "\"previous_message\":{\"user\":\"U1\"}}");
        assertEquals(EventNames.MESSAGE_RECALL, deleted.name());
        assertEquals("C1/1.1", deleted.data().get("message_id"));
        EventDetails joined = notice(
                "{\"type\":\"member_joined_channel\",\"user\":\"U1\",\"channel\":\"C1\",\"channel_type\":\"C\",\"inviter\":\"U2\"}");
        assertEquals(EventNames.GROUP_MEMBER_JOIN, joined.name());
        assertEquals("U2", joined.data().get("operator_id"));
        assertEquals("C1", joined.chat().orElseThrow().id());
        assertEquals(EventNames.GROUP_MEMBER_LEAVE,
                notice("{\"type\":\"member_left_channel\",\"user\":\"U1\",\"channel\":\"C1\"}").name());
        EventDetails reaction = notice(
                "{\"type\":\"reaction_added\",\"user\":\"U1\",\"reaction\":\"eyes\",\"item\":{\"type\":\"message\","
                        + "\"channel\":\"D1\",\"ts\":\"1.1\"},\"event_ts\":\"1700000001.5\"}");
        assertEquals("D1/1.1", reaction.data().get("message_id"));
        assertEquals(EventNames.MESSAGE_REACTION + " eyes add",
                reaction.name() + " " + reaction.data().get("emoji") + " " + reaction.data().get("sub_type"));
        assertEquals("U1", reaction.chat().orElseThrow().id());
        assertEquals(Instant.ofEpochMilli(1_700_000_001_500L), reaction.time());
    }

    @Test
    void buttonsAndCommandsAreTold() throws InterruptedException {
        NoticeEvent pressed = assertInstanceOf(NoticeEvent.class,
                inbound.read("interactive", Json.parse("{\"type\":\"block_actions\","
                        + "\"trigger_id\":\"T.1\",\"user\":{\"id\":\"U1\",\"name\":\"ann\"},\"channel\":{\"id\":\"C1\",\"name\":\"general\"},\"container\":"
                        + "{\"message_ts\":\"1.1\"},\"actions\":[{\"action_id\":\"ok\",\"value\":\"9007199254740993\"}]}"))
                        .orElseThrow());
        assertEquals(EventNames.BUTTON_PRESS + " ok", pressed.details().name() + " " + pressed.details().data().get("button_id"));
        assertEquals("9007199254740993", pressed.details().data().get("value"));
        assertEquals("C1/1.1", pressed.details().data().get("message_id"));
        MessageEvent command = assertInstanceOf(MessageEvent.class,
                inbound.read("slash_commands", Json.parse("{\"command\":\"/weather\","
                        + "\"text\":\"Oslo\",\"user_id\":\"U1\",\"user_name\":\"ann\",\"channel_id\":\"D1\",\"trigger_id\":\"T.2\"}"))
                        .orElseThrow());
        assertEquals(List.of(new Segment.Text("/weather Oslo")), command.segments());
        assertEquals("U1", command.chat().id());
    }
}
