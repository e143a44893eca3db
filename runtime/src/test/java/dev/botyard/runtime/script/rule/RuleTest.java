package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static Optional<List<String>> match(String rule, String message) {
        return Rule.compile(rule).match(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"raw b+~abbc", "^ab~abc", "bc$~abc", "^a$|^b$~b", "a|b~b", "echo (.+)~echo hi",
        "hello~hello", "?~anything at all",
        "weather ?~weather Rome", "buy [n] (now)~buy 3 (now)", "[size:big,small] box~small box", "(?P<n_1>a+)b~aab",
        "raw (?i)ABC~xabcx"})
    void matches(String rule, String message) {
        assertTrue(match(rule, message).isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"hello~hello there", "hello~Hello", "a|b~ab", "^ab~xab", "echo (.+)~please echo hi",
        "[size:big,small] box~tiny box",
        "buy [n] (now)~buy 3 now", "buy [n] x~buy a b x"})
    void doesNotMatch(String rule, String message) {
        assertTrue(match(rule, message).isEmpty());
    }

    @Test
    void capturesEachGroupAndNothingForThoseLeftOut() {
        assertEquals(Optional.of(List.of("", "b")), match("^(?:(a)|(b))$", "b"));
        assertEquals(Optional.of(List.of("x y")), match("echo (.+)", "echo x y"));
        assertEquals(Optional.of(List.of("/p/1")), match("raw https?://[\\w.]+(/\\S+)", "look https://a.b/p/1 here"));
    }

    @Test
    void lonePlaceholderCapturesEverything() {
        assertEquals(Optional.of(List.of("a\nb")), match("?", "a\nb"));
        assertEquals(Optional.of(List.of("")), match("?", ""));
    }

    @Test
    void templateCapturesWordsChoicesAndTheRest() {
        assertEquals(Optional.of(List.of("big", "red", "two\nlines")),
                match("order [size:big,small] [colour] ?", "order  big\tred two\nlines"));
        assertEquals(Optional.of(List.of("3", "now")), match("? times ?", "3 times now"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"hello~hello", "^hello$~hello", "^menu~menu", "raw ^menu$~menu", "raw hi~hi", "天气~天气"})
    void saysWhatToSayWhereItIsPlainText(String rule, String saying) {
        assertEquals(Optional.of(saying), Rule.compile(rule).saying());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "weather ?", "^echo (.+)$", "[size:big,small] box", "a|b", "^$", "raw a\\d", "^1.5$"})
    void saysNothingWhereItIsAPattern(String rule) {
        assertEquals(Optional.empty(), Rule.compile(rule).saying());
    }

    @Test
    void patternComesBeforeTemplate() {
        assertEquals(Optional.of(List.of()), match("colou?r", "color"));
        assertEquals(Optional.of(List.of("X")), match("colou?r", "colouXr"));
    }

    @Test
    void dotStopsAtTheEndOfALineExceptInTemplates() {
        assertTrue(match("echo (.+)", "echo a\nb").isEmpty());
        assertTrue(match("echo ?", "echo a\nb").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a", "raw [", "a**b(", "", "   ", "raw", "raw (?:){2000000000}x", "^((?:){100}){100}", "raw *"})
    void refusesWhatDoesNotCompileWithASentence(String rule) {
        String message = assertThrows(InvalidRuleException.class, () -> Rule.compile(rule)).getMessage();
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void refusesAPatternNestedTooDeeply() {
        assertThrows(InvalidRuleException.class, () -> Rule.compile("^" + "(".repeat(4_000) + ")".repeat(4_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+\\1b$", "^(\\w+)*\\2?$", "^((a+)+b)?(?!z)(a*)*c$", "^(.*?,){11}P", "raw (x+x+)+y",
        "^(a|aa)+$"})
    void givesUpOnHostilePatterns(String pattern) {
        Rule rule;
        try {
            rule = Rule.compile(pattern);
        } catch (InvalidRuleException e) {
            return;
        }
        for (String message : List.of("a".repeat(40) + "!", "x".repeat(5_000), "1,".repeat(200),
                "a".repeat(Rule.LONGEST_TEXT) + "!")) {
            assertTimeoutPreemptively(Patience.SOON, () -> rule.match(message));
        }
    }

    @Test
    void looksOnlyAtTheStartOfAnEndlessText() {
        assertTrue(match("raw needle", "x".repeat(Rule.LONGEST_TEXT) + "needle").isEmpty());
        assertTrue(match("raw needle", "x".repeat(Rule.LONGEST_TEXT - 6) + "needle").isPresent());
    }
}
