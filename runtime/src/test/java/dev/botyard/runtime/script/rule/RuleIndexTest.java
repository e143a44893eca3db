package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private static List<String> hits(RuleIndex<String> index, String message) {
        List<String> found = new ArrayList<>();
        index.match(message).forEachRemaining(hit -> found.add(hit.payload()));
        return found;
    }

    @Test
    void yieldsHitsByPriorityThenOrderKeyThenAddition() {
        RuleIndex<String> index = RuleIndex.<String>builder().add(Rule.compile("hi"), 0, "b.py", "b")
                .add(Rule.compile("^h"), 0, "a.py", "a1")
                .add(Rule.compile("raw i"), 0, "a.py", "a2").add(Rule.compile("^\\w+$"), 9_999_999_999L, "z.py", "z")
                .add(Rule.compile("?"), Long.MIN_VALUE, "a.py", "last").build();
        assertEquals(List.of("z", "a1", "a2", "b", "last"), hits(index, "hi"));
        assertEquals(List.of("last"), hits(index, "none of them, no"));
    }

    @Test
    void handsOverTheRuleAndItsCaptures() {
        Rule rule = Rule.compile("echo (.+)");
        RuleHit<String> hit = RuleIndex.<String>builder().add(rule, 0, "a", "a").build().match("echo x").next();
        assertEquals(new RuleHit<>("a", rule, List.of("x")), hit);
    }

    @Test
    void endsWithAnException() {
        Iterator<RuleHit<String>> none = RuleIndex.<String>builder().build().match("x");
        assertFalse(none.hasNext());
        assertThrows(NoSuchElementException.class, none::next);
    }

    @Test
    void triesNoRuleOfAPayloadThatIsNotAdmitted() {
        List<String> tried = new ArrayList<>();
        RuleIndex<String> index = RuleIndex.<String>builder().add(Rule.compile("^(a+)+\\1b$"), 1, "a", "hostile")
                .add(Rule.compile("^a"), 0, "b", "fine")
                .onBudgetExceeded((payload, _, _) -> tried.add(payload)).build();
        assertEquals("fine", index.match("a".repeat(100) + "!", payload -> !payload.equals("hostile")).next().payload());
        assertEquals(List.of(), tried);
    }

    @Test
    void triesOnlyWhatTheFirstHitNeeds() {
        List<String> tried = new ArrayList<>();
        RuleIndex<String> index = RuleIndex.<String>builder().add(Rule.compile("^a"), 1, "a", "first")
                .add(Rule.compile("^(a+)+\\1b$"), 0, "b", "hostile")
                .onBudgetExceeded((payload, _, _) -> tried.add(payload)).build();
        Iterator<RuleHit<String>> hits = index.match("a".repeat(100) + "!");
        assertEquals("first", hits.next().payload());
        assertEquals(List.of(), tried);
        assertFalse(hits.hasNext());
        assertEquals(List.of("hostile"), tried);
    }

    @Test
    void reportsAHostileRuleOnceAndKeepsMatchingOthers() {
        List<String> reports = new ArrayList<>();
        RuleIndex<String> index = RuleIndex.<String>builder().add(Rule.compile("^(a+)+\\1b$"), 1, "a", "hostile")
                .add(Rule.compile("?"), 0, "b", "fine")
                .onBudgetExceeded((payload, rule, reason) -> reports.add(payload + " " + rule + ": " + reason)).build();
        for (int round = 0; round < 3; round++) {
            assertEquals(List.of("fine"), hits(index, "a".repeat(100) + "!"));
        }
        assertEquals(1, reports.size());
        assertTrue(reports.getFirst().startsWith("hostile ^(a+)+\\1b$: it looked at"), reports.getFirst());
    }

    @Test
    void findsLiteralsWhateverTheirCaseInThePattern() {
        RuleIndex<String> index = RuleIndex.<String>builder().add(Rule.compile("(?i)^HELP$"), 0, "a", "start")
                .add(Rule.compile("raw (?i)V\\.Douyin\\.com"), 0, "b", "inner")
                .build();
        assertEquals(List.of("start"), hits(index, "hElp"));
        assertEquals(List.of("inner"), hits(index, "see https://v.douyin.COM/x"));
    }
}
