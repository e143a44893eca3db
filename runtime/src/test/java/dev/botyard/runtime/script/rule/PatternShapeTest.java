package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known of the texts of a pattern, piece by piece.
class PatternShapeTest {
    private static final PatternShape TEA = exactly("tea");
    private static final PatternShape MILK = exactly("milk");

    private static PatternShape exactly(String... texts) {
        return PatternShape.exactly(Set.of(texts), false);
    }

    private static PatternShape read(String regex) throws PatternReader.UnknownSyntaxException {
        return PatternReader.read(regex);
    }

    @Test
    void piecesInARowMakeAllCombinations() {
        assertEquals(Set.of("teamilk", "teatea", "xmilk", "xtea"),
                PatternShape.sequence(List.of(exactly("tea", "x"), exactly("milk", "tea"))).exact());
    }

    @Test
    void behindSomethingUnknownTheTextsBeginAnew() {
        PatternShape shape = PatternShape.sequence(List.of(TEA, PatternShape.ANYTHING, MILK));
        assertNull(shape.exact());
        assertEquals(Set.of("tea"), shape.starts());
        assertEquals(Set.of("milk"), shape.required(), "the longer one is rarer");
    }

    @Test
    void oneOfSeveralIsOneOfTheirTexts() {
        assertEquals(Set.of("tea", "milk"), PatternShape.anyOf(List.of(TEA, MILK)).required());
        assertEquals(Set.of(), PatternShape.anyOf(List.of(TEA, PatternShape.ANYTHING)).required());
        assertEquals(Set.of("tea", ""), PatternShape.anyOf(List.of(TEA, PatternShape.EMPTY)).exact());
    }

    @Test
    void whatMayBeMissingIsNotRequired() {
        assertEquals(Set.of(), TEA.optional(true).required());
        assertEquals(Set.of("tea", ""), TEA.optional(true).exact());
        assertNull(TEA.optional(false).exact(), "it may come any number of times");
        assertEquals(Set.of("tea"), TEA.repeated().required());
        assertNull(TEA.repeated().exact());
    }

    @Test
    void theStartIsKnownOnlyWhenAllWaysBeginThere() {
        PatternShape anchored = PatternShape.sequence(List.of(PatternShape.START, TEA));
        assertTrue(anchored.anchored());
        assertFalse(PatternShape.anyOf(List.of(anchored, MILK)).anchored());
        assertTrue(PatternShape.anyOf(List.of(anchored, anchored)).anchored());
        assertFalse(PatternShape.sequence(List.of(TEA, PatternShape.START)).anchored(), "it stands behind something");
        assertTrue(PatternShape.sequence(List.of(PatternShape.EMPTY, PatternShape.START, TEA)).anchored());
    }

    @Test
    void theShortestTextDecidesHowMuchIsKnown() {
        assertEquals(1, PatternShape.shortest(Set.of("tea", "x")));
        assertEquals(0, PatternShape.shortest(Set.of()));
        assertEquals(0, PatternShape.shortest(Set.of("", "tea")));
    }

    @Test
    void textsThatGrowTooLongOrTooManyAreGivenUpButNotTheirStarts() {
        PatternShape longer = exactly("x".repeat(40));
        PatternShape both = PatternShape.sequence(List.of(longer, longer));
        assertNull(both.exact());
        assertEquals(Set.of("x".repeat(40)), both.starts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"tea~tea", "TEA~tea", "t[eE]a~tea", "(?i)Tea~tea", "\\Ate\\ba\\z~tea", "te(?:a)~tea",
        "\\.\\*~.*", "签到~签到", "😀~😀", "a\\tb~a\tb"})
    void aPatternOfPlainCharactersIsThatText(String regex, String text) throws PatternReader.UnknownSyntaxException {
        assertEquals(Set.of(text), read(regex).exact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?x)a", "(?U:a)", "\\Qa\\E", "\\k<n>", "(a)\\1", "\\x41", "\\cA", "[]a]", "[^]a]", "[\\Qa\\E]",
        "a{,3}", "*a", "{2}",
        "(?d)a", "te(?#x)a"})
    void whatTheReaderDoesNotFollowItSaysSo(String regex) {
        assertThrows(PatternReader.UnknownSyntaxException.class, () -> read(regex));
    }

    @Test
    void aPatternNestedBeyondReasonIsNotFollowed() {
        assertThrows(PatternReader.UnknownSyntaxException.class, () -> read("(".repeat(200) + "a" + ")".repeat(200)));
    }
}
