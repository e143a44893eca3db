package dev.botyard.adapters.onebot11;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.wire.WireId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.TestMedia;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneBotOutboundTest {
    private final MediaTransfer transfer = new MediaTransfer(OneBotConfig.of(new AdapterConfig(OneBotConfig.SCHEMA, Map.of())),
            new MemoryStore(), Clock.systemUTC());

    private String written(Segment... segments) {
        String json = Json.write(out -> {
            out.writeStartObject();
            new OneBotOutbound(out, media -> transfer.source(media, false)).message(List.of(segments));
            out.writeEndObject();
        });
        return Json.parse(json).get("message").toString();
    }

    @Test
    void addressesAreReadWhateverTheCaseOfTheirScheme() {
        for (String address : List.of("HTTP://a.example/x.png", "Https://a.example/x.png", "BASE64://aGk=")) {
            List<Segment> read = new SegmentReader(Map.of())
                    .read(Json.parse("[{\"type\":\"image\",\"data\":{\"file\":\"" + address + "\"}}]"));
            assertEquals(address, ((Segment.Image) read.getFirst()).media().source());
        }
    }

    @Test
    void everyKindHasItsSegment() {
        assertEquals("[{\"type\":\"text\",\"data\":{\"text\":\"a[b]&,\\n\\\"\"}}]", written(new Segment.Text("a[b]&,\n\"")));
        assertEquals("[{\"type\":\"text\",\"data\":{\"text\":\"# m\"}}]", written(new Segment.Markdown("# m")));
        assertEquals("[{\"type\":\"at\",\"data\":{\"qq\":\"1\"}}]", written(new Segment.At("1", "One")));
        assertEquals("[{\"type\":\"at\",\"data\":{\"qq\":\"all\"}}]", written(new Segment.AtAll()));
        assertEquals("[{\"type\":\"text\",\"data\":{\"text\":\"@all\"}}]", written(new Segment.At("all", "")),
                "somebody whose id is all is not everybody");
        assertEquals("[{\"type\":\"reply\",\"data\":{\"id\":\"-5\"}}]", written(new Segment.Reply("-5", "quoted")));
        assertEquals("[{\"type\":\"face\",\"data\":{\"id\":\"178\"}}]", written(new Segment.Face("178")));
        assertEquals("[{\"type\":\"image\",\"data\":{\"file\":\"base64://eA==\"}}]",
                written(new Segment.Image(TestMedia.local("a", "x"))));
        assertEquals("[{\"type\":\"record\",\"data\":{\"file\":\"base64://eA==\"}}]",
                written(new Segment.Voice(TestMedia.local("a", "x"), "")));
        assertEquals("[{\"type\":\"video\",\"data\":{\"file\":\"https://v/\"}}]",
                written(new Segment.Video(TestMedia.remote("https://v/", ""))));
        assertEquals("[{\"type\":\"file\",\"data\":{\"file\":\"base64://eA==\",\"name\":\"a\"}}]",
                written(new Segment.File(TestMedia.local("a", "x"))));
        assertEquals("[{\"type\":\"json\",\"data\":{\"data\":\"{}\"}}]", written(new Segment.Json("{}")));
        assertEquals("[{\"type\":\"music\",\"data\":{\"id\":\"9\"}}]", written(new Segment.Unknown("music", Map.of("id", "9"))));
        assertEquals("[{\"type\":\"text\",\"data\":{\"text\":\"[odd name]\"}}]",
                written(new Segment.Unknown("odd name", Map.of())));
        assertEquals("[{\"type\":\"forward\",\"data\":{\"id\":\"F\"}}]", written(new Segment.Forward("F", List.of())));
    }

    @Test
    void nodesCarryBothNamesOfTheirAuthor() {
        String json = Json.write(out -> {
            out.writeStartObject();
            new OneBotOutbound(out, media -> transfer.source(media, false)).nodes(List.of(new ForwardNode(Person.of("5", "Five"),
                    List.of(new Segment.Text("in")))));
            out.writeEndObject();
        });
        assertEquals(
                "{\"messages\":[{\"type\":\"node\",\"data\":{\"user_id\":5,\"nickname\":\"Five\",\"uin\":\"5\",\"name\":\"Five\","
                        + "\"content\":[{\"type\":\"text\",\"data\":{\"text\":\"in\"}}]}}]}",
                json);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-7,-7", "9007199254740991,9007199254740991", "9007199254740993,'\"9007199254740993\"'",
        "-9007199254740993,'\"-9007199254740993\"'", "12345678901234567890,'\"12345678901234567890\"'",
        "007,'\"007\"'", "abc,'\"abc\"'", "-,'\"-\"'", "'','\"\"'", "-0,'\"-0\"'"})
    void idsAreNumbersWhereTheyCanBe(String id, String json) {
        assertEquals("{\"id\":" + json + "}", Json.write(out -> {
            out.writeStartObject();
            WireId.write(out, "id", id);
            out.writeEndObject();
        }));
    }

    @Test
    void whatComesInGoesOutAsItWas() {
        String message = "[{\"type\":\"at\",\"data\":{\"qq\":\"1\"}},{\"type\":\"text\",\"data\":{\"text\":\"x\"}},"
                + "{\"type\":\"xml\",\"data\":{\"data\":\"<a/>\"}},{\"type\":\"json\",\"data\":{\"data\":\"{}\"}}]";
        assertEquals(message, written(new SegmentReader(Map.of()).read(Json.parse(message)).toArray(Segment[]::new)));
    }
}
