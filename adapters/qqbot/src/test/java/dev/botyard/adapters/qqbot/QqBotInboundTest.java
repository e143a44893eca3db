package dev.botyard.adapters.qqbot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.QqBotInbound.Bot;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events as QQ writes them.
class QqBotInboundTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Bot BOT = new Bot("102012345", "9007199254740995", "小助手");

    private static NoticeEvent notice(String type, String data) {
        return (NoticeEvent) QqBotInbound.read(
                Json.parse("{\"t\":\"" + type + "\",\"id\":\"" + type + ":1\",\"d\":" + data + "}"), BOT, NOW,
                false, index -> index);
    }

    private static MessageEvent message(String type, String data) {
        return (MessageEvent) QqBotInbound.read(
                Json.parse("{\"t\":\"" + type + "\",\"id\":\"" + type + ":1\",\"d\":" + data + "}"), BOT, NOW,
                false, index -> index.equals("REFIDX_1") ? "m-0" : index);
    }

    private static MessageEvent group(String type, String content, String more) {
        return message(type, "{\"id\":\"m-1\",\"content\":\"" + content + "\",\"timestamp\":\"2026-11-28T15:59:59+08:00\","
                + "\"group_openid\":\"G1\",\"author\":{\"id\":\"M1\",\"member_openid\":\"M1\",\"username\":\"Ann\"}" + more
                + "}");
    }

    @Test
    void aMentionAtTheHeadIsSeenInNeitherKindOfGroupMessages() {
        String mentions = ",\"mentions\":[{\"scope\":\"single\",\"id\":\"B\",\"member_openid\":\"BOTINGROUP\",\"is_you\":true}]";
        MessageEvent mentioned = group("GROUP_AT_MESSAGE_CREATE", " /help me ", "");
        MessageEvent all = group("GROUP_MESSAGE_CREATE", "<@BOTINGROUP> /help me ", mentions);
        assertEquals(List.of(new Segment.Text("/help me ")), mentioned.segments());
        assertEquals(mentioned.segments(), all.segments());
        assertEquals(mentioned.id(), all.id());
        assertEquals(ChatKind.GROUP, all.chat().kind());
        assertEquals("Ann", all.sender().name());
        assertEquals(Instant.parse("2026-11-28T07:59:59Z"), all.time());
    }

    @Test
    void mentionsFacesAndEntitiesAreRead() {
        MessageEvent event = group("GROUP_MESSAGE_CREATE",
                "1 &lt; 2 <@M2> <qqbot-at-user id=\\\"M3\\\" /> <qqbot-at-everyone /> <faceType=1,faceId=\\\"13\\\",ext=\\\"e30=\\\">&amp;lt;",
                ",\"mentions\":[{\"member_openid\":\"M2\",\"username\":\"Ben\"}]");
        Segment blank = new Segment.Text(" ");
        assertEquals(List.of(new Segment.Text("1 < 2 "), new Segment.At("M2", "Ben"), blank, new Segment.At("M3", ""), blank,
                new Segment.AtAll(), blank, new Segment.Face("13"), new Segment.Text("&lt;")), event.segments());
    }

    @Test
    void attachmentsKeepTheirAddressesAndWhatWasSaid() {
        MessageEvent event = message("C2C_MESSAGE_CREATE", "{\"id\":\"m-1\",\"content\":\"\",\"author\":{\"user_openid\":\"P1\"},"
                + "\"attachments\":[{\"content_type\":\"image/png\",\"url\":\"//media.example/1\",\"filename\":\"a.png\",\"size\":7},"
                + "{\"content_type\":\"voice\",\"url\":\"media.example/2\",\"voice_wav_url\":\"https://media.example/2.wav\","
                + "\"asr_refer_text\":\"good morning\"},{\"content_type\":\"file\",\"url\":\"https://media.example/3\"}]}");
        Segment.Image image = (Segment.Image) event.segments().getFirst();
        assertEquals("https://media.example/1 a.png 7",
                image.media().source() + " " + image.media().name() + " " + image.media().size());
        Segment.Voice voice = (Segment.Voice) event.segments().get(1);
        assertEquals("https://media.example/2.wav", voice.media().source());
        assertEquals("media.example/2", voice.media().platform().get("url"));
        assertEquals("good morning", voice.transcript());
        assertEquals("https://media.example/3", ((Segment.File) event.segments().get(2)).media().source());
        assertEquals("P1", event.chat().id());
    }

    @Test
    void aQuotationIsFoundByItsIndex() {
        MessageEvent event = group("GROUP_AT_MESSAGE_CREATE", " why?",
                ",\"message_type\":103,\"msg_elements\":[{\"msg_idx\":\"REFIDX_1\",\"content\":\"I go\"}]");
        assertEquals(new Segment.Reply("m-0", "I go"), event.segments().getFirst());
        MessageEvent other = group("GROUP_AT_MESSAGE_CREATE", " why?", ",\"message_scene\":{\"ext\":[\"ref_msg_idx=REFIDX_9\"]}");
        assertEquals(new Segment.Reply("REFIDX_9", ""), other.segments().getFirst());
    }

    @Test
    void channelsAndTheirPrivateChatsHaveNamesOfTheirOwn() {
        String data = "{\"id\":\"m-1\",\"content\":\"<@!9007199254740995> hi\",\"guild_id\":\"9007199254740997\",\"channel_id\":"
                + "\"9007199254740999\",\"author\":{\"id\":\"9007199254741001\"}}";
        MessageEvent channel = message("AT_MESSAGE_CREATE", data);
        assertEquals("channel:9007199254740999", channel.chat().id());
        assertEquals(ChatKind.CHANNEL, channel.chat().kind());
        assertEquals(List.of(new Segment.Text("hi")), channel.segments());
        MessageEvent direct = message("DIRECT_MESSAGE_CREATE", data);
        assertEquals("dm:9007199254740997 9007199254741001", direct.chat().id() + " " + direct.sender().id());
        assertTrue(message("MESSAGE_CREATE", data.replace("9007199254741001", BOT.id())).own());
    }

    @Test
    void comingsAndGoingsHaveTheNamesOfAllIms() {
        NoticeEvent added = notice("GROUP_ADD_ROBOT",
                "{\"timestamp\":1732780800,\"group_openid\":\"G1\",\"op_member_openid\":\"M1\"}");
        assertEquals(EventNames.GROUP_MEMBER_JOIN, added.details().name());
        assertEquals("102012345 M1 G1", added.details().person().id() + " " + added.details().data().get("operator_id") + " "
                + added.details().chat().orElseThrow().id());
        assertEquals(Instant.ofEpochSecond(1_732_780_800), added.time());
        NoticeEvent left = notice("GROUP_MEMBER_REMOVE",
                "{\"timestamp\":\"1732780800\",\"group_openid\":\"G1\",\"member_openid\":\"M2\"}");
        assertEquals(EventNames.GROUP_MEMBER_LEAVE + " M2", left.details().name() + " " + left.details().person().id());
        NoticeEvent friend = notice("FRIEND_ADD", "{\"timestamp\":1732780800,\"openid\":\"P1\"}");
        assertEquals("qqbot-notice-friend_add P1",
                friend.details().nativeName() + " " + friend.details().chat().orElseThrow().id());
        assertEquals("FRIEND_ADD:1", friend.id());
        NoticeEvent recalled = notice("PUBLIC_MESSAGE_DELETE",
                "{\"message\":{\"id\":\"m-1\",\"channel_id\":\"77\",\"author\":{\"id\":\"5\"}},"
                        + "\"op_user\":{\"id\":\"6\"}}");
        assertEquals(EventNames.MESSAGE_RECALL + " m-1 6 channel:77", recalled.details().name() + " "
                + recalled.details().data().get("message_id") + " " + recalled.details().data().get("operator_id") + " "
                + recalled.details().chat().orElseThrow().id());
        NoticeEvent reaction = notice("MESSAGE_REACTION_REMOVE",
                "{\"user_id\":\"5\",\"channel_id\":\"77\",\"target\":{\"id\":\"m-1\",\"type\":0},\"emoji\":{\"id\":\"4\",\"type\":1}}");
        assertEquals(EventNames.MESSAGE_REACTION + " remove m-1 4", reaction.details().name() + " "
                + reaction.details().data().get("sub_type") + " " + reaction.details().data().get("message_id") + " "
                + reaction.details().data().get("emoji"));
        assertEquals(EventNames.NOTICE, notice("SOMETHING_NEW", "{\"what\":[1]}").details().name());
    }

    @Test
    void timesAreReadInEveryForm() {
        Instant time = Instant.parse("2023-11-06T05:37:18Z");
        assertEquals(time, QqBotInbound.time("2023-11-06T13:37:18+08:00").orElseThrow());
        assertEquals(time, QqBotInbound.time("2023-11-06 13:37:18 +0800 CST m=+0.5").orElseThrow());
        assertEquals(time, QqBotInbound.time("1699249038").orElseThrow());
        assertEquals(time, QqBotInbound.time("1699249038000").orElseThrow());
        assertTrue(QqBotInbound.time("soon").isEmpty());
    }
}
