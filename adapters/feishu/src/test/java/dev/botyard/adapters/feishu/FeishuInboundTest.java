package dev.botyard.adapters.feishu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeishuInboundTest {
    private static final Chat GROUP = Chat.group("oc_900", "");

    private final FeishuApp app = new FeishuApp(1);

    private List<InboundEvent> read(String event) {
        return FeishuInbound.read(Json.parse(event), app.botOpenId, "Ann");
    }

    private MessageEvent message(String type, String content, String extra) {
        return assertInstanceOf(MessageEvent.class,
                read(FeishuEvents.message(app, GROUP, "ou_42", "om_9007199254740993", 1_700_000_000_123L, type,
                        content, extra)).getFirst());
    }

    private EventDetails notice(String type, String body) {
        List<InboundEvent> events = read(FeishuEvents.raw(app, type, "e-1", body));
        assertEquals(1, events.size());
        return assertInstanceOf(NoticeEvent.class, events.getFirst()).details();
    }

    @Test
    void aGroupMessageHasItsChatSenderTimeAndId() {
        MessageEvent event = message("text", "{\"text\":\"hello\"}", "");
        assertEquals(Chat.group("oc_900", ""), event.chat());
        assertEquals("ou_42 Ann", event.sender().id() + " " + event.sender().name());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_123L), event.time());
        assertEquals("om_9007199254740993", event.id());
        assertTrue(event.once());
        assertEquals(List.of(new Segment.Text("hello")), event.segments());
    }

    @Test
    void aPrivateChatIsKnownByThePerson() {
        MessageEvent event = (MessageEvent) read(FeishuEvents.text(app, Chat.direct("ou_42"), "ou_42", "om_1", 1, "hi"))
                .getFirst();
        assertEquals(ChatKind.PRIVATE, event.chat().kind());
        assertEquals("ou_42", event.chat().id());
    }

    @Test
    void theTenthPersonIsNotTheFirstWithAZero() {
        String mentions = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> "{\"key\":\"@_user_" + i + "\",\"id\":{\"open_id\":\"ou_" + i + "\"},\"name\":\"N" + i + "\"}")
                .collect(Collectors.joining(",", ",\"mentions\":[", "]"));
        List<Segment> segments = message("text", "{\"text\":\"@_user_11 and @_user_1@_all @_user_12\"}", mentions).segments();
        assertEquals(List.of(new Segment.At("ou_11", "N11"), new Segment.Text(" and "), new Segment.At("ou_1", "N1"),
                new Segment.AtAll(),
                new Segment.Text(" @_user_12")), segments);
    }

    @Test
    void aQuoteComesFirst() {
        assertEquals(new Segment.Reply("om_0", ""),
                message("text", "{\"text\":\"yes\"}", ",\"parent_id\":\"om_0\",\"root_id\":\"om_00\"").segments().getFirst());
    }

    @Test
    void mediaKeepTheMessageAndTheKey() {
        Segment.File file = (Segment.File) message("file", "{\"file_key\":\"file_v3_1\",\"file_name\":\"a.pdf\"}", "").segments()
                .getFirst();
        assertEquals("a.pdf", file.media().name());
        assertEquals(Map.of("message_id", "om_9007199254740993", "key", "file_v3_1", "type", "file", "name", "a.pdf"),
                file.media().platform());
        assertEquals("image",
                ((Segment.Image) message("image", "{\"image_key\":\"img_1\"}", "").segments().getFirst()).media().platform()
                        .get("type"));
        assertInstanceOf(Segment.Voice.class,
                message("audio", "{\"file_key\":\"f\",\"duration\":2000}", "").segments().getFirst());
        assertInstanceOf(Segment.Video.class, message("media", "{\"file_key\":\"f\"}", "").segments().getFirst());
    }

    @Test
    void aPostIsReadLineByLineWithOrWithoutALanguage() {
        String content = "{\"title\":\"T\",\"content\":[[{\"tag\":\"text\",\"text\":\"a\"},{\"tag\":\"at\",\"user_id\":\"@_user_1\",\"user_name\":\"B\"}],"
                + "[{\"tag\":\"img\",\"image_key\":\"k\"}],[{\"tag\":\"a\",\"text\":\"here\",\"href\":\"https://x\"},{\"tag\":\"emotion\",\"emoji_type\":\"SMILE\"},"
                + "{\"tag\":\"hr\"},{\"tag\":\"new\"}]]}";
        String mention = ",\"mentions\":[{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_1\"},\"name\":\"Bo\"}]";
        for (String post : List.of(content, "{\"zh_cn\":" + content + "}")) {
            assertEquals("T\na@Bo\n[image]\nhere (https://x)[face SMILE][hr][new]",
                    message("post", post, mention).segments().stream().map(Segment::asText).collect(Collectors.joining()));
        }
    }

    @Test
    void whatIsNotKnownIsKept() {
        assertEquals(List.of(new Segment.Unknown("location", Map.of("name", "Hall", "latitude", "1.5"))),
                message("location", "{\"name\":\"Hall\",\"latitude\":\"1.5\"}", "").segments());
        assertEquals(List.of(new Segment.Forward("om_9007199254740993", List.of())),
                message("merge_forward", "Merged and Forwarded Message", "").segments());
        assertEquals("{\"a\":1}", ((Segment.Json) message("interactive", "{\"a\":1}", "").segments().getFirst()).json());
    }

    @Test
    void whoJoinedAndLeftIsOneEventEach() {
        String body = "{\"chat_id\":\"oc_9\",\"operator_id\":{\"open_id\":\"ou_o\"},\"name\":\"Friends\",\"users\":["
                + "{\"name\":\"A\",\"user_id\":{\"open_id\":\"ou_a\"}},{\"name\":\"B\",\"user_id\":{\"open_id\":\"ou_b\"}}]}";
        List<EventDetails> joined = read(FeishuEvents.raw(app, "im.chat.member.user.added_v1", "e-1", body)).stream()
                .map(event -> ((NoticeEvent) event).details()).toList();
        assertEquals(List.of("e-1:ou_a", "e-1:ou_b"), joined.stream().map(EventDetails::id).toList());
        assertEquals(EventNames.GROUP_MEMBER_JOIN, joined.getFirst().name());
        assertEquals(Chat.group("oc_9", "Friends"), joined.getFirst().chat().orElseThrow());
        assertEquals("ou_o", joined.getFirst().data().get("operator_id"));
        assertEquals("B", joined.getLast().person().name());
        for (String type : List.of("im.chat.member.user.deleted_v1", "im.chat.member.user.withdrawn_v1")) {
            assertEquals(EventNames.GROUP_MEMBER_LEAVE,
                    ((NoticeEvent) read(FeishuEvents.raw(app, type, "e-2", body)).getFirst()).details().name());
        }
        EventDetails bot = notice("im.chat.member.bot.deleted_v1",
                "{\"chat_id\":\"oc_9\",\"operator_id\":{\"open_id\":\"ou_o\"}}");
        assertEquals(EventNames.GROUP_MEMBER_LEAVE + " " + app.botOpenId, bot.name() + " " + bot.person().id());
    }

    @Test
    void recallsReactionsAndButtonsAreNotices() {
        EventDetails recall = notice("im.message.recalled_v1",
                "{\"message_id\":\"om_1\",\"chat_id\":\"oc_9\",\"recall_type\":\"message_owner\"}");
        assertEquals(EventNames.MESSAGE_RECALL + " om_1 oc_9", recall.name() + " " + recall.data().get("message_id") + " "
                + recall.data().get("group_id"));
        EventDetails reaction = notice("im.message.reaction.created_v1",
                "{\"message_id\":\"om_1\",\"reaction_type\":{\"emoji_type\":\"SMILE\"},"
                        + "\"operator_type\":\"user\",\"user_id\":{\"open_id\":\"ou_42\"},\"action_time\":\"1\"}");
        assertEquals(EventNames.MESSAGE_REACTION + " feishu-notice-message.reaction.created ou_42 add SMILE om_1",
                reaction.name() + " " + reaction.nativeName() + " " + reaction.data().get("user_id") + " "
                        + reaction.data().get("sub_type") + " " + reaction.data().get("emoji") + " "
                        + reaction.data().get("message_id"));
        EventDetails button = notice("card.action.trigger",
                "{\"operator\":{\"open_id\":\"ou_42\"},\"token\":\"c-1\",\"action\":{\"tag\":\"button\","
                        + "\"value\":{\"go\":\"yes\"}},\"context\":{\"open_message_id\":\"om_1\",\"open_chat_id\":\"oc_9\"}}");
        assertEquals(EventNames.BUTTON_PRESS + " button", button.name() + " " + button.data().get("button_id"));
        assertEquals("feishu-notice-card.action.trigger ou_42 om_1 oc_9", button.nativeName() + " " + button.person().id() + " "
                + button.data().get("message_id") + " " + button.chat().orElseThrow().id());
        assertEquals(Map.of("tag", "button", "value", Map.of("go", "yes")), button.data().get("action"));
    }

    @Test
    void whatLacksTheEssentialIsNoMessage() {
        assertThrows(IllegalArgumentException.class, () -> read(FeishuEvents.raw(app, "im.message.receive_v1", "e", "{}")));
        assertEquals(List.of(), read("{\"uuid\":\"x\",\"type\":\"event_callback\",\"event\":{\"type\":\"message\"}}"));
    }
}
