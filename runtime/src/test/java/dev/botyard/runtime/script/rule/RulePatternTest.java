package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RulePatternTest {
    private static Optional<List<String>> match(String pattern, String message) {
        return Rule.pattern(pattern).match(message);
    }

    @ParameterizedTest
    @EnumSource(PatternKind.class)
    void everySampleOfAKindIsTrue(PatternKind kind) {
        for (RuleForm.Sample sample : kind.samples()) {
            assertEquals(Optional.of(sample.captures()), match(sample.rule(), sample.fits()), sample.rule());
            assertFalse(match(sample.rule(), sample.not()).isPresent(), sample.rule());
        }
    }

    @Test
    void namesStandInTheOrderOfTheirCaptures() {
        Rule rule = Rule.pattern("send {count:int} {what} to {who?}");
        assertEquals(List.of("count", "what", "who"), rule.names());
        assertEquals(Optional.of(List.of("2", "teas", "Ann Lee")), rule.match("send 2 teas to Ann Lee"));
        assertEquals(Optional.of(List.of("2", "teas", "")), rule.match("send 2 teas to"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"tea {size:big,small}~tea big~big", "天气 {城市}~天气 上海~上海", "天气{城市}~天气上海~上海",
        "a.b {x}~a.b c~c", "n {n:number}~n -2.5~-2.5", "n {n:int?}~n +3~+3"})
    void fits(String pattern, String message, String captured) {
        assertEquals(Optional.of(List.of(captured)), match(pattern, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"tea {size:big,small}~tea huge", "a.b {x}~axb c", "n {n:int}~n 2.5", "hi~hi there"})
    void doesNotFit(String pattern, String message) {
        assertFalse(match(pattern, message).isPresent());
    }

    @Test
    void wordsAloneFitThemselvesWhateverTheirCharactersMeanElsewhere() {
        assertTrue(match("really? (yes)", "really? (yes)").isPresent());
        assertFalse(match("really?", "reall").isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"a {~brace", "a {1}~brace", "a } b~brace", "a {x} {x}~twice",
        "a {x:integer}~expected int"})
    void whatCannotBeReadIsToldInASentence(String pattern, String words) {
        String message = assertThrows(InvalidRuleException.class, () -> Rule.pattern(pattern)).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void anyFitsEverything() {
        assertTrue(Rule.any().match("").isPresent());
        assertTrue(Rule.any().match("two\nlines").isPresent());
    }
}
