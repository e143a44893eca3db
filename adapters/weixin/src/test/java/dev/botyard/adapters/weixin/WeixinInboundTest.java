package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeixinInboundTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Recollection said = new Recollection(new MemoryStore(), 10);
    private final WeixinInbound inbound = new WeixinInbound(Clock.fixed(NOW, ZoneOffset.UTC), said);

    private MessageEvent recorded(String name) throws IOException {
        try (InputStream in = WeixinInboundTest.class.getResourceAsStream("/wire/" + name + ".json")) {
            return inbound.read(Json.parse(in.readAllBytes()));
        }
    }

    @Test
    void readsText() throws IOException {
        MessageEvent event = recorded("text");
        assertEquals("9007199254740993", event.messageId());
        assertEquals("9007199254740993", event.id());
        assertEquals(Chat.direct("ann@im.wechat"), event.chat());
        assertEquals("ann@im.wechat", event.sender().id());
        assertEquals(Instant.ofEpochMilli(1795000000123L), event.time());
        assertEquals(List.of(new Segment.Text("天气 北京")), event.segments());
        assertFalse(event.own());
    }

    @Test
    void whatIsSaidInAGroupIsNotPrivate() {
        MessageEvent event = inbound.read(Json.parse("""
                {"message_id": 7, "message_type": 1, "from_user_id": "ann@im.wechat", "group_id": "5@chatroom",
                 "item_list": [{"type": 1, "text_item": {"text": "hi all"}}]}"""));
        assertEquals(Chat.group("5@chatroom", ""), event.chat());
        assertEquals("ann@im.wechat", event.sender().id());
    }

    @Test
    void readsVoiceWithItsTranscript() throws IOException {
        MessageEvent event = recorded("voice");
        assertEquals("18446744073709551615", event.messageId());
        Segment.Voice voice = (Segment.Voice) event.segments().getFirst();
        assertEquals("你好", voice.transcript());
        assertEquals(Map.of("full_url", "https://cdn.example/v", "encrypt_query_param", "p1", "aes_key",
                "MDAxMTIyMzM0NDU1NjY3Nzg4OTlhYWJiY2NkZGVlZmY="), voice.media().platform());
    }

    @Test
    void readsQuotedText() throws IOException {
        assertEquals(List.of(new Segment.Reply("9007199254740995", "the quoted text"), new Segment.Text("what is that?")),
                recorded("quote-inline").segments());
    }

    @Test
    void findsWhatIsQuotedByItsIdAlone() throws IOException {
        assertEquals(new Segment.Reply("9007199254740997", ""), recorded("quote-by-id").segments().getFirst());
        said.keep("9007199254740997", "the quick brown fox");
        assertEquals(new Segment.Reply("9007199254740997", "quick "), recorded("quote-by-id").segments().getFirst());
    }

    @Test
    void keepsWhatItDoesNotKnow() throws IOException {
        assertEquals(List.of(new Segment.Unknown("item-11", Map.of("type", "11", "tool_call_item", "{\"name\":\"search\"}")),
                new Segment.Unknown("item-99", Map.of("type", "99", "odd", "true"))), recorded("tool-call").segments());
    }

    @Test
    void marksItsOwnMessages() throws IOException {
        MessageEvent event = recorded("own");
        assertTrue(event.own());
        assertEquals(Chat.direct("ann@im.wechat"), event.chat());
        assertEquals(NOW, event.time());
    }

    @Test
    void knowsAMessageWithoutAnIdByItsSenderAndTime() {
        assertEquals("7",
                inbound.read(Json.parse("{\"from_user_id\":\"a\",\"message_id\":0,\"item_list\":[{\"msg_id\":7}]}")).id());
        assertEquals("t:a:5:2", inbound.read(Json.parse("{\"from_user_id\":\"a\",\"create_time_ms\":5,\"seq\":2}")).id());
        assertEquals("", inbound.read(Json.parse("{\"from_user_id\":\"a\"}")).id());
        assertEquals("", inbound.read(Json.parse("{\"from_user_id\":\"a\",\"message_id\":-1}")).id());
    }

    @Test
    void refusesAMessageFromNobody() {
        assertThrows(IllegalArgumentException.class, () -> inbound.read(Json.parse("{\"message_id\":1}")));
    }
}
