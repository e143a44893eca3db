package dev.botyard.runtime.message.border;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BorderProperties {
    private static final String MARK = "\u2060";

    @Property(tries = 2000)
    void whatWasTypedComesBack(@ForAll("typed") String typed) {
        assertEquals(typed, Outgoing.text(Incoming.text(typed)));
    }

    @Property(tries = 300)
    void anyTextComesBack(@ForAll String typed) {
        assertEquals(typed, Outgoing.text(Incoming.text(typed)));
        assertEquals(typed, Outgoing.text(Incoming.id(typed)));
    }

    @Property(tries = 2000)
    void nobodyCanOpenACode(@ForAll("typed") String typed) {
        String seen = Incoming.text(typed);
        for (String made : List.of(seen, "[" + seen, "[" + seen + ":", "[" + seen.strip(), seen.replace(" ", ""),
                seen.toUpperCase(Locale.ROOT),
                Normalizer.normalize(seen, Normalizer.Form.NFKC), seen + "CQ:", seen + "Q:")) {
            assertFalse(made.contains("[CQ:"), () -> typed + " became " + made);
        }
    }

    @Property(tries = 1000)
    void theSameInABodyThatAScriptReadsItself(@ForAll("typed") String typed) {
        assertFalse(Incoming.raw(typed).contains("[CQ:"));
    }

    @Example
    void commonWordsAreNotTouched() {
        for (String text : List.of("C", "all", ":)", "Q: what?", "[image]", "[1, 2, 3]", "{\"a\": [true]}", "AT&T", "a & b", "cq",
                "CQD",
                "http://x/?a=1&b=2", "mode=all", "@all", "[[x]]", "[C]", "[Company]", "&nbsp;", "&#38;", "C:\\x", "12:30",
                "\u4f60\u597d")) {
            assertSame(text, Incoming.text(text), text);
            assertSame(text, Outgoing.text(text), text);
            assertSame(text, Incoming.raw(text), text);
        }
    }

    @Example
    void aMarkStandsWhereACodeWouldBegin() {
        assertEquals("x[" + MARK + "CQ:at,qq=" + MARK + "all]", Incoming.text("x[CQ:at,qq=all]"));
        assertEquals("[" + MARK + " C Q", Incoming.text("[ C Q"));
        assertEquals("\uFF3B" + MARK + "\uFF23\uFF31\uFF1Aat]", Incoming.text("\uFF3B\uFF23\uFF31\uFF1Aat]"));
        assertEquals("a[" + MARK, Incoming.text("a["));
        assertEquals("a[" + MARK + "C", Incoming.text("a[C"));
        assertEquals(MARK + "CQ:at,qq=1]", Incoming.text("CQ:at,qq=1]"));
        assertEquals("say " + MARK + "CQ:at,qq=1]", Incoming.text("say CQ:at,qq=1]"));
        assertEquals(MARK + "CQ", Incoming.text("CQ"));
        assertEquals("&" + MARK + "#91; &" + MARK + "amp;", Incoming.text("&#91; &amp;"));
        assertEquals(MARK + "all", Incoming.id("all"));
    }

    @Example
    void whoTypesAMarkGetsAnotherAndBothComeBack() {
        assertEquals("[" + MARK + MARK + MARK + "CQ:", Incoming.text("[" + MARK + "CQ:"));
        assertEquals("[" + MARK + "CQ:", Outgoing.text(Incoming.text("[" + MARK + "CQ:")));
        assertSame("a" + MARK + "b", Incoming.text(("a" + MARK + "b").intern()));
    }

    @Example
    void everyTextOfAValueIsMarkedAndNothingElseIsMadeAnew() {
        Map<String, Object> clean = Map.of("a", List.of("x", 1, true), "b", Map.of("c", "d"));
        assertSame(clean, Incoming.value(clean));
        Map<String, Object> value = Map.of("list", List.of(Map.of("[CQ", "[CQ:x]"), 7), "user_id", "all", "word", "all");
        Map<String, Object> marked = Map.of("list", List.of(Map.of("[" + MARK + "CQ", "[" + MARK + "CQ:x]"), 7), "user_id",
                MARK + "all",
                "word", "all");
        assertEquals(marked, Incoming.value(value));
        assertEquals(value, Outgoing.value(marked));
        assertEquals(Map.of("name", "[" + MARK + "CQ:x]"), Incoming.value(new Card("[CQ:x]")));
    }

    private record Card(String name) {}

    @Example
    void rawBodiesAreMarkedInEverySpelling() {
        assertEquals("{\"a\":\"[" + MARK + "CQ:\",\"b\":\"\\u005b" + MARK + "\\u0043Q:&#91;\"}",
                Incoming.raw("{\"a\":\"[CQ:\",\"b\":\"\\u005b\\u0043Q:&#91;\"}"));
        assertEquals("a=%5B" + MARK + "CQ%3Aat", Incoming.raw("a=%5BCQ%3Aat"));
        assertEquals("<![CDATA[" + MARK + "CQ:at", Incoming.raw("<![CDATA[CQ:at"));
        assertEquals("\"" + MARK + "CQ:at", Incoming.raw("\"CQ:at"));
    }

    @Example
    void aPathKeepsTheMarksThatAScriptPutIntoIt() {
        assertEquals("/tmp/[" + MARK + "CQ:x].png", Outgoing.source("/tmp/[" + MARK + "CQ:x].png"));
        assertEquals("C:\\[" + MARK + "CQ.png", Outgoing.source("C:\\[" + MARK + "CQ.png"));
        assertEquals("https://x/[CQ", Outgoing.source("https://x/[" + MARK + "CQ"));
        assertTrue(Outgoing.source("platform:a/image?file=[" + MARK + "CQ").endsWith("[CQ"));
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries
                .of("[CQ:", "[", "CQ", "CQ:", "C", "Q", ":", "]", ",", "=", "at", "qq=", "all", "&", "&amp;", "#91;", "&#91;",
                        "&#", ";",
                        " ", "\n", "cq", "\uFF3B", "\uFF23", "\uFF31", "\uFF1A", MARK, "\u200b", "x", "\u4f60", "\ud83d\ude00",
                        "\ud83d")
                .list().ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
