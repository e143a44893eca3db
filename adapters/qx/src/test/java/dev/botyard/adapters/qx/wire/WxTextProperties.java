package dev.botyard.adapters.qx.wire;

import net.jqwik.api.Example;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.message.Segment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WxTextProperties {
    private static String normal(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /// Whatever people write comes back as they wrote it, codes of Qianxun included.
    @Property
    void textComesBack(@ForAll("texts") String text) {
        assertEquals(normal(text), WxText.plain(WxText.write(text)));
    }

    @Property
    void noTextMentionsAnybody(@ForAll("texts") String text) {
        List<Segment> read = WxText.read(WxText.write(text), List.of());
        assertEquals(text.isEmpty() ? List.of() : List.of(new Segment.Text(normal(text))), read);
    }

    @Property
    void mentionsComeBack(@ForAll("names") String wxid, @ForAll("names") String name, @ForAll("texts") String text) {
        List<Segment> read = WxText.read(WxText.at("wxid_" + wxid, name) + WxText.write("x" + text), List.of());
        assertEquals(List.of(new Segment.At("wxid_" + wxid, name), new Segment.Text(normal("x" + text))), read);
    }

    @Property
    void onlyTheCodeForEverybodyMentionsEverybody(@ForAll("everybody") String wxid) {
        assertEquals(List.of(new Segment.Text("@" + wxid)), WxText.read(WxText.at(wxid, ""), List.of()));
    }

    @Provide
    Arbitrary<String> everybody() {
        return Arbitraries.of("all", "ALL", "notify@all", "Notify@All", "notify@ all", "[notify@all]", "no,tify@all");
    }

    @Property
    void anyWireTextIsRead(@ForAll("texts") String wire) {
        WxText.read(wire, List.of("wxid_ann"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries
                .of("[", "]", "@", ",", "=", "wxid", "[@,wxid=", "nick=", "[emoji=", "D83D", "[pic=", "\n", "\r", "\u2005",
                        "🎉", "世", "é", "a", " ", "notify@all")
                .list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars('é', '世').ofMinLength(1).ofMaxLength(12);
    }

    @Example
    void bracketsAndCommasInANicknameBreakNoMention() {
        assertEquals(List.of(new Segment.At("wxid_ann", "[a], b]"), new Segment.Text(" hi")),
                WxText.read("[@,wxid=wxid_ann,nick=[a], b],isAuto=true] hi", List.of("wxid_ann")));
        assertEquals(List.of(new Segment.At("wxid_a", "a]"), new Segment.At("wxid_b", "b")),
                WxText.read("[@,wxid=wxid_a,nick=a],isAuto=true][@,wxid=wxid_b,nick=b,isAuto=true]", List.of()));
        assertEquals(List.of(new Segment.At("wxid_a", "a"), new Segment.Text(" x"), new Segment.At("wxid_b", "b")),
                WxText.read("[@,wxid=wxid_a,nick=a] x[@,wxid=wxid_b,nick=b,isAuto=true]", List.of()));
    }
}
