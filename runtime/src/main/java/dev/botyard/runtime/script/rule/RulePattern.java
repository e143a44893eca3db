package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pattern of a handler, such as `weather {city} {days:int?}`: words, and names in braces that stand for parts of the text.
///
/// @param regex what the whole text has to fit
/// @param names of its groups, in order
record RulePattern(String regex, List<String> names) {
    private static final Pattern PLACEHOLDER = Pattern.compile("(\\s*)\\{([\\p{L}_][\\p{L}\\p{N}_]*)(?::([^{}?]+))?(\\?)?\\}");
    private static final Pattern COMMAS = Pattern.compile("[,，]");

    /// @throws InvalidRuleException when a brace opens nothing that can be read
    static RulePattern of(String pattern) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher found = PLACEHOLDER.matcher(pattern);
        int end = 0;
        while (found.find()) {
            appendWords(regex, pattern, end, found.start());
            end = found.end();
            if (names.contains(found.group(2))) {
                throw new InvalidRuleException("The pattern '" + pattern + "' has the name '" + found.group(2) + "' twice.");
            }
            names.add(found.group(2));
            String blanks = found.group(1).isEmpty() ? "" : "\\s+";
            String group = blanks + "(" + wanted(pattern, found.group(3), end == pattern.length()) + ")";
            regex.append(found.group(4) == null ? group : "(?:" + group + ")?");
        }
        appendWords(regex, pattern, end, pattern.length());
        return new RulePattern(regex.toString(), List.copyOf(names));
    }

    private static String wanted(String pattern, String kind, boolean last) {
        if (kind == null) {
            return (last ? PatternKind.TEXT : PatternKind.WORD).regex();
        }
        Optional<PatternKind> known = Arrays.stream(PatternKind.values()).filter(one -> one.label().equals(kind.strip()))
                .findFirst();
        if (known.isPresent()) {
            return known.get().regex();
        }
        if (!COMMAS.matcher(kind).find()) {
            throw new InvalidRuleException("The pattern '" + pattern + "' names the kind '" + kind
                    + "'; expected int, number, word, text, or words with commas between them.");
        }
        return COMMAS.splitAsStream(kind).map(String::strip).map(Pattern::quote).reduce((one, other) -> one + "|" + other)
                .orElseThrow();
    }

    private static void appendWords(StringBuilder regex, String pattern, int from, int to) {
        String words = pattern.substring(from, to);
        if (words.indexOf('{') >= 0 || words.indexOf('}') >= 0) {
            throw new InvalidRuleException("The pattern '" + pattern
                    + "' has a brace that is no placeholder; a placeholder is {name}, {name:int} or {name?}. For braces use a regular expression.");
        }
        RuleTemplate.appendFixed(regex, words);
    }
}
