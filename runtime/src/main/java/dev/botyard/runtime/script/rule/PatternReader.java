package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the common part of the pattern syntax to learn which texts a match must contain. It only ever errs towards
/// knowing less: zero-width checks count as always true, and syntax it does not know ends the reading.
final class PatternReader {
    private static final int DEEPEST = 100;
    private static final int LARGEST_CLASS = 8;

    private final String regex;
    private int at;
    private int depth;
    private boolean manyLines;

    private PatternReader(String regex) {
        this.regex = regex;
    }

    /// @param regex a pattern that compiles
    static PatternShape read(String regex) throws UnknownSyntaxException {
        PatternReader reader = new PatternReader(regex);
        PatternShape shape = reader.alternatives();
        if (reader.at < regex.length()) {
            throw new UnknownSyntaxException();
        }
        return reader.manyLines ? new PatternShape(shape.exact(), shape.starts(), shape.required(), false) : shape;
    }

    private PatternShape alternatives() throws UnknownSyntaxException {
        if (++depth > DEEPEST) {
            throw new UnknownSyntaxException();
        }
        List<PatternShape> branches = new ArrayList<>();
        branches.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        depth--;
        return PatternShape.anyOf(branches);
    }

    private PatternShape sequence() throws UnknownSyntaxException {
        List<PatternShape> pieces = new ArrayList<>();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            pieces.add(quantified(atom()));
        }
        return PatternShape.sequence(pieces);
    }

    private PatternShape quantified(PatternShape atom) throws UnknownSyntaxException {
        PatternShape shape = atom;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '*') {
                shape = shape.optional(false);
                at++;
            } else if (c == '?') {
                shape = shape.optional(true);
                at++;
            } else if (c == '+') {
                shape = shape.repeated();
                at++;
            } else if (c == '{') {
                shape = counted(shape);
            } else {
                return shape;
            }
            skipMode();
        }
        return shape;
    }

    private void skipMode() {
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
    }

    private PatternShape counted(PatternShape shape) throws UnknownSyntaxException {
        int end = regex.indexOf('}', at);
        if (end < 0 || at + 1 >= end || !Character.isDigit(regex.charAt(at + 1))) {
            throw new UnknownSyntaxException();
        }
        int digit = at + 1;
        while (digit < end && regex.charAt(digit) == '0') {
            digit++;
        }
        boolean fromZero = digit == end || regex.charAt(digit) == ',';
        at = end + 1;
        return fromZero ? shape.optional(false) : shape.repeated();
    }

    private PatternShape atom() throws UnknownSyntaxException {
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case '^' -> PatternShape.START;
            case '$' -> PatternShape.EMPTY;
            case '.' -> PatternShape.ANYTHING;
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escaped();
            // Some quantifiers without anything before them compile and repeat nothing.
            case '{', '*', '+', '?' -> throw new UnknownSyntaxException();
            default -> literal(c);
        };
    }

    private static PatternShape literal(int c) {
        return PatternShape.exactly(Set.of(RequiredText.fold(Character.toString(c))), false);
    }

    private PatternShape group() throws UnknownSyntaxException {
        boolean zeroWidth = false;
        if (regex.startsWith("?", at)) {
            if (regex.startsWith("?=", at) || regex.startsWith("?!", at)) {
                zeroWidth = true;
                at += 2;
            } else if (regex.startsWith("?<=", at) || regex.startsWith("?<!", at)) {
                zeroWidth = true;
                at += 3;
            } else if (regex.startsWith("?:", at) || regex.startsWith("?>", at)) {
                at += 2;
            } else if (regex.startsWith("?<", at)) {
                at = after('>');
            } else if (flags()) {
                return PatternShape.EMPTY;
            }
        }
        PatternShape inner = alternatives();
        if (at >= regex.length() || regex.charAt(at) != ')') {
            throw new UnknownSyntaxException();
        }
        at++;
        return zeroWidth ? PatternShape.EMPTY : inner;
    }

    /// Reads `?i)` or `?i:`. Texts are compared in lower case anyway; flags that change the syntax end the reading.
    private boolean flags() throws UnknownSyntaxException {
        at++;
        while (at < regex.length()) {
            char c = regex.charAt(at++);
            switch (c) {
                case ')' :
                    return true;
                case ':' :
                    return false;
                case 'm' :
                    manyLines = true;
                    break;
                case 'i', 's', '-' :
                    break;
                default :
                    throw new UnknownSyntaxException();
            }
        }
        throw new UnknownSyntaxException();
    }

    private int after(char end) throws UnknownSyntaxException {
        int found = regex.indexOf(end, at);
        if (found < 0) {
            throw new UnknownSyntaxException();
        }
        return found + 1;
    }

    private PatternShape escaped() throws UnknownSyntaxException {
        if (at >= regex.length()) {
            throw new UnknownSyntaxException();
        }
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V', 'R', 'X' -> PatternShape.ANYTHING;
            case 'b', 'B', 'A', 'z', 'Z', 'G' -> PatternShape.EMPTY;
            case 'n' -> literal('\n');
            case 't' -> literal('\t');
            case 'r' -> literal('\r');
            case 'p', 'P' -> {
                at = regex.startsWith("{", at) ? after('}') : at + 1;
                yield PatternShape.ANYTHING;
            }
            case 'u' -> {
                at += 4;
                yield PatternShape.ANYTHING;
            }
            default -> {
                if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                    throw new UnknownSyntaxException();
                }
                yield literal(c);
            }
        };
    }

    /// A class lists its characters only if it is small and plain, such as `[Kk]`.
    private PatternShape characterClass() throws UnknownSyntaxException {
        int start = at;
        boolean plain = true;
        int open = 1;
        while (open > 0) {
            if (at >= regex.length()) {
                throw new UnknownSyntaxException();
            }
            char c = regex.charAt(at++);
            switch (c) {
                case '\\' -> {
                    plain = false;
                    if (regex.startsWith("Q", at)) {
                        throw new UnknownSyntaxException();
                    }
                    at++;
                }
                case '[' -> {
                    plain = false;
                    open++;
                }
                case ']' -> open--;
                case '^', '-', '&' -> plain = false;
                default -> plain &= !Character.isSurrogate(c);
            }
            if (c == ']' && (regex.charAt(at - 2) == '[' || regex.startsWith("[^", at - 3))) {
                throw new UnknownSyntaxException();
            }
        }
        String members = regex.substring(start, at - 1);
        if (!plain || members.length() > LARGEST_CLASS) {
            return PatternShape.ANYTHING;
        }
        Set<String> texts = new HashSet<>();
        for (int member = 0; member < members.length(); member++) {
            texts.add(RequiredText.fold(members.substring(member, member + 1)));
        }
        return PatternShape.exactly(texts, false);
    }

    /// Says that the reader cannot follow; nothing is known about the pattern then.
    static final class UnknownSyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownSyntaxException() {
            super(null, null, false, false);
        }
    }
}
