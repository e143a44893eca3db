package dev.botyard.runtime.script.rule;

import java.util.Set;
import java.util.TreeSet;

/// Texts of which a message must hold at least one before a rule can match, all folded to lower case in ASCII.
///
/// @param texts empty if nothing is known
/// @param atStart whether the message has to start with the text
record RequiredText(Set<String> texts, boolean atStart) {
    private static final RequiredText UNKNOWN = new RequiredText(Set.of(), false);

    static RequiredText whole(String literal) {
        return new RequiredText(Set.of(fold(literal)), true);
    }

    /// Nothing is known about a pattern that uses rare syntax.
    static RequiredText of(String regex, boolean whole) {
        PatternShape shape;
        try {
            shape = PatternReader.read(regex);
        } catch (PatternReader.UnknownSyntaxException e) {
            return UNKNOWN;
        }
        Set<String> starts = whole || shape.anchored() ? shape.starts() : Set.of();
        int startLength = PatternShape.shortest(starts);
        int requiredLength = PatternShape.shortest(shape.required());
        if (startLength > 0 && (startLength >= 2 || startLength >= requiredLength)) {
            return new RequiredText(starts, true);
        }
        return requiredLength > 0 ? new RequiredText(shape.required(), false) : UNKNOWN;
    }

    RequiredText or(RequiredText alternative) {
        if (texts.isEmpty() || alternative.texts.isEmpty()) {
            return UNKNOWN;
        }
        Set<String> both = new TreeSet<>(texts);
        both.addAll(alternative.texts);
        return new RequiredText(both, atStart && alternative.atStart);
    }

    static String fold(String text) {
        int at = 0;
        while (at < text.length() && !isUpper(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        char[] folded = text.toCharArray();
        for (; at < folded.length; at++) {
            if (isUpper(folded[at])) {
                folded[at] += 32;
            }
        }
        return new String(folded);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
