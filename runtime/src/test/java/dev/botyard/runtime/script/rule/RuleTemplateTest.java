package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"?~([\\s\\S]*)", "weather ?~weather\\s+([\\s\\S]+)", "? now~(\\S+)\\s+now",
        "[city]~(\\S+)", "[城市] x~(\\S+)\\s+x", "[a:x,y]~(x|y)", "[a：x，y]~(x|y)", "[a: x , y ]~(x|y)", "[a:]~()",
        "[a:1+1,(b)]~(1\\+1|\\(b\\))", "price? [n]~price(\\S+)\\s+(\\S+)", "a.b ?~a\\.b\\s+([\\s\\S]+)"})
    void placeholdersBecomeGroupsAndTheRestIsTakenAsItIs(String template, String pattern) {
        assertEquals(Optional.of(pattern), RuleTemplate.toPattern(template));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tea", "[0-9]", "[]", "[a b]", "[a", "a]", "(x)", "[-]"})
    void whatHasNoPlaceholderIsNoTemplate(String rule) {
        assertEquals(Optional.empty(), RuleTemplate.toPattern(rule));
    }

    @Test
    void blanksStandForAnyBlanks() {
        Pattern pattern = Pattern.compile(RuleTemplate.toPattern("order  [n]\tnow ?").orElseThrow());
        assertTrue(pattern.matcher("order\t3   now  please").matches());
    }

    @Test
    void theFirstOfSeveralQuestionMarksStandsForAWordTheLastForTheRest() {
        assertEquals(Optional.of(List.of("a", "b c\nd")), Rule.compile("move ? ?").match("move a b c\nd"));
    }

    /// Whatever else stands in it, a template compiles and matches its own text.
    @Property(tries = 1_000)
    void everyTemplateMatchesItselfWithItsPlaceholdersFilled(@ForAll("parts") List<String> parts) {
        String rule = String.join("", parts);
        Optional<String> pattern = RuleTemplate.toPattern(rule);
        pattern.ifPresent(regex -> {
            String filled = String.join("", parts.stream().map(part -> part.equals("?") || part.equals("[n]")
                    ? "word"
                    : part.equals("[n:x,y]") ? "y" : part).toList());
            assertTrue(Pattern.compile(regex).matcher(filled).matches(), () -> rule + " -> " + regex + " on " + filled);
        });
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.of("?", "[n]", "[n:x,y]", "a", "签", "(", ")", "*", "+", ".", "\\", "$", "{", "}", "|", "^", " ", "  ",
                "😀", "!").list().ofMinSize(1).ofMaxSize(8);
    }
}
