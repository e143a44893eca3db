package dev.botyard.runtime.message.border;

import java.text.Normalizer;

/// Where break marks stand: after a bracket or an ampersand that could begin something, and before words that could end it.
///
/// Whether a mark belongs at a place depends only on the characters beside it, so that it is found again in whatever text a script made of
/// it. A person who typed the mark there gets one more; so taking away as many as a place can have gives what was typed.
final class Places {
    /// The mark: invisible, no white space, and kept by JSON, stripping and every normal form of Unicode.
    static final char MARK = '\u2060';

    private static final String[] ENTITIES = {"#91;", "#93;", "#44;", "amp;"};
    private static final String EVERYBODY = "all";

    private Places() {}

    /// How many marks can be at a place: between the character at `left` and the one at `right`, indexes that may lie outside of the text.
    static int weight(String text, int left, int right) {
        int after = left >= 0 && breaksAfter(text.charAt(left)) ? 1 : 0;
        return after + (breaksBefore(text, right) ? 1 : 0);
    }

    private static boolean breaksAfter(char c) {
        return c == '&' || isBracket(c);
    }

    private static boolean breaksBefore(String text, int at) {
        return isCq(text, at) || text.startsWith(EVERYBODY, at) || isEntity(text, at);
    }

    /// Whether a text could need a mark at all; almost none does, and finding that out is all that most texts cost.
    static boolean suspect(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[', '&', ':', '=', '\uFF3B', '\uFE47', '\uFF1A', MARK -> {
                    return true;
                }
                default -> {
                    // Nothing begins or ends here.
                }
            }
        }
        return isBareCq(text, skip(text, 0)) || isEntity(text, 0);
    }

    /// Whether a mark must be put before the character at `at`, or at the end of the text.
    static boolean needed(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        if (isBracket(before) && opensCode(text, at) || before == '&' && opensEntity(text, at)) {
            return true;
        }
        if (before == '=') {
            return text.startsWith(EVERYBODY, at) && text.startsWith("qq=", at - "qq=".length());
        }
        if (isCq(text, at)) {
            char colon = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
            return colon == ':' || colon == '\uFF1A' || isBareCq(text, at);
        }
        return at == 0 && isEntity(text, 0);
    }

    /// `CQ` behind the bracket, whatever blanks a script may take out or wide letters it may make narrow, and the beginning of it at the
    /// end, where a script may go on with another text.
    private static boolean opensCode(String text, int at) {
        int c = skip(text, at);
        if (c == text.length()) {
            return true;
        }
        if (!means(text, c, "C")) {
            return false;
        }
        int q = skip(text, text.offsetByCodePoints(c, 1));
        return q == text.length() || means(text, q, "Q");
    }

    private static boolean opensEntity(String text, int at) {
        if (isEntity(text, at)) {
            return true;
        }
        // The beginning of one at the end, where a script may go on with another text. A lone `&` and `&a` end addresses.
        int rest = text.length() - at;
        for (String entity : ENTITIES) {
            if (rest < entity.length() && rest > (entity.equals("amp;") ? 1 : 0)
                    && text.startsWith(entity.substring(0, rest), at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBracket(char c) {
        return c == '[' || c == '\uFF3B' || c == '\uFE47';
    }

    private static boolean isCq(String text, int at) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        return (c == 'C' || c == 'c') && text.regionMatches(true, at, "CQ", 0, 2);
    }

    /// Whether all of the text is `CQ`, such as a nickname that an author puts between `[` and `:`.
    private static boolean isBareCq(String text, int at) {
        return text.startsWith("CQ", at) && skip(text, 0) == at && skip(text, at + 2) == text.length();
    }

    private static boolean isEntity(String text, int at) {
        for (String entity : ENTITIES) {
            if (text.startsWith(entity, at)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the character is this letter, in any case and width.
    private static boolean means(String text, int at, String letter) {
        int c = text.codePointAt(at);
        return c < 0x80
                ? text.regionMatches(true, at, letter, 0, 1)
                : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC).equalsIgnoreCase(letter);
    }

    /// The next character that is seen.
    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && unseen(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean unseen(char c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
