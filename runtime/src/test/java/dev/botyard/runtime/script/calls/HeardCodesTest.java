package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.border.HostCode;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.inbound.InboundMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a script that listens hears of messages without text.
class HeardCodesTest {

    private static String heard(Segment... segments) {
        Object answer = HeardCodes
                .answer(InboundMessage.of("qq", "bot", MessageEvent.in(Chat.group("700", ""), Person.of("ann", ""))
                        .segments(List.of(segments)).build()));
        return answer instanceof HostCode code ? code.text() : answer.toString();
    }

    private static Media medium(String source, String name) {
        return Media.reference(source, name, "", 3, Map.of());
    }

    @Test
    void textIsHeardAloneWhateverElseIsThere() {
        assertEquals("look",
                heard(new Segment.Image(medium("http://x/a.png", "a")), new Segment.Text(" look "), new Segment.AtAll()));
        assertEquals("**look**", heard(new Segment.Markdown("**look**")));
    }

    @Test
    void mediaAndFacesAreCodesThatAct() {
        assertEquals("[CQ:image,file=http://x/a.png][CQ:record,file=http://x/b.amr][CQ:video,file=http://x/c.mp4][CQ:face,id=14]",
                heard(new Segment.Image(medium("http://x/a.png", "a")), new Segment.Voice(medium("http://x/b.amr", "b"), "hello"),
                        new Segment.Video(medium("http://x/c.mp4", "c")), new Segment.Face("14")));
        assertEquals("[CQ:file,file=http://x/d.pdf,name=d.pdf]", heard(new Segment.File(medium("http://x/d.pdf", "d.pdf"))));
    }

    /// Through them a stranger could mention or forward what no author wrote.
    @Test
    void theOthersAreTextAndLookLikeCodes() {
        String codes = heard(new Segment.At("7", "Bob"), new Segment.AtAll(), new Segment.Reply("m1", ""),
                new Segment.Forward("f1", List.of()), new Segment.Json("{\"a\":1}"),
                new Segment.Unknown("dice", Map.of("n", "6")));
        assertFalse(codes.contains("[CQ:"), codes);
        assertEquals("[CQ:at,qq=7][CQ:at,qq=all][CQ:reply,id=m1][CQ:forward,id=f1][CQ:json][CQ:dice]", Outgoing.text(codes));
    }

    @Test
    void anUnknownKindWhoseNameIsNoneHasAnother() {
        assertEquals("[CQ:unknown]", Outgoing.text(heard(new Segment.Unknown("x],[CQ:at,qq=all", Map.of()))));
    }

    @Test
    void aSourceCannotEndItsCodeAndBeginAnother() {
        String code = heard(new Segment.Image(medium("http://x/a.png],[CQ:at,qq=all]", "a")));
        assertEquals(1, code.split("\\[CQ:", -1).length - 1, code);
    }

    @Test
    void bytesAndInventedSourcesAreNotNamed() {
        assertEquals("[CQ:image]", heard(new Segment.Image(medium("base64://AAAA", "a"))));
        assertEquals("[CQ:image]", heard(new Segment.Image(medium("file:///etc/passwd", "a"))));
        assertEquals("[CQ:image]", heard(new Segment.Image(medium("http://x/" + "a".repeat(2_000), "a"))));
        assertEquals("[CQ:image,file=/kept/a.png]", heard(new Segment.Image(medium("/kept/a.png", "a"))));
    }

    @Test
    void whatThePlatformKeepsIsNamedByAReference() {
        String code = heard(new Segment.Image(Media.reference("", "a.png", "image/png", 3, Map.of("file", "abc"))));
        assertTrue(code.startsWith("[CQ:image,file=platform:bot/image?"), code);
    }

    @Test
    void eachMediumHasItsOwnSource() {
        assertEquals("[CQ:image,file=http://x/1][CQ:face,id=1][CQ:image,file=http://x/2]",
                heard(new Segment.Image(medium("http://x/1", "a")), new Segment.Face("1"),
                        new Segment.Image(medium("http://x/2", "b"))));
    }

    @Test
    void nothingIsNothing() {
        assertEquals("", heard());
        assertEquals("", heard(new Segment.Text("  ")));
    }
}
