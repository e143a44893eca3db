package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.text.BreakIterator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextPiecesProperties {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Property(tries = 300)
    void nothingIsLostAndNoPieceIsTooLong(@ForAll("texts") String text, @ForAll TextUnit unit) {
        Limits limits = Limits.NONE.maxTextLength(40, unit);
        List<List<Segment>> pieces = TextPieces.of(List.of(new Segment.Text(text)), limits);
        assertEquals(text, joined(pieces));
        pieces.forEach(piece -> assertTrue(unit.length(joined(List.of(piece))) <= 40, () -> pieces.toString()));
    }

    @Property(tries = 300)
    void whatAReaderSeesAsOneCharacterStaysWhole(@ForAll("texts") String text) {
        int at = 0;
        BreakIterator characters = BreakIterator.getCharacterInstance();
        characters.setText(text);
        for (List<Segment> piece : TextPieces.of(List.of(new Segment.Text(text)), Limits.NONE.maxTextLength(40))) {
            at += joined(List.of(piece)).length();
            assertTrue(characters.isBoundary(at), "cut at " + at + " of " + text);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "word ", "你好", FAMILY, "e\u0301", "🇨🇳", "\n", "\r\n", "😀", "longerword").list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static String joined(List<List<Segment>> pieces) {
        return pieces.stream().flatMap(List::stream).map(Segment::asText).collect(Collectors.joining());
    }

    private static List<String> cut(int room, Segment... segments) {
        return TextPieces.of(List.of(segments), Limits.NONE.maxTextLength(room)).stream().map(piece -> joined(List.of(piece)))
                .toList();
    }

    @Example
    void endsOfLinesAndWordsArePreferred() {
        assertEquals(List.of("first line\n", "the second one"), cut(15, new Segment.Text("first line\nthe second one")));
        assertEquals(List.of("all these ", "words are ", "kept"), cut(12, new Segment.Text("all these words are kept")));
        assertEquals(List.of("没有空格的", "文字也要分"), cut(5, new Segment.Text("没有空格的文字也要分")));
    }

    @Example
    void aCharacterLargerThanTheLimitIsCutBetweenCodePoints() {
        assertEquals(List.of("👨\u200D", "👩\u200D", "👧\u200D", "👦"), cut(4, new Segment.Text(FAMILY)));
    }

    @Example
    void mentionsStayWholeAndMediaBetweenTheTexts() {
        Segment.At ann = new Segment.At("42", "Ann Example");
        assertEquals(List.of("hello ", ann.asText() + " x"), cut(15, new Segment.Text("hello "), ann, new Segment.Text(" x")));
        Segment.Image picture = new Segment.Image(Media.reference("", "p.png", "image/png", 1, java.util.Map.of()));
        List<List<Segment>> pieces = TextPieces.of(List.of(new Segment.Text("one two "), picture, new Segment.Text("three")),
                Limits.NONE.maxTextLength(8));
        assertEquals(List.of(List.of(new Segment.Text("one two "), picture), List.of(new Segment.Text("three"))), pieces);
    }

    @Example
    void codeInMarkdownIsNotTornWhereItFits() {
        assertEquals(List.of("some words to begin with\n", "```\na b\nc d\n```\n"),
                cut(32, new Segment.Markdown("some words to begin with\n```\na b\nc d\n```\n")));
    }
}
