package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known of the rules that plugins really have: the more, the fewer are tried.
class RequiredTextTest {

    private static String of(String regex) {
        RequiredText required = RequiredText.of(regex, false);
        return String.join("|", new TreeSet<>(required.texts())) + (required.atStart() ? " at the start" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"^tea$~tea at the start", "^[Kk]eep~keep at the start",
        "^查(快递|天气)~查天气|查快递 at the start", "v\\.douyin\\.com~v.douyin.com", "(?i)HELP~help",
        "^(?:a|bc)d~ad|bcd at the start", "a{3}bc~bc", "colou?r~color|colour", "x*tea~tea", "(tea)+~tea",
        "^tea|^milk~milk|tea at the start", "(?m)^tea~tea", "tea(?=!)~tea", "^\\s*tea~tea", "(?<who>ann|bob)!~ann!|bob!",
        "(?<!x)tea~tea", "\\btea\\b~tea", "tea\\d+~tea", "(?>tea)~tea", "tea{0,2}s~te"})
    void theTextThatCannotBeMissingIsFound(String regex, String required) {
        assertEquals(required, of(regex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".*", "\\d+", "a?", "(a|)", "[^a]", "[a-z]+", "tea|\\d", "(?x) tea", "(?u)tea", "\\Qtea\\E",
        "(tea)?", "(?=tea)", "\\x61bc", "(a)\\1?", "(tea){0}", "(tea){0,3}", "[]tea]", "a|b|", "(tea)*"})
    void whereNothingIsCertainNothingIsSaid(String regex) {
        assertEquals("", of(regex));
    }

    @Test
    void aPlainWordIsNeededAsAWhole() {
        assertEquals(new RequiredText(Set.of("tea"), true), Rule.compile("TEA").requiredText());
    }

    @Test
    void aRuleThatMayMeanTwoThingsNeedsATextOfEither() {
        assertEquals(new RequiredText(Set.of("tea", "tea "), true), Rule.compile("tea ?").requiredText());
        assertEquals(Set.of(), Rule.compile("?").requiredText().texts());
    }

    @Test
    void whoKnowsNothingAddsNothing() {
        RequiredText tea = RequiredText.whole("tea");
        RequiredText nothing = RequiredText.of(".*", true);
        assertEquals(Set.of(), tea.or(nothing).texts());
        assertEquals(Set.of(), nothing.or(tea).texts());
        assertEquals(new RequiredText(Set.of("tea", "milk"), true), tea.or(RequiredText.whole("milk")));
        assertEquals(false, tea.or(new RequiredText(Set.of("milk"), false)).atStart());
    }

    @Test
    void tooManyTextsAreNotListed() {
        assertEquals(64, RequiredText.of("[abcdefgh][abcdefgh][abcdefgh]", false).texts().size(), "of the first two");
        assertEquals("x", of("[abcdefghi]{1,2}x"));
    }
}
