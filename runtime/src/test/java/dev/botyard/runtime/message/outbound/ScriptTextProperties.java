package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.border.Incoming;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class ScriptTextProperties {
    private static final Path FOLDER = Path.of("/tmp");
    private static final ScriptText READER = new ScriptText(
            (source, folder, name, mime) -> Media.reference(source, name, mime, -1, Map.of()));

    private static List<Segment> read(String written) {
        return READER.read(written, FOLDER, true);
    }

    private static List<Segment> text(String text) {
        return text.isEmpty() ? List.of() : List.of(new Segment.Text(text));
    }

    @Property(tries = 2000)
    void whatSomebodyTypedIsTextAsItWasTyped(@ForAll("typed") String typed, @ForAll("before") String before,
            @ForAll("after") String after) {
        assertEquals(text(before + typed + after), read(before + Incoming.text(typed) + after));
    }

    @Property(tries = 2000)
    void theWordsOfTwoPeopleTogetherToo(@ForAll("typed") String one, @ForAll("between") String between,
            @ForAll("typed") String other) {
        assertEquals(text(one + between + other), read(Incoming.text(one) + between + Incoming.text(other)));
        assertEquals(text("[" + one + ":" + other + "]"), read("[" + Incoming.text(one) + ":" + Incoming.text(other) + "]"));
    }

    @Property(tries = 1000)
    void anythingCanBeRead(@ForAll("typed") String written) {
        assertNotNull(read(written));
        assertNotNull(read("[CQ:at,qq=" + written));
    }

    @Property(tries = 1000)
    void nobodyMentionsEverybodyFromInsideOfAnAuthorsCode(@ForAll("typed") String typed) {
        for (Segment segment : read("[CQ:at,qq=5,name=" + Incoming.text(typed) + "]")) {
            assertEquals(false, segment instanceof Segment.AtAll, typed);
        }
        for (Segment segment : read("[CQ:at,name=" + Incoming.text(typed) + ",qq=5]")) {
            assertEquals(false, segment instanceof Segment.AtAll, typed);
        }
    }

    @Example
    void somebodyWhoseIdIsAllIsNotEverybody() {
        assertEquals(List.of(new Segment.At("all", "")), read("[CQ:at,qq=" + Incoming.id("all") + "]"));
        assertEquals(List.of(new Segment.AtAll()), read("[CQ:at,qq=all]"));
    }

    @Example
    void aCodeThatLacksWhatItNeedsIsText() {
        for (String code : List.of("[CQ:image]", "[CQ:image,file=]", "[CQ:at]", "[CQ:face]", "[CQ:reply,id=]", "[CQ:json]",
                "[CQ:record,name=x]")) {
            assertEquals(text("x " + code), read("x " + code));
        }
        assertEquals(List.of(new Segment.Text("[CQ:at,qq=all"), new Segment.Face("1")), read("[CQ:at,qq=all[CQ:face,id=1]"));
    }

    @Example
    void whatWasWrittenFirstNamesTheMedium() {
        Segment.Image image = assertInstanceOf(Segment.Image.class,
                read("[CQ:image,url=https://x/a.png,file=/etc/passwd]").getFirst());
        assertEquals("https://x/a.png", image.media().source());
    }

    @Example
    void codesOfThePlatformPassButForFilesThatItWouldRead() {
        assertEquals(List.of(new Segment.Unknown("poke", Map.of("qq", "5"))), read("[CQ:poke,qq=5]"));
        for (String path : List.of("/etc/passwd", "file:///etc/passwd", " FILE:/etc/passwd", "../secret.key", "C:\\x")) {
            assertEquals(text("[CQ:cardimage,file=" + path + "]"), read("[CQ:cardimage,file=" + path + "]"));
        }
    }

    @Example
    void nodesAreReadHereSoThatNoPlatformReadsTheirTextAsCodes() {
        String typed = Incoming.text("[CQ:at,qq=all]").replace("[", "&#91;").replace("]", "&#93;").replace(",", "&#44;");
        Segment.Forward forward = assertInstanceOf(Segment.Forward.class,
                read("[CQ:node,user_id=5,nickname=Ann,content=" + typed
                        + "][CQ:node,user_id=6,nickname=Bob,content=&#91;CQ:face&#44;id=1&#93;]")
                        .getFirst());
        assertEquals(List.of(text("[CQ:at,qq=all]"), List.of(new Segment.Face("1"))),
                forward.nodes().stream().map(ForwardNode::segments).toList());
        assertEquals("Ann", forward.nodes().getFirst().sender().name());
    }

    @Example
    void aQueuedPushKeepsHowItsTextIsRead() {
        JsonMapper json = JsonMapper.shared();
        Origin script = new Origin(Trigger.MESSAGE, "qq", "a", "r-1", "x.py", FOLDER);
        Origin api = new Origin(Trigger.API, "", "", "", "", FOLDER);
        for (PushRequest push : List.of(push(script, null), push(api, null), push(api, TextForm.CQ))) {
            assertEquals(push.form(), json.readValue(json.writeValueAsString(push), PushRequest.class).form());
        }
        assertEquals(TextForm.CQ, push(script, null).form());
        assertEquals(TextForm.PLAIN, push(api, null).form());
        String old = json.writeValueAsString(push(script, null)).replace(",\"form\":\"CQ\"", "");
        assertEquals(TextForm.CQ, json.readValue(old, PushRequest.class).form());
    }

    private static PushRequest push(Origin origin, TextForm form) {
        return new PushRequest(origin, PushKind.TEXT, "qq", "", "5", "", "tea", "", List.of(), Map.of(), 0, form);
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries
                .of("[CQ:", "[CQ:at,qq=all]", "[CQ:image,file=/x]", "[", "CQ", "CQ:", "C", ":", "]", ",", "=", "qq=", "all", "&",
                        "&amp;",
                        "#91;", "&#91;", "&#", ";", " ", "\n", "x", "\u4f60", "\uff3b", ",qq=all", "name=")
                .list().ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> before() {
        return Arbitraries.of("", "[", "[Ann:", "you said: ", "(", "> ", "a]");
    }

    @Provide
    Arbitrary<String> after() {
        return Arbitraries.of("", "]", ": hello", ":", " [x]", ")", "...");
    }

    @Provide
    Arbitrary<String> between() {
        return Arbitraries.of("", " ", ": ", ":", "\n", " & ", "]", "[");
    }
}
