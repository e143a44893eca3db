package dev.botyard.runtime.script.header;

import java.util.Locale;
import java.util.Optional;

/// Cuts `[key: value]` out of the text of a comment. The work for one line is linear in its length.
final class HeaderLineReader {
    private HeaderLineReader() {}

    /// Reads the text that follows a comment mark; empty if it does not start like a header.
    static Optional<HeaderLine> read(int line, String comment) {
        int open = skipBlanks(comment, 0);
        if (open == comment.length() || comment.charAt(open) != '[') {
            return Optional.empty();
        }
        int keyStart = skipBlanks(comment, open + 1);
        int keyEnd = keyStart;
        while (keyEnd < comment.length() && isKeyPart(comment.charAt(keyEnd))) {
            keyEnd++;
        }
        int colon = skipBlanks(comment, keyEnd);
        if (keyEnd == keyStart || colon == comment.length() || !isColon(comment.charAt(colon))) {
            return Optional.empty();
        }
        String key = comment.substring(keyStart, keyEnd).toLowerCase(Locale.ROOT);
        int start = colon + 1;
        int end = closingBracket(key, comment, start);
        String value = comment.substring(start, end < 0 ? comment.length() : end).strip();
        return Optional.of(new HeaderLine(line, key, value, end >= 0));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isKeyPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-+.".indexOf(c) >= 0;
    }

    /// Input methods for Chinese produce the wide colon, which is easily overlooked.
    private static boolean isColon(char c) {
        return c == ':' || c == '：';
    }

    private static int closingBracket(String key, String text, int from) {
        int end = switch (key) {
            case "param", "dependency" -> afterJson(text, from);
            case "rule" -> afterPattern(text, from);
            default -> afterNested(text, from);
        };
        return end >= 0 ? end : lastResort(text, from);
    }

    /// The bracket behind a JSON object, whose texts may hold any bracket.
    private static int afterJson(String text, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (depth == 0) {
                    return c == ']' ? at : -1;
                }
                depth--;
            }
        }
        return -1;
    }

    /// Both readings of a bracket inside a character class are in use: `[^[]` and `[a[bc]]`. The first wins unless
    /// it leaves a bracket over that the second one explains.
    private static int afterPattern(String text, int from) {
        int literal = afterClasses(text, from);
        if (literal >= 0 && (literal + 1 == text.length() || text.charAt(literal + 1) != ']')) {
            return literal;
        }
        int nested = afterNested(text, from);
        return nested >= 0 ? nested : literal;
    }

    /// Brackets inside a character class are literal.
    private static int afterClasses(String text, int from) {
        boolean inClass = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == ']') {
                return at;
            } else if (c == '[') {
                inClass = true;
                at = skipClassStart(text, at);
            }
        }
        return -1;
    }

    /// A bracket right behind the opening one, or behind `[^`, is a member of the class and does not close it.
    private static int skipClassStart(String text, int open) {
        int at = open;
        if (at + 1 < text.length() && text.charAt(at + 1) == '^') {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at + 1) == ']') {
            at++;
        }
        return at;
    }

    private static int afterNested(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && depth-- == 0) {
                return at;
            }
        }
        return -1;
    }

    /// The last bracket that leaves as many opening as closing ones inside, or else the last bracket.
    private static int lastResort(String text, int from) {
        int balance = 0;
        int last = -1;
        int lastBalanced = -1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[') {
                balance++;
            } else if (c == ']') {
                last = at;
                if (balance == 0) {
                    lastBalanced = at;
                }
                balance--;
            }
        }
        return lastBalanced >= 0 ? lastBalanced : last;
    }
}
