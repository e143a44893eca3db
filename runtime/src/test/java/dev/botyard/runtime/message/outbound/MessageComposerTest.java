package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a request becomes: the segments that an adapter gets.
class MessageComposerTest {
    private static final String MARK = "\u2060";
    /// What was asked for: source, folder, name, type.
    private final List<String> asked = new ArrayList<>();
    private final List<Media> looked = new ArrayList<>();
    private final MessageComposer composer = new MessageComposer(new MediaSources() {
        @Override
        public Media resolve(String source, Path folder, String name, String mime) {
            asked.add(source + " in " + folder + " as '" + name + "' '" + mime + "'");
            return PushDesk.named(source, folder, name, mime);
        }

        @Override
        public Media played(Media media) {
            looked.add(media);
            return media;
        }
    });

    private List<Segment> compose(SamplePush push) {
        return composer.compose(push.request(), push.options());
    }

    private static Media media(String source, String name, String mime) {
        return PushDesk.named(source, SamplePush.FOLDER, name, mime);
    }

    @Test
    void aScriptsTextHoldsCodesAndAnOperatorsDoesNot() {
        assertEquals(List.of(new Segment.Text("hi "), new Segment.At("5", "")), compose(SamplePush.text("hi [CQ:at,qq=5]")));
        assertEquals(List.of(new Segment.Text("hi [CQ:at,qq=5] &amp;")),
                compose(SamplePush.text("hi [CQ:at,qq=5] &amp;").fromOperator()));
    }

    @Test
    void theTitleIsSentWhereThereIsNoContent() {
        assertEquals(List.of(new Segment.Text("Daily")), compose(SamplePush.text("").titled("Daily")));
        assertEquals(List.of(new Segment.Text("tea")), compose(SamplePush.text("tea").titled("Daily")));
    }

    @Test
    void onlyAScriptWhoseAuthorWroteItMentionsEverybody() {
        Origin careful = new Origin(Trigger.MESSAGE, "qq", "a", "r1", "x.py", SamplePush.FOLDER, TextForm.CQ_WITHOUT_ALL);
        assertEquals(List.of(new Segment.AtAll()), compose(SamplePush.text("[CQ:at,qq=all]")));
        assertEquals(List.of(new Segment.Text("@all")), compose(SamplePush.text("[CQ:at,qq=all]").from(careful)));
    }

    @Test
    void markdownIsNoCodeAndLosesTheMarksOfPeoplesWords() {
        PushRequest push = SamplePush.text("").request();
        PushRequest markdown = new PushRequest(push.origin(), PushKind.MARKDOWN, "qq", "", "5", "", "# [" + MARK + "CQ:x] &amp;",
                "",
                List.of(), Map.of(), 0);
        assertEquals(List.of(new Segment.Markdown("# [CQ:x] &amp;")),
                composer.compose(markdown, PushOptions.parse(Map.of())));
    }

    @ParameterizedTest
    @EnumSource(value = PushKind.class, names = {"IMAGE", "VOICE", "VIDEO", "FILE"})
    void aMediumIsFoundInThePluginsFolderUnderTheNameThatTheOptionsGive(PushKind kind) {
        List<Segment> segments = compose(SamplePush.of(kind, "a.bin").option("fileName", "b.bin").option("mime_type", "x/y"));
        assertEquals(List.of("a.bin in /plugins as 'b.bin' 'x/y'"), asked);
        assertEquals(kind.label(), segments.getFirst().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        assertEquals(kind == PushKind.FILE ? 0 : 1, looked.size(), "a page that is no picture is refused; as a file it may go");
    }

    @Test
    void aCaptionStandsBeforeItsMedium() {
        assertEquals(List.of(new Segment.Text("my cat"), new Segment.Image(media("a.png", "", ""))),
                compose(SamplePush.of(PushKind.IMAGE, "a.png").option("caption", "my cat")));
    }

    @Test
    void mixedItemsKeepTheirOrderAndBringTheirOwnNames() {
        assertEquals(
                List.of(new Segment.Text("one "), new Segment.Face("1"), new Segment.Image(media("a.png", "given.png", "x/all")),
                        new Segment.Markdown("# two"), new Segment.File(media("https://x/b", "own.zip", "x/zip"))),
                compose(SamplePush.mixed(Map.of("type", "text", "text", "one [CQ:face,id=1]"),
                        Map.of("type", "image", "file", "a.png"), Map.of("type", "markdown", "content", "# two"),
                        Map.of("type", "file", "url", "https://x/b", "name", "own.zip", "mime_type", "x/zip"))
                        .option("filename", "given.png").option("mimeType", "x/all")));
    }

    @Test
    void itemsThatSayNothingAreLeftOut() {
        Map<String, Object> hollow = new HashMap<>();
        hollow.put("type", "text");
        hollow.put("text", null);
        assertEquals(List.of(new Segment.Text("5")),
                compose(SamplePush.mixed(Map.of("type", "image"), Map.of("text", "no type"),
                        Map.of("type", "dance", "source", "x"),
                        Map.of("type", 7), Map.of("type", "mixed", "source", "x"), Map.of("type", "text", "text", ""), hollow,
                        Map.of("type", "image", "source", " "), Map.of("type", "text", "text", 5))));
        assertEquals(List.of(), asked);
    }

    static List<SamplePush> nothing() {
        return List.of(SamplePush.text(""), SamplePush.of(PushKind.MARKDOWN, "ignored"), SamplePush.of(PushKind.IMAGE, ""),
                SamplePush.of(PushKind.VOICE, " \n"), SamplePush.of(PushKind.VIDEO, ""), SamplePush.of(PushKind.FILE, ""),
                SamplePush.mixed(), SamplePush.mixed(Map.of("type", "image"), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void aRequestWithNothingInItIsRefusedBeforeAnAccountIsLookedFor(SamplePush push) {
        PushException refused = assertThrows(PushException.class, () -> MessageComposer.check(push.request()));
        assertTrue(refused.empty());
        assertTrue(refused.getMessage().startsWith("there is no"), refused.getMessage());
    }

    @Test
    void oneGoodItemOrATitleIsEnough() {
        assertDoesNotThrow(() -> MessageComposer.check(
                SamplePush.mixed(Map.of("type", "image"), Map.of("type", "text", "content", "x")).request()));
        assertDoesNotThrow(() -> MessageComposer.check(SamplePush.text("").titled("Daily").request()));
    }

    @Test
    void whatIsMissingIsSaidWithItsKindAndHowManyItemsThereWere() {
        assertEquals("there is no source for the voice: give a URL, a path, base64:// or a data URI",
                assertThrows(PushException.class,
                        () -> MessageComposer.check(SamplePush.of(PushKind.VOICE, "").request())).getMessage());
        assertTrue(assertThrows(PushException.class, () -> MessageComposer.check(SamplePush.mixed(Map.of(), Map.of()).request()))
                .getMessage().contains("none of the 2 items has a type"));
    }
}
