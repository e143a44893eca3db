package dev.botyard.adapters.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelegramInboundTest {
    private static final String CHAT = "\"chat\":{\"id\":-1009007199254740993,\"type\":\"supergroup\",\"title\":\"Friends\"}";
    private final TelegramInbound inbound = new TelegramInbound("71", "Yard_Bot");

    private MessageEvent message(String fields) {
        return assertInstanceOf(MessageEvent.class,
                inbound.read(Json.parse("{\"update_id\":1,\"message\":{\"message_id\":9007199254740993,"
                        + "\"date\":1790000000," + CHAT + ",\"from\":{\"id\":42,\"first_name\":\"Ann\",\"last_name\":\"Li\"},"
                        + fields + "}}"))
                        .getFirst());
    }

    @Test
    void mentionsWithAnIdAndThoseOfTheBotAreSegments() {
        MessageEvent event = message(
                "\"text\":\"🎉 @yard_bot Bob @other\",\"entities\":[{\"type\":\"mention\",\"offset\":3,\"length\":9},"
                        + "{\"type\":\"text_mention\",\"offset\":13,\"length\":3,\"user\":{\"id\":7}},{\"type\":\"mention\",\"offset\":17,\"length\":6}]");
        assertEquals(List.of(new Segment.Text("🎉 "), new Segment.At("71", "yard_bot"), new Segment.Text(" "),
                new Segment.At("7", "Bob"),
                new Segment.Text(" @other")), event.segments());
        assertEquals("Ann Li", event.sender().name());
        assertEquals("-1009007199254740993/9007199254740993", event.messageId());
    }

    @Test
    void theNameOfTheBotBehindACommandIsLeftOutAndThatOfAnotherKept() {
        assertEquals("/start now",
                message("\"text\":\"/start@Yard_bot now\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":15}]")
                        .segments().getFirst().asText());
        assertEquals("/start@other_bot",
                message("\"text\":\"/start@other_bot\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,"
                        + "\"length\":16}]").segments().getFirst().asText());
    }

    @Test
    void entitiesThatDoNotFitTheTextAreLeftOut() {
        assertEquals("hi",
                message("\"text\":\"hi\",\"entities\":[{\"type\":\"mention\",\"offset\":1,\"length\":99},{\"type\":\"mention\","
                        + "\"offset\":-1,\"length\":1},7]").segments().getFirst().asText());
    }

    @Test
    void aTopicStandsInTheIdAndItsBeginningIsNoQuote() {
        MessageEvent event = message(
                "\"is_topic_message\":true,\"message_thread_id\":5,\"reply_to_message\":{\"message_id\":5," + CHAT
                        + ",\"forum_topic_created\":{}},\"text\":\"x\"");
        assertEquals("-1009007199254740993/5/9007199254740993", event.messageId());
        assertEquals(List.of(new Segment.Text("x")), event.segments());
        assertEquals(new Segment.Reply("-1009007199254740993/4", "part"), message("\"reply_to_message\":{\"message_id\":4," + CHAT
                + ",\"text\":\"whole and part\"},\"quote\":{\"text\":\"part\"},\"text\":\"x\"").segments().getFirst());
    }

    @Test
    void whoHidesBehindAChatIsTheChatAndWhatHasNoKindIsKept() {
        MessageEvent event = message("\"sender_chat\":{\"id\":-1007,\"title\":\"News\"},\"dice\":{\"emoji\":\"🎲\",\"value\":6}");
        assertEquals("-1007", event.sender().id());
        assertEquals("6", assertInstanceOf(Segment.Unknown.class, event.segments().getFirst()).data().get("value"));
        MessageEvent post = assertInstanceOf(MessageEvent.class,
                inbound.read(Json.parse("{\"update_id\":2,\"channel_post\":{\"message_id\":3,"
                        + "\"date\":1,\"chat\":{\"id\":-1008,\"type\":\"channel\",\"title\":\"C\"},\"text\":\"x\"}}"))
                        .getFirst());
        assertEquals(ChatKind.CHANNEL, post.chat().kind());
    }

    @Test
    void anAnimationIsOneFilmAndAServiceMessageANotice() {
        assertEquals(1, message("\"animation\":{\"file_id\":\"a\"},\"document\":{\"file_id\":\"a\"}").segments().size());
        NoticeEvent notice = assertInstanceOf(NoticeEvent.class,
                inbound.read(Json.parse("{\"update_id\":4,\"message\":{\"message_id\":3,"
                        + "\"date\":1790000000," + CHAT + ",\"new_chat_title\":\"Better\"}}")).getFirst());
        assertEquals("telegram-notice-new_chat_title", notice.details().nativeName());
        assertEquals("u4", notice.id());
        assertThrows(IllegalArgumentException.class, () -> inbound.read(Json.parse("{\"message\":{}}")));
    }
}
