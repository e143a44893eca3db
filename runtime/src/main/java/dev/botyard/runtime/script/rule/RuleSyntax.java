package dev.botyard.runtime.script.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/// What can be told about a rule from its characters alone.
final class RuleSyntax {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";
    /// An empty group that repeats reads no character, so the budget of reads cannot stop it.
    private static final long MOST_REPEATS = 1_000;

    private RuleSyntax() {}

    static boolean isLiteral(String rule) {
        for (int at = 0; at < rule.length(); at++) {
            if (SPECIAL.indexOf(rule.charAt(at)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Refuses counts such as `{1000}` that multiply to more than [#MOST_REPEATS]. Only the lower bounds
    /// count, since an empty group stops as soon as it may.
    static void refuseEndlessCounts(String regex) {
        Deque<Long> outer = new ArrayDeque<>();
        long inner = 1;
        long lastAtom = 1;
        for (int at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at++;
                lastAtom = 1;
            } else if (c == '(') {
                outer.push(inner);
                inner = 1;
                lastAtom = 1;
            } else if (c == ')') {
                lastAtom = inner;
                inner = Math.max(outer.isEmpty() ? 1 : outer.pop(), lastAtom);
            } else if (c == '{') {
                lastAtom = Math.min(Long.MAX_VALUE / MOST_REPEATS / 10, lastAtom) * count(regex, at + 1);
                if (lastAtom > MOST_REPEATS) {
                    throw new InvalidRuleException(
                            "The repetition counts of the rule multiply to more than " + MOST_REPEATS + ".");
                }
                inner = Math.max(inner, lastAtom);
            } else {
                lastAtom = c == '?' || c == '+' || c == '*' || c == '}' || Character.isDigit(c) || c == ',' ? lastAtom : 1;
            }
        }
    }

    private static long count(String regex, int from) {
        long count = 0;
        for (int at = from; at < regex.length() && Character.isDigit(regex.charAt(at)); at++) {
            count = Math.min(count * 10 + Character.digit(regex.charAt(at), 10), MOST_REPEATS + 1);
        }
        return Math.max(1, count);
    }
}
