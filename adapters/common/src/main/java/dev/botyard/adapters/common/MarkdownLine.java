package dev.botyard.adapters.common;

import dev.botyard.adapters.common.MarkdownDialect.Rules;
import dev.botyard.adapters.common.MarkdownDialect.Style;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands within a paragraph or a heading. Each character is looked at a bounded number of times: what would have to be looked for is
/// noted once. Confined to one thread.
final class MarkdownLine {
    private static final Pattern ADDRESS = Pattern.compile("<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>]{0,2000}+)>");
    private static final Pattern TAIL = Pattern.compile(
            "\\([ \\n]{0,9}(?:<([^<>\\n]{0,2000}+)>|((?:[^\\s()<\\\\]|\\\\.|\\((?:[^\\s()\\\\]|\\\\.){0,200}+\\)){0,2000}+))"
                    + "(?:[ \\n]{1,9}(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'))?[ \\n]{0,9}\\)");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|#39|#34);");
    private static final Pattern LINKED = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{1,31}:.+", Pattern.DOTALL);
    /// Addresses that do something else than lead somewhere stay text.
    private static final Pattern ACTIVE = Pattern.compile("(?i)(javascript|vbscript|data|file):.*", Pattern.DOTALL);
    /// Brackets that wait for their end; the oldest make room.
    private static final int MOST_BRACKETS = 64;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final String text;
    private final Rules rules;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Integer> brackets = new ArrayDeque<>();
    /// Where the next run of backticks of the same length begins; by the place of one.
    private final Map<Integer, Integer> nextTicks = new HashMap<>();
    private final StringBuilder plain = new StringBuilder();

    MarkdownLine(String text, Rules rules) {
        this.text = text;
        this.rules = rules;
    }

    /// A piece of the line: something written already, a run of signs that may be emphasis, or one end of a link.
    private static final class Part {
        String written = "";
        String url = "";
        char sign;
        int count;
        int original;
        boolean opens;
        boolean closes;
        /// In the order in which they were found.
        final List<Style> begun = new ArrayList<>(0);
        final List<Style> ended = new ArrayList<>(0);
        /// Of a bracket that may begin a link, `[`, or a picture, `!`; 0 when it cannot any more.
        char bracket;
        boolean beginsLink;
        boolean endsLink;
        /// The places of the neighbours among the runs of signs, -1 for none.
        int before = -1;
    }

    String write() {
        noteTicks();
        int i = 0;
        while (i < text.length()) {
            i = step(i);
        }
        endPlain();
        emphasis(0);
        return assembled();
    }

    private void noteTicks() {
        Map<Integer, Integer> last = new HashMap<>();
        int i = text.length() - 1;
        while (i >= 0) {
            if (text.charAt(i) != '`') {
                i--;
                continue;
            }
            int end = i + 1;
            while (i >= 0 && text.charAt(i) == '`') {
                i--;
            }
            Integer next = last.put(end - i - 1, i + 1);
            if (next != null) {
                nextTicks.put(i + 1, next);
            }
        }
    }

    /// @return where the next step begins
    private int step(int i) {
        char c = text.charAt(i);
        switch (c) {
            case '\\' -> {
                boolean escape = i + 1 < text.length() && PUNCTUATION.indexOf(text.charAt(i + 1)) >= 0;
                if (escape) {
                    plain.append(text.charAt(i + 1));
                    return i + 2;
                }
                boolean hardBreak = i + 1 < text.length() && text.charAt(i + 1) == '\n';
                plain.append(hardBreak ? "" : "\\");
                return i + 1;
            }
            case '`' -> {
                return code(i);
            }
            case '*', '_', '~' -> {
                return signs(i, c);
            }
            case '[' -> {
                return bracket(i, "[", '[');
            }
            case '!' -> {
                if (text.startsWith("![", i)) {
                    return bracket(i, "![", '!');
                }
            }
            case ']' -> {
                return endOfLink(i);
            }
            case '<' -> {
                Matcher address = ADDRESS.matcher(text).region(i, text.length());
                if (address.lookingAt() && !ACTIVE.matcher(address.group(1)).matches()) {
                    written(rules.link.apply(rules.text.apply(address.group(1)), address.group(1)));
                    return address.end();
                }
            }
            case '&' -> {
                Matcher entity = ENTITY.matcher(text).region(i, text.length());
                if (entity.lookingAt()) {
                    plain.append(meaning(entity.group(1)));
                    return entity.end();
                }
            }
            case '\n' -> {
                written(rules.lineBreak);
                return i + 1;
            }
            default -> {
            }
        }
        plain.append(c);
        return i + 1;
    }

