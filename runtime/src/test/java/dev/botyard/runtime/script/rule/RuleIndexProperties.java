package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The index may only save work: it has to find exactly what trying every rule finds.
class RuleIndexProperties {
    @Property(tries = 5_000)
    void findsWhatTryingEveryRuleFinds(@ForAll("rules") List<String> texts, @ForAll("messages") String message) {
        RuleIndex.Builder<Integer> builder = RuleIndex.builder();
        List<Integer> expected = new ArrayList<>();
        for (int at = 0; at < texts.size(); at++) {
            Rule rule;
            try {
                rule = Rule.compile(texts.get(at));
            } catch (InvalidRuleException e) {
                continue;
            }
            builder.add(rule, 0, "", at);
            if (rule.match(message).isPresent()) {
                expected.add(at);
            }
        }
        List<Integer> found = new ArrayList<>();
        builder.build().match(message).forEachRemaining(hit -> found.add(hit.payload()));
        assertEquals(expected, found, () -> texts + " on '" + message + "'");
    }

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> piece = Arbitraries.of("a", "b", "ab", "A", "世", "😀", " ", "?", "*", "+", "{2}", "{0,1}", "{1,}", "|",
                "(", ")", "(?:", "(?i)", "(?i:", "(?=",
                "(?!", "(?<=a)", "(?m)", "(?u)", "^", "$", "[ab]", "[^a]", "[a-b]", "[]a]", "[[a]b]", "[a&&[ab]]", "\\b", "\\s",
                "\\S", "\\w", "\\+", "\\Qa\\E", "\\x61",
                "\\1", ".", ".*", "[n]", "[n:a,ab]", "\\p{L}", "\n", "\\n", "(a|b)", "(ab|ba)?", "raw ");
        return piece.list().ofMinSize(1).ofMaxSize(7).map(list -> String.join("", list)).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> messages() {
        return Arbitraries.of("a", "b", "ab", "ba", "A", "B", "世", "😀", " ", "\n", "+", "[n]").list().ofMaxSize(7)
                .map(list -> String.join("", list));
    }
}
