package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"tea", "签到", "a-b_c", "1,2", "😀", "a b", "a/b:c", "#!", ""})
    void wordsAreTakenLiterally(String rule) {
        assertTrue(RuleSyntax.isLiteral(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a?", "(a", "a)", "[a", "a]", "{", "}", "a|b", "^", "$", "a*", "a+", "\\"})
    void whatMayMeanMoreIsNot(String rule) {
        assertFalse(RuleSyntax.isLiteral(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{1001}", "(a{100}){100}", "((a{10}){10}){11}", "(?:(a){500}b){3}", "a{2000000000}", "a{1001,}",
        "(x|(y{40}z){40})", "a{99999999999999999999}", "(?:){31}{33}", "a{0}{1001}"})
    void countsThatMultiplyToAnEndlessWorkAreRefused(String regex) {
        String told = assertThrows(InvalidRuleException.class, () -> RuleSyntax.refuseEndlessCounts(regex)).getMessage();
        assertEquals("The repetition counts of the rule multiply to more than 1000.", told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{1000}", "(a{100}){10}", "a{100}b{100}c{100}", "(a{100})(b{100})", "a{0,9999}", "\\{2000}", "a{",
        "a{x}", "{", "a{500}|b{500}|c{500}", "(a{31}){31}", ")(", "))))", "\\"})
    void countsThatComeToAnEndAreNot(String regex) {
        assertDoesNotThrow(() -> RuleSyntax.refuseEndlessCounts(regex));
    }

    /// Whatever an author writes: a sentence or a rule, never a failure of the host.
    @Property(tries = 2_000)
    void anyTextIsARuleOrRefusedWithASentence(
            @ForAll @StringLength(max = 40) @Chars({'a', '(', ')', '[', ']', '{', '}', '\\', '?', '*', '+', '|', '^', '$', '.',
                '1', '9', ',', ':', '=', '!', '<', '>', 'P', 'Q', 'E', '-', '&', ' ', '签', 'n', 'u', 'x', 'k',
                'p'}) String text) {
        try {
            Rule rule = Rule.compile(text);
            rule.match("a1 签 aaa");
            rule.requiredText();
            assertEquals(text.strip(), rule.text());
        } catch (InvalidRuleException told) {
            assertTrue(told.getMessage().endsWith("."), told.getMessage());
        }
    }
}
