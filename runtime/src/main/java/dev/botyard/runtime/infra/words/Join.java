package dev.botyard.runtime.infra.words;

/// Puts pieces of a sentence together. Full-width punctuation has its space in itself: none is left before it or behind it.
final class Join {
    private Join() {}

    static void append(StringBuilder text, String piece) {
        String bare = piece.stripLeading();
        if (!bare.isEmpty() && wide(bare.charAt(0))) {
            while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            text.append(bare);
        } else {
            text.append(!text.isEmpty() && wide(text.charAt(text.length() - 1)) ? bare : piece);
        }
    }

    private static boolean wide(char c) {
        return c >= 0x3001 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF20;
    }
}