    private static char meaning(String entity) {
        return switch (entity) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot", "#34" -> '"';
            case "nbsp" -> '\u00a0';
            default -> '\'';
        };
    }

    private void endPlain() {
        if (!plain.isEmpty()) {
            Part part = new Part();
            part.written = rules.text.apply(plain.toString());
            plain.setLength(0);
            parts.add(part);
        }
    }

    private Part written(String written) {
        endPlain();
        Part part = new Part();
        part.written = written;
        parts.add(part);
        return part;
    }

    private int run(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) == text.charAt(from)) {
            end++;
        }
        return end;
    }

    private int code(int from) {
        int end = run(from);
        Integer close = nextTicks.get(from);
        if (close == null) {
            plain.append(text, from, end);
            return end;
        }
        String code = text.substring(end, close).replace('\n', ' ');
        if (code.length() > 2 && code.startsWith(" ") && code.endsWith(" ") && !code.isBlank()) {
            code = code.substring(1, code.length() - 1);
        }
        MarkdownDialect.Marks marks = rules.style(Style.CODE);
        written(marks.open() + rules.codeText.apply(code) + marks.close());
        return close + end - from;
    }

    private int signs(int from, char sign) {
        int end = run(from);
        if (sign == '~' && end - from != 2) {
            plain.append(text, from, end);
            return end;
        }
        int before = from == 0 ? ' ' : text.codePointBefore(from);
        int after = end == text.length() ? ' ' : text.codePointAt(end);
        boolean left = !blank(after) && (!mark(after) || blank(before) || mark(before) || wide(before));
        boolean right = !blank(before) && (!mark(before) || blank(after) || mark(after) || wide(after));
        Part part = written("");
        part.sign = sign;
        part.count = end - from;
        part.original = part.count;
        part.opens = left && (sign != '_' || !right || mark(before));
        part.closes = right && (sign != '_' || !left || mark(after));
        return end;
    }

    private static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    private static boolean mark(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                true;
            default -> false;
        };
    }

    /// Scripts without spaces between words.
    private static boolean wide(int point) {
        return Character.isIdeographic(point) || (point >= 0x3040 && point <= 0x30ff)
                || (point >= 0xac00 && point <= 0xd7a3);
    }

    private int bracket(int from, String sign, char bracket) {
        Part part = written(rules.text.apply(sign));
        part.bracket = bracket;
        brackets.push(parts.size() - 1);
        if (brackets.size() > MOST_BRACKETS) {
            brackets.removeLast();
        }
        return from + sign.length();
    }

    private int endOfLink(int from) {
        if (!brackets.isEmpty()) {
            int begin = brackets.pop();
            Part open = parts.get(begin);
            Matcher tail = TAIL.matcher(text).region(from + 1, text.length());
            if (open.bracket != 0 && tail.lookingAt()) {
                endPlain();
                emphasis(begin + 1);
                link(open, unescaped(tail.group(1) == null ? tail.group(2) : tail.group(1)));
                return tail.end();
            }
        }
        plain.append(']');
        return from + 1;
    }

    private static String unescaped(String url) {
        return url.replaceAll("\\\\(\\p{Punct})", "$1");
    }

    private void link(Part open, String url) {
        if (open.bracket == '[') {
            // No link within a link.
            brackets.stream().map(parts::get).filter(other -> other.bracket == '[').forEach(other -> other.bracket = 0);
        }
        open.written = "";
        open.url = url;
        open.beginsLink = true;
        written("").endsLink = true;
    }

    /// Finds which signs from `bottom` on belong together, as CommonMark describes it.
    private void emphasis(int bottom) {
        int last = -1;
        Map<String, Integer> hopeless = new HashMap<>();
        for (int i = bottom; i < parts.size(); i++) {
            Part closer = parts.get(i);
            if (closer.sign == 0) {
                continue;
            }
            while (closer.closes && closer.count > 0) {
                String kind = closer.sign + (closer.opens ? "o" : "c") + closer.original % 3;
                int least = hopeless.getOrDefault(kind, -1);
                int found = last;
                while (found > least && !fits(parts.get(found), closer)) {
                    found = parts.get(found).before;
                }
                if (found <= least) {
                    hopeless.put(kind, last);
                    break;
                }
                last = together(found, closer);
            }
            if (closer.opens && closer.count > 0) {
                closer.before = last;
                last = i;
            }
        }
        for (int i = bottom; i < parts.size(); i++) {
            // Whatever is left is text.
            parts.get(i).opens = false;
            parts.get(i).closes = false;
        }
    }

    private static boolean fits(Part opener, Part closer) {
        return opener.opens && opener.count > 0 && opener.sign == closer.sign
                && !((opener.closes || closer.opens) && closer.original % 3 != 0 && (opener.original + closer.original) % 3 == 0);
    }

    /// @return the last run that may still open something
    private int together(int found, Part closer) {
        Part opener = parts.get(found);
        int used = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
        Style style = closer.sign == '~' ? Style.STRIKE : used == 2 ? Style.BOLD : Style.ITALIC;
        opener.count -= used;
        closer.count -= used;
        opener.begun.add(style);
        closer.ended.add(style);
        return opener.count == 0 ? opener.before : found;
    }

    private String assembled() {
        Deque<StringBuilder> labels = new ArrayDeque<>();
        Deque<Part> links = new ArrayDeque<>();
        labels.push(new StringBuilder(text.length() + 32));
        for (Part part : parts) {
            if (part.endsLink) {
                String label = labels.pop().toString();
                labels.element().append(linked(links.pop(), label));
            } else if (part.beginsLink) {
                links.push(part);
                labels.push(new StringBuilder());
            } else {
                append(part, labels.element());
            }
        }
        return labels.element().toString();
    }

    private void append(Part part, StringBuilder out) {
        out.append(part.written);
        part.ended.forEach(style -> out.append(rules.style(style).close()));
        if (part.count > 0) {
            out.append(rules.text.apply(String.valueOf(part.sign).repeat(part.count)));
        }
        for (int i = part.begun.size() - 1; i >= 0; i--) {
            out.append(rules.style(part.begun.get(i)).open());
        }
    }

    private String linked(Part open, String label) {
        if (!LINKED.matcher(open.url).matches() || ACTIVE.matcher(open.url).matches()) {
            return open.url.isEmpty() ? label : label + rules.text.apply(" (" + open.url + ")");
        }
        String shown = label.isEmpty() ? rules.text.apply(open.url) : label;
        return (open.bracket == '!' ? rules.image : rules.link).apply(shown, open.url);
    }
}
