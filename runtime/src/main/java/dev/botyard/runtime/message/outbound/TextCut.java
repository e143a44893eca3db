package dev.botyard.runtime.message.outbound;

import dev.botyard.api.adapter.TextUnit;
import java.text.BreakIterator;

/// Finds where a text that is too long is cut: at the end of a line or a word, never inside what a reader sees as one character. Nothing
/// is added or lost. Immutable.
///
/// @param fenced whether lines between fences of Markdown belong together
record TextCut(TextUnit unit, boolean fenced) {
    private static final String FENCE = "```";

    /// How much of `text` goes into `room`.
    ///
    /// @return a length between 0 and that of the text; 0 where not even the first character fits
    int before(String text, int room) {
        BreakIterator characters = BreakIterator.getCharacterInstance();
        characters.setText(text);
        int used = 0;
        int lineEnd = 0;
        int wordEnd = 0;
        boolean code = false;
        int line = 0;
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; from = to, to = characters.next()) {
            used += unit.length(text.substring(from, to));
            if (used > room) {
                return best(from, lineEnd, wordEnd);
            }
            char last = text.charAt(to - 1);
            if (last == '\n') {
                code ^= fenced && text.startsWith(FENCE, line);
                line = to;
                lineEnd = code ? lineEnd : to;
            }
            wordEnd = Character.isWhitespace(last) && !code ? to : wordEnd;
        }
        return text.length();
    }

    /// An early end of a line would make many short messages.
    private static int best(int most, int lineEnd, int wordEnd) {
        if (lineEnd > most / 2) {
            return lineEnd;
        }
        return wordEnd > most / 2 ? wordEnd : most;
    }

    /// The part of `text` that is sent where not even one whole character fits: as much as goes without breaking a code point.
    int within(String text, int room) {
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (end > 0 && unit.length(text.substring(0, next)) > room) {
                return end;
            }
            end = next;
        }
        return end;
    }
}
