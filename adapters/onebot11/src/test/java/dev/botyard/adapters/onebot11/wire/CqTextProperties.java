package dev.botyard.adapters.onebot11.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.adapters.onebot11.wire.CqText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CqTextProperties {

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("messages") List<Part> parts) {
        assertEquals(joined(parts), CqText.parse(CqText.format(parts)));
    }

    @Property(tries = 300)
    void anythingCanBeRead(@ForAll("fragments") List<String> fragments) {
        assertNotNull(CqText.parse(String.join("", fragments)));
    }

    @Property(tries = 300)
    void whatIsReadSaysTheSameWhenWrittenAndReadAgain(@ForAll("fragments") List<String> fragments) {
        List<Part> once = joined(CqText.parse(String.join("", fragments)));
        assertEquals(once, CqText.parse(CqText.format(once)));
    }

    @Example
    void theStandardsOwnExamples() {
        assertEquals(List.of(new Part("face", Map.of("id", "178")), Part.text("look"), new Part("shake", Map.of())),
                CqText.parse("[CQ:face,id=178]look[CQ:shake]"));
        assertEquals(List.of(new Part("share", Map.of("title", "a=b", "url", "http://x/?a=1&b=2"))),
                CqText.parse("[CQ:share,title=a=b,url=http://x/?a=1&amp;b=2]"));
    }

    @Example
    void commasThatNobodyEscapedBelongToTheValue() {
        assertEquals(List.of(new Part("json", Map.of("data", "{\"app\":\"a\",\"url\":\"http://x/?a=1,2\",\"b\":{}}"))),
                CqText.parse("[CQ:json,data={\"app\":\"a\",\"url\":\"http://x/?a=1,2\",\"b\":{}}]"));
        assertEquals(List.of(new Part("image", Map.of("file", "http://x/a,b.png", "type", "flash"))),
                CqText.parse("[CQ:image,file=http://x/a,b.png,type=flash]"));
        assertEquals(List.of(new Part("odd", Map.of("flag", ""))), CqText.parse("[CQ:odd,flag]"));
    }

    @Provide
    Arbitrary<List<Part>> messages() {
        Arbitrary<String> words = Arbitraries.strings().withChars("ab&[],=;#4951 你\n").ofMaxLength(12);
        Arbitrary<Part> text = words.map(Part::text);
        Arbitrary<Part> code = Arbitraries.maps(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(4), words).ofMaxSize(3)
                .map(data -> new Part("image", data));
        return Arbitraries.oneOf(text, code).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.of("[CQ:", "]", ",", "=", "at", "&amp;", "&#91;", "&#", ";", "text", " ", "[", "CQ:", "你", "&").list()
                .ofMaxSize(15);
    }

    /// Neighbouring texts are one text, and empty ones none.
    private static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        for (Part part : parts) {
            if (!part.type().equals("text")) {
                joined.add(part);
            } else if (!joined.isEmpty() && joined.getLast().type().equals("text")) {
                joined.add(Part.text(joined.removeLast().data().get("text") + part.data().get("text")));
            } else if (!part.data().getOrDefault("text", "").isEmpty()) {
                joined.add(part);
            }
        }
        return joined;
    }
}
