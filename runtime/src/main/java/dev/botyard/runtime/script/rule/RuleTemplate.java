package dev.botyard.runtime.script.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns a template such as `weather [city] ?` into a pattern.
final class RuleTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\?|\\[([\\p{L}_][\\p{L}\\p{N}_]*)(?:[:：]([^\\[\\]]*))?]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private RuleTemplate() {}

    /// Empty if the rule has no placeholder.
    static Optional<String> toPattern(String rule) {
        Matcher placeholder = PLACEHOLDER.matcher(rule);
        if (!placeholder.find()) {
            return Optional.empty();
        }
        StringBuilder regex = new StringBuilder();
        int end = 0;
        do {
            appendFixed(regex, rule.substring(end, placeholder.start()));
            end = placeholder.end();
            if (placeholder.group(1) == null) {
                regex.append(end < rule.length() ? "(\\S+)" : rule.length() == 1 ? "([\\s\\S]*)" : "([\\s\\S]+)");
            } else if (placeholder.group(2) == null) {
                regex.append("(\\S+)");
            } else {
                appendChoice(regex, placeholder.group(2));
            }
        } while (placeholder.find());
        appendFixed(regex, rule.substring(end));
        return Optional.of(regex.toString());
    }

    private static void appendChoice(StringBuilder regex, String choices) {
        char separator = '(';
        for (String choice : choices.split("[,，]", -1)) {
            regex.append(separator);
            appendFixed(regex, choice.strip());
            separator = '|';
        }
        regex.append(')');
    }

    static void appendFixed(StringBuilder regex, String text) {
        Matcher blanks = BLANKS.matcher(text);
        int end = 0;
        while (blanks.find()) {
            appendQuoted(regex, text, end, blanks.start());
            regex.append("\\s+");
            end = blanks.end();
        }
        appendQuoted(regex, text, end, text.length());
    }

    private static void appendQuoted(StringBuilder regex, String text, int from, int to) {
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (!RuleSyntax.isLiteral(String.valueOf(c))) {
                regex.append('\\');
            }
            regex.append(c);
        }
    }
}
