package dev.botyard.runtime.script.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/// The rules that were found by their texts and those that have none are tried as one list.
class RuleCursorTest {
    private static RuleIndex<String> index(String... rules) {
        RuleIndex.Builder<String> builder = RuleIndex.builder();
        for (int i = 0; i < rules.length; i++) {
            builder.add(Rule.compile(rules[i]), 0, "%03d".formatted(i), i + ":" + rules[i]);
        }
        return builder.build();
    }

    private static List<String> hits(RuleIndex<String> index, String message) {
        List<String> found = new ArrayList<>();
        index.match(message).forEachRemaining(hit -> found.add(hit.payload()));
        return found;
    }

    @Test
    void rulesWithAndWithoutTextsKeepTheirOrder() {
        RuleIndex<String> index = index("tea", "?", "^tea", "raw \\w+", "tea$", "[^x]+");
        assertEquals(List.of("0:tea", "1:?", "2:^tea", "3:raw \\w+", "4:tea$", "5:[^x]+"), hits(index, "tea"));
        assertEquals(List.of("1:?", "3:raw \\w+", "5:[^x]+"), hits(index, "milk"));
    }

    @Test
    void askingTwiceWhetherThereIsMoreLosesNothing() {
        Iterator<RuleHit<String>> hits = index("tea", "?").match("tea");
        assertTrue(hits.hasNext());
        assertTrue(hits.hasNext());
        assertEquals("0:tea", hits.next().payload());
        assertEquals("1:?", hits.next().payload());
        assertThrows(NoSuchElementException.class, hits::next);
    }

    @Test
    void whoIsNotAdmittedIsAskedAboutAndNotTried() {
        List<String> asked = new ArrayList<>();
        Iterator<RuleHit<String>> hits = index("tea", "milk", "?").match("tea", payload -> {
            asked.add(payload);
            return payload.startsWith("2");
        });
        assertEquals("2:?", hits.next().payload());
        assertEquals(List.of("0:tea", "2:?"), asked, "milk cannot match at all");
    }

    @Test
    void oneRuleOfManyThousandIsFound() {
        String[] rules = new String[10_000];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = switch (i % 3) {
                case 0 -> "word" + i;
                case 1 -> "^start" + i + " (\\d+)$";
                default -> "raw inner" + i + "x";
            };
        }
        RuleIndex<String> index = index(rules);
        assertEquals(List.of("9:word9"), hits(index, "word9"));
        assertEquals(List.of("4:^start4 (\\d+)$"), hits(index, "start4 17"));
        assertEquals(List.of("8:raw inner8x"), hits(index, "see inner8x here"));
        assertEquals(List.of(), hits(index, "word"));
        assertEquals(10_000, index.size());
        assertEquals("RuleIndex[10000 rules, 0 without fixed text]", index.toString());
    }

    @Test
    void aTextMayBeReadSoOftenAndNotOftener() {
        BudgetedText text = new BudgetedText("tea", 3);
        assertEquals("3 ea tea", text.length() + " " + text.subSequence(1, 3) + " " + text);
        for (int i = 0; i < 3; i++) {
            assertEquals("tea".charAt(i), text.charAt(i));
        }
        BudgetExceededException over = assertThrows(BudgetExceededException.class, () -> text.charAt(0));
        assertEquals("it looked at characters more than 200000 times", over.getMessage());
        assertEquals(0, over.getStackTrace().length, "it is thrown for many messages");
    }
}
