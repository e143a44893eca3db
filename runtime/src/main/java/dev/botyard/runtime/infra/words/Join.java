package dev.botyard.runtime.infra.words;

/// Puts pieces of a sentence together. Full-width punctuation has its space in itself: none is left before it or behind it.
final class Join {
    private Join() {}

    static void append(StringBuilder text, String piece) {
        int from = 0;
        if (!text.isEmpty() && wide(text.charAt(text.length() - 1))) {
            while (from < piece.length() && piece.charAt(from) == ' ') {
                from++;
            }
        } else if (!piece.isEmpty() && wide(piece.charAt(0))) {
            while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
        }
        text.append(piece, from, piece.length());
    }

    private static boolean wide(char c) {
        return c >= 0x3001 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF20;
    }
}
