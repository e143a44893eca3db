package dev.botyard.runtime.infra.words;

/// Puts pieces of a sentence together. Full-width punctuation has its space in itself: none is left before it or behind it. Chinese and Latin
/// text beside each other have one between them.
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
            char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
            if (!piece.isEmpty() && (ideograph(last) && latin(piece.charAt(0)) || latin(last) && ideograph(piece.charAt(0)))) {
                text.append(' ');
            }
            text.append(wide(last) ? bare : piece);
        }
    }

    private static boolean ideograph(char c) {
        return c >= 0x3400 && c <= 0x9FFF;
    }

    private static boolean latin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }

    private static boolean wide(char c) {
        return c >= 0x3001 && c <= 0x303F || c >= 0xFF01 && c <= 0xFF20;
    }
}
