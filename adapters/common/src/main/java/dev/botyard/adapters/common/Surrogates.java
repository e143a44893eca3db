package dev.botyard.adapters.common;

/// Half a pair of surrogates, as some phones leave it of an emoji, can be read but not be written as UTF-8 later.
final class Surrogates {
    private Surrogates() {}

    /// The text with U+FFFD in the place of each half that stands alone.
    static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text, i);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        StringBuilder whole = new StringBuilder(text.length()).append(text, 0, from);
        text.substring(from).codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
