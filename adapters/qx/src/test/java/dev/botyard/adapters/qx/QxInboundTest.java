package dev.botyard.adapters.qx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Callback;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QxInboundTest {
    private static InboundEvent read(boolean official, int event, Map<String, ?> more) {
        Map<String, Object> data = new HashMap<>(
                Map.of("fromType", 1, "msgType", 1, "fromWxid", "wxid_ann", "msg", "hi", "msgId", "1"));
        data.putAll(more);
        String json = Callbacks.of(Dialect.PRO, "wxid_bot", event, "D0003", data);
        return new QxInbound("qx", "wxid_bot", official, Clock.systemUTC())
                .read(Callback.of(Json.parse(json.getBytes(StandardCharsets.UTF_8))), false);
    }

    private static MessageEvent message(int event, Map<String, ?> more) {
        return assertInstanceOf(MessageEvent.class, read(true, event, more));
    }

    @Test
    void fromTypeTellsChatsApartNotTheEvent() {
        assertFalse(message(10008, Map.of("fromType", 1)).chat().shared());
        assertTrue(message(10009, Map.of("fromType", 2, "fromWxid", "9@chatroom", "finalFromWxid", "wxid_ann")).chat().shared());
        assertInstanceOf(NoticeEvent.class, read(false, 10009, Map.of("fromType", 3, "fromWxid", "gh_shop")));
        assertEquals("gh_shop", message(10009, Map.of("fromType", 3, "fromWxid", "gh_shop")).chat().id());
    }

    @Test
    void ownMessagesAreOwnHoweverTheyAreReported() {
        assertTrue(message(10010, Map.of()).own());
        assertTrue(message(10009, Map.of("msgSource", 1)).own());
        assertTrue(message(10008, Map.of("fromType", 2, "fromWxid", "9@chatroom", "finalFromWxid", "wxid_bot")).own());
        assertFalse(message(10009, Map.of("msgSource", 0)).own());
    }

    @Test
    void quotesNameWhatTheyQuote() {
        String xml = "<msg><appmsg><title>yes</title><type>57</type><refermsg><svrid>7254</svrid><content>shall we?</content>"
                + "</refermsg></appmsg></msg>";
        assertEquals(List.of(new Segment.Reply("7254", "shall we?"), new Segment.Text("yes")),
                message(10009, Map.of("msgType", 49, "msg", xml)).segments());
    }

    @Test
    void entitiesOfStrangersStayRaw() {
        String xml = "<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><msg><appmsg><title>&x;</title><type>57</type></appmsg></msg>";
        assertEquals(List.of(new Segment.Unknown("wechat-49", Map.of("msg", xml))),
                message(10009, Map.of("msgType", 49, "msg", xml)).segments());
    }

    @Test
    void repeatedCallbacksHaveOneId() {
        Map<String, String> unnumbered = Map.of("msgId", "", "signature", "v1_x", "timeStamp", "1687616564770");
        assertEquals(message(10009, unnumbered).id(), message(10009, unnumbered).id());
        assertEquals("s:v1_x:wxid_ann:1687616564770", message(10009, unnumbered).id());
        for (String unknown : List.of("0", "-1")) {
            MessageEvent event = message(10009, Map.of("msgId", unknown, "signature", "v1_x", "timeStamp", "1687616564770"));
            assertEquals("s:v1_x:wxid_ann:1687616564770", event.id());
            assertEquals("", event.messageId());
        }
    }
}
