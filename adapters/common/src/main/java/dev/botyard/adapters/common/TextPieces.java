package dev.botyard.adapters.common;

import dev.botyard.api.adapter.TextUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Splits text for platforms whose limit depends on more than the adapter; the host splits by the one limit that the adapter declares. Pure functions.
public final class TextPieces {
    /// What `(999/999) ` takes.
    private static final int NUMBER = 10;

    private TextPieces() {}

    /// The same, each with its number before it where there are several: `(1/3) `.
    ///
    /// @param most 0 for any length
    public static List<String> numbered(String text, int most, TextUnit unit) {
        if (most == 0 || unit.length(text) <= most) {
            return List.of(text);
        }
        List<String> pieces = of(text, most - NUMBER, unit);
        return IntStream.range(0, pieces.size()).mapToObj(i -> "(" + (i + 1) + "/" + pieces.size() + ") " + pieces.get(i))
                .toList();
    }

    /// Text as one line of at most so many characters, without anything that could end a line: for headings, and for heads of protocols.
    public static String line(String text, int most) {
        return text.codePoints().map(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029 ? ' ' : point)
                .limit(most).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()
                .strip();
    }

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
