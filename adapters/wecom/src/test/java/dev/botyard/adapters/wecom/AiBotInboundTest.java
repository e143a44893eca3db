package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AiBotInboundTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final WecomInbound inbound = new WecomInbound(
            facts -> Media.reference("kept:" + facts.get("url"), "", "", -1, facts));

    private MessageEvent read(String chat, String facts) {
        return assertInstanceOf(MessageEvent.class, inbound.read(Json.parse("{\"msgid\":\"9007199254740993\",\"aibotid\":\"a\","
                + chat + ",\"from\":{\"userid\":\"zhangsan\"}," + facts + "}"), NOW));
    }

    private static final String SINGLE = "\"chattype\":\"single\"";
    private static final String GROUP = "\"chattype\":\"group\",\"chatid\":\"wrGroup\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"@Bot hi|hi", "@Bot  hi| hi", "' @机器人 你好'|你好", "hi @Bot|hi @Bot", "@Bot|''",
        "@Bot\u2005hi @li|hi @li"}, ignoreLeadingAndTrailingWhitespace = false)
    void theNameAtTheBeginIsLeftOutInGroups(String said, String text) {
        String facts = "\"msgtype\":\"text\",\"text\":{\"content\":\"" + said + "\"}";
        assertEquals(text, read(GROUP, facts).segments().getFirst().asText());
        assertEquals(said, read(SINGLE, facts).segments().getFirst().asText());
    }

    @Test
    void whatDoesNotSayWhenItWasCameNow() {
        MessageEvent event = read(SINGLE, "\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}");
        assertEquals(NOW, event.time());
        assertFalse(event.dated());
        assertEquals("zhangsan", event.chat().id());
        assertEquals(1,
                read(SINGLE, "\"create_time\":1,\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}").time().getEpochSecond());
    }

    @Test
    void aMixedMessageKeepsItsOrder() {
        MessageEvent event = read(GROUP,
                "\"msgtype\":\"mixed\",\"mixed\":{\"msg_item\":[{\"msgtype\":\"text\",\"text\":{\"content\":\"@Bot a\"}},"
                        + "{\"msgtype\":\"image\",\"image\":{\"url\":\"u\",\"aeskey\":\"k\"}},{\"msgtype\":\"text\",\"text\":{\"content\":\"@b\"}}]}");
        assertEquals(List.of("a", "[image]", "@b"), event.segments().stream().map(Segment::asText).toList());
        assertEquals("kept:u", ((Segment.Image) event.segments().get(1)).media().source());
    }

    @Test
    void aQuotedMessageComesBeforeWhatIsSaid() {
        MessageEvent event = read(SINGLE,
                "\"msgtype\":\"text\",\"text\":{\"content\":\"yes\"},\"quote\":{\"msgtype\":\"text\",\"text\":{\"content\":\"is it?\"}}");
        assertEquals(new Segment.Reply("", "is it?"), event.segments().getFirst());
    }

    @Test
    void ofARecordingOnlyTheWordsCome() {
        MessageEvent event = read(SINGLE, "\"msgtype\":\"voice\",\"voice\":{\"content\":\"说的话\"}");
        assertEquals("说的话", event.segments().getFirst().asText());
    }

    @Test
    void aKindThatIsNotKnownIsKept() {
        Segment.Unknown unknown = assertInstanceOf(Segment.Unknown.class,
                read(SINGLE, "\"msgtype\":\"gift\",\"gift\":{\"id\":9007199254740993}").segments().getFirst());
        assertEquals("9007199254740993", unknown.data().get("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"from\":{\"userid\":\"\"},\"msgtype\":\"text\"}", "{\"from\":{\"userid\":\"1\"}}"})
    void whatLacksTheMainThingIsNoMessage(String body) {
        assertThrows(IllegalArgumentException.class, () -> inbound.read(Json.parse(body), NOW));
    }
}
