package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;

/// What a rule is said to need stands in every text that it matches; else the index would lose messages.
class RequiredTextProperties {
    private static final int READS = 1_000_000;

    @Property(tries = 3_000)
    void whateverIsMatchedHoldsWhatIsRequired(@ForAll("patterns") Grown grown, @ForAll("around") String before,
            @ForAll("around") String after) {
        Pattern pattern = Pattern.compile(grown.regex());
        RequiredText required = RequiredText.of(grown.regex(), false);
        for (String text : grown.texts()) {
            String message = before + text + after;
            if (within(message, read -> pattern.matcher(read).find())) {
                assertTrue(holds(required, message), () -> grown.regex() + " finds '" + message + "' without " + required);
                Statistics.label("something is known").collect(!required.texts().isEmpty());
            }
        }
    }

    @Property(tries = 3_000)
    void whateverIsMatchedWholeBeginsAsRequired(@ForAll("patterns") Grown grown) {
        Pattern pattern = Pattern.compile(grown.regex());
        RequiredText required = RequiredText.of(grown.regex(), true);
        for (String text : grown.texts()) {
            if (within(text, read -> pattern.matcher(read).matches())) {
                assertTrue(holds(required, text), () -> grown.regex() + " matches '" + text + "' without " + required);
            }
        }
    }

    @Property(tries = 1_000)
    void anIndexFindsEveryTextThatARuleWasGrownWith(@ForAll("patterns") Grown grown, @ForAll("patterns") Grown other) {
        Assume.that(!grown.regex().isBlank() && !other.regex().isBlank());
        Rule rule = Rule.compile("raw " + grown.regex());
        RuleIndex<String> index = RuleIndex.<String>builder().add(rule, 0, "a", "rule")
                .add(Rule.compile("raw " + other.regex()), 1, "b", "other").build();
        for (String text : grown.texts()) {
            if (rule.match(text).isPresent()) {
                List<String> found = new ArrayList<>();
                index.match(text).forEachRemaining(hit -> found.add(hit.payload()));
                assertTrue(found.contains("rule"), () -> rule + " on '" + text + "' beside " + other.regex());
            }
        }
    }

    @Property
    void foldingIsThatOfAscii(@ForAll @StringLength(max = 30) String text) {
        StringBuilder lower = new StringBuilder();
        for (char c : text.toCharArray()) {
            lower.append(c >= 'A' && c <= 'Z' ? Character.toLowerCase(c) : c);
        }
        assertEquals(lower.toString(), RequiredText.fold(text));
    }

    /// What a pattern says of a text; no where it backtracks without end, which a grown pattern may.
    private static boolean within(String text, Predicate<CharSequence> match) {
        try {
            return match.test(new BudgetedText(text, READS));
        } catch (BudgetExceededException e) {
            return false;
        }
    }

    private static boolean holds(RequiredText required, String message) {
        String folded = RequiredText.fold(message);
        return required.texts().isEmpty() || required.texts().stream()
                .anyMatch(text -> required.atStart() ? folded.startsWith(text) : folded.contains(text));
    }

    @Provide
    Arbitrary<Grown> patterns() {
        return Grown.patterns();
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.of("", "x", " ", "\n", "a", "签", "7 ");
    }
}
