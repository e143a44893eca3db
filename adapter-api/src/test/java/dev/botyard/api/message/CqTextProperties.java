package dev.botyard.api.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.message.CqText.Part;
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

    @Property(tries = 300)
    void textThatWasWrittenIsNeverACode(@ForAll("fragments") List<String> fragments) {
        String text = String.join("", fragments);
        assertEquals(joined(List.of(Part.text(text))), CqText.parse(CqText.format(List.of(Part.text(text)))));
    }

    @Property(tries = 300)
    void whereNoCodeCountsAllIsText(@ForAll("fragments") List<String> fragments) {
        List<Part> parts = CqText.parse(String.join("", fragments), code -> false);
        assertTrue(parts.size() <= 1 && parts.stream().allMatch(Part::isText), () -> parts.toString());
    }

    @Example
    void severalCodesInOneText() {
        assertEquals(
                List.of(Part.text("a"), new Part("at", Map.of("qq", "7")), Part.text(" b "),
                        new Part("image", Map.of("file", "https://x/y.png,z.png")), Part.text("c")),
                CqText.parse("a[CQ:at,qq=7] b [CQ:image,file=https://x/y.png,z.png]c"));
    }

    @Example
    void escapesHoldWithAndWithoutACodeBesideThem() {
        assertEquals(List.of(Part.text("[CQ:at,qq=all] & x &#91;")), CqText.parse("&#91;CQ:at,qq=all&#93; &amp; x &amp;#91;"));
        assertEquals(List.of(new Part("face", Map.of("id", "1")), Part.text("[x] & ,")),
                CqText.parse("[CQ:face,id=1]&#91;x&#93; &amp; &#44;"));
    }

    @Example
    void aCodeThatIsNotClosedBeforeTheNextIsText() {
        assertEquals(List.of(Part.text("[CQ:at,qq=all"), new Part("face", Map.of("id", "1"))),
                CqText.parse("[CQ:at,qq=all[CQ:face,id=1]"));
        assertEquals(List.of(Part.text("[CQ:] [CQ:image")), CqText.parse("[CQ:] [CQ:image"));
    }

    @Example
    void aCodeThatDoesNotCountIsTextAsItWasWritten() {
        assertEquals(List.of(Part.text("you sent [CQ:image], "), new Part("face", Map.of("id", "1"))), CqText
                .parse("you sent [CQ:image], [CQ:face,id=1]",
                        code -> !code.type().equals("image") || !code.value("file").isEmpty()));
    }

    @Example
    void aKeyThatComesAgainBelongsToTheValueBeforeIt() {
        assertEquals(List.of(new Part("at", Map.of("qq", "5", "name", "Ann,qq=all"))),
                CqText.parse("[CQ:at,qq=5,name=Ann,qq=all]"));
    }

    @Example
    void blanksBesideAKeyDoNotCount() {
        assertEquals(List.of(new Part("image", Map.of("file", "a.png"))), CqText.parse("[CQ:image, file=a.png]"));
    }

    /// A text that looks for the end of each of its codes anew would take hours here.
    @Example
    void manyOpenCodesAreReadInOneGo() {
        String open = "[CQ:".repeat(300_000) + "]";
        assertEquals(List.of(Part.text(open)), CqText.parse(open));
        assertEquals(1, CqText.parse("[CQ:".repeat(300_000)).size());
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
