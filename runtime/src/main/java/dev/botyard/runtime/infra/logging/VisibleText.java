package dev.botyard.runtime.infra.logging;

/// Makes characters visible that would otherwise act on whoever shows a text: line feeds, terminal codes, changes of direction. What
/// strangers send can then neither begin a line nor steer a terminal. Pure.
public final class VisibleText {
    private VisibleText() {}

    /// `text` as it may stand inside one line: `\n` for a line feed, `\u001b` for an escape. Tabs stay.
    public static String line(String text) {
        return visible(text, false);
    }

    /// The same for text of several lines: line feeds stay.
    public static String lines(String text) {
        return visible(text, true);
    }

    private static String visible(String text, boolean severalLines) {
        if (text == null) {
            return "";
        }
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean acts = acts(c) && !(severalLines && c == '\n');
            if (acts && changed == null) {
                changed = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (acts) {
                append(changed, c);
            } else if (changed != null) {
                changed.append(c);
            }
        }
        return changed == null ? text : changed.toString();
    }

    private static void append(StringBuilder changed, char c) {
        switch (c) {
            case '\n' -> changed.append("\\n");
            case '\r' -> changed.append("\\r");
            default -> changed.append("\\u").append(String.format("%04x", (int) c));
        }
    }

    /// Control characters but the tab, line and paragraph separators, and what turns the direction of text.
    private static boolean acts(char c) {
        if (c < 0x7f) {
            return c < ' ' && c != '\t';
        }
        return c <= 0x9f || c == 0x61c || c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
