package dev.botyard.runtime.infra.logging;

import java.util.Locale;
import java.util.Optional;
import java.util.PrimitiveIterator;

/// Characters in a name that nobody sees: control characters, changes of direction, those without any width. Two names that differ by them
/// look the same, and what stands behind one may look like something else. Pure.
public final class HiddenText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private HiddenText() {}

    /// The first of them, such as `U+202E (RIGHT-TO-LEFT OVERRIDE)`.
    public static Optional<String> first(String text) {
        int before = ' ';
        for (PrimitiveIterator.OfInt points = text.codePoints().iterator(); points.hasNext();) {
            int point = points.nextInt();
            if (hidden(point, before)) {
                String name = Character.getName(point);
                return Optional.of(number("U+", point) + (name == null ? "" : " (" + name + ")"));
            }
            before = point;
        }
        return Optional.empty();
    }

    /// `it has U+202E (RIGHT-TO-LEFT OVERRIDE), which nobody sees; `, or nothing: the first part of what is to be done about a name.
    public static String why(String text) {
        return first(text).map(which -> "it has " + which + ", which nobody sees; ").orElse("");
    }

    /// The text as it may stand in a sentence about it, with the number in the place of the character.
    public static String shown(String text) {
        return changed(text, true);
    }

    /// The text without them.
    public static String without(String text) {
        return changed(text, false);
    }

    private static String changed(String text, boolean shown) {
        if (first(text).isEmpty()) {
            return text;
        }
        StringBuilder changed = new StringBuilder();
        int before = ' ';
        for (PrimitiveIterator.OfInt points = text.codePoints().iterator(); points.hasNext();) {
            int point = points.nextInt();
            if (!hidden(point, before)) {
                changed.appendCodePoint(point);
            } else if (shown) {
                changed.append(number("\\u", point).toLowerCase(Locale.ROOT));
            }
            before = point;
        }
        return changed.toString();
    }

    private static String number(String prefix, int point) {
        return prefix + String.format(Locale.ROOT, "%04X", point);
    }

    /// Joiners make one picture of several, and bind letters of some scripts; beside a Latin letter they do nothing.
    private static boolean hidden(int point, int before) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER
                    ? before < 0x80
                    : !isSeen(point);
            default -> false;
        };
    }

    /// The few of them that are drawn: signs beside numbers in Arabic, Syriac and Kaithi.
    private static boolean isSeen(int point) {
        return point >= 0x600 && point <= 0x605 || point == 0x6dd || point == 0x70f || point == 0x890 || point == 0x891
                || point == 0x8e2 || point == 0x110bd || point == 0x110cd;
    }
}
