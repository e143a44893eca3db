package dev.botyard.runtime.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CqTextProperties {

    @Property(tries = 500)
    void anyTextIsParsedAndNothingOfItsEscapedFormIsLost(@ForAll String text) {
        String escaped = text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;").replace(",", "&#44;");
        List<CqText.Part> parts = CqText.parse("[CQ:at,qq=1]" + escaped);
        String joined = parts.stream().filter(part -> part.type().isEmpty()).map(CqText.Part::text).reduce("", String::concat);
        assertEquals(text, joined);
        CqText.parse(text);
    }

    @Property(tries = 500)
    void escapedValuesComeBack(@ForAll String value) {
        String escaped = value.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;").replace(",", "&#44;");
        CqText.Part part = CqText.parse("[CQ:image,file=" + escaped + "]").getFirst();
        assertEquals(value, part.data().get("file"));
    }

    @Example
    void severalCodesInOneText() {
        List<CqText.Part> parts = CqText.parse("a[CQ:at,qq=7] b [CQ:image,file=https://x/y.png,z.png]c");
        assertEquals(List.of("", "at", "", "image", ""), parts.stream().map(CqText.Part::type).toList());
        assertEquals(Map.of("file", "https://x/y.png,z.png"), parts.get(3).data());
    }

    @Example
    void whatIsNoCodeStaysText() {
        assertEquals("[CQ:] [CQ:image", CqText.parse("[CQ:] [CQ:image").getFirst().text());
    }
}
