package dev.botyard.adapters.satori;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.satori.Elements.Element;
import dev.botyard.api.message.Segment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {
    private static String text(String content) {
        StringBuilder text = new StringBuilder();
        SatoriInbound.segments(content).forEach(segment -> text.append(segment.asText()));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "<b>", "a & b", "&amp;", "\"quoted\" 'single'", "Grüße,\n世界 🎉", "\n at the ends \n", " blank ",
        "\n",
        "1 < 2 > 0", "<!-- no comment -->", "</x>", "&#10;", "<at id=\"1\"/>"})
    void whatPeopleSayIsNoElement(String text) {
        assertEquals(text, text(Elements.escape(text)));
    }

    @Test
    void elementsHaveAttributesAndChildren() {
        assertEquals(List.of(Element.text("a "), new Element("a", Map.of("href", "u?x=1&y=2", "bare", "true", "k", "false"), "",
                List.of(Element.text("t")))), Elements.parse("a <a href=\"u?x=1&amp;y=2\" bare no-k>t</a>"));
        assertEquals("7", Elements.parse("<at id='7'/>").getFirst().attribute("id"));
        assertEquals("a>b", Elements.parse("<img title=\"a>b\"/>").getFirst().attribute("title"));
    }

    @Test
    void whatIsNeverClosedIsText() {
        assertEquals("x <b> y", text("x <b> y"));
        assertEquals("x </b> y", text("x </b> y"));
        assertEquals("<i>x", text("<b><i>x</b>"));
        assertEquals("a<", text("a<"));
        assertEquals("a <!-- b", text("a <!-- b"));
        assertEquals(List.of(new Segment.At("1", ""), new Segment.Text(" hi")), SatoriInbound.segments("<at id=\"1\"> hi"));
    }

    @Test
    void commentsAndBreaksAtTheEndsAreDropped() {
        assertEquals("ab", text("<!-- c -->a<!--d-->b"));
        assertEquals("a\nb", text("\n a \n<br/>\n b \n"));
        assertEquals("a\nb", text("a\nb"));
        assertEquals(" a ", text(" a "));
        assertEquals("'';\u1234", text("&#39;&#x27;;&#x1234;"));
        assertEquals("&nothing; &#xD800;", text("&nothing; &#xD800;"));
    }

    @Test
    void styleLeavesTheTextAndTheUnknownIsKept() {
        assertEquals("bold and #general", text("<b>bold</b> and <sharp id=\"1\" name=\"general\"/>"));
        assertEquals(List.of(new Segment.Unknown("kook:card", Map.of("size", "lg", "content", "{}"))),
                SatoriInbound.segments("<kook:card size=\"lg\">{}</kook:card>"));
        assertEquals("one\ntwo", text("<p>one</p><p>two</p>"));
        assertEquals("here (http://x)", text("<a href=\"http://x\">here</a>"));
    }

    @Test
    void aQuoteAndWhatIsPassedOnAreKept() {
        assertEquals(List.of(new Segment.Reply("1", "before"), new Segment.AtAll(), new Segment.Text("yes")),
                SatoriInbound.segments("<quote id=\"1\"><author id=\"2\"/>before</quote><at type=\"all\"/>yes"));
        Segment.Forward forward = (Segment.Forward) SatoriInbound
                .segments("<message forward><message><author id=\"7\" name=\"Ann\"/>hi</message><message>x</message></message>")
                .getFirst();
        assertEquals(List.of("Ann", ""), forward.nodes().stream().map(node -> node.sender().name()).toList());
        assertEquals("hi", forward.nodes().getFirst().segments().getFirst().asText());
    }

    @Test
    void aFloodOfTagsIsReadInTime() {
        String flood = "<b><!--<a href='".repeat(100_000);
        assertEquals(flood, text(flood));
    }
}
