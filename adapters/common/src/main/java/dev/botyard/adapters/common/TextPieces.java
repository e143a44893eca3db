package dev.botyard.adapters.common;

import dev.botyard.api.adapter.TextUnit;
import java.util.ArrayList;
import java.util.List;

/// Splits text for platforms whose limit depends on more than the adapter; the host splits by the one limit that the adapter declares. Pure functions.
public final class TextPieces {
    private TextPieces() {}

    /// Pieces that make the text again, none longer than `most`; each ends with a line where it can, and within no character.
    public static List<String> of(String text, int most, TextUnit unit) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        int line = 0;
        int length = 0;
        for (int at = 0; at < text.length();) {
            int next = text.offsetByCodePoints(at, 1);
            int more = unit.length(text.substring(at, next));
            if (length + more > most && at > from) {
                int end = line > from ? line : at;
                pieces.add(text.substring(from, end));
                from = end;
                length = unit.length(text.substring(from, at));
            }
            length += more;
            at = next;
            line = text.charAt(at - 1) == '\n' ? at : line;
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
