package dev.botyard.adapters.common;

import dev.botyard.adapters.common.MarkdownDialect.Marks;
import dev.botyard.adapters.common.MarkdownDialect.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Markdown as scripts write it, and writes it as a platform shows it. Pure functions on any thread, in time that grows like the text.
///
/// Of CommonMark it knows what chats know: bold, italic, struck-through, code, fences, links, pictures, quotes, lists, headings, lines
/// across. Everything else, HTML and tables too, is text and stays that. As chats do and CommonMark does not, a line break stays one, a
/// line without its sign ends a quote or a list, and emphasis may begin and end beside Chinese, Japanese and Korean characters.
public final class Markdowns {
    /// Quotes and lists within each other; what is deeper is text.
    private static final int DEEPEST = 8;
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})([^`]*)");
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \t]+(.*))?");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \t]*");
    private static final Pattern ACROSS = Pattern.compile(" {0,3}(?:(?:\\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)");
    private static final Pattern QUOTE = Pattern.compile(" {0,3}> ?(.*)");
    private static final Pattern ITEM = Pattern.compile("( {0,3})([-*+]|\\d{1,9}[.)])(?:[ \t]+(.*)|$)");
    private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");

    private final Rules rules;

    private Markdowns(Rules rules) {
        this.rules = rules;
    }

    /// Markdown in a platform's own dialect.
    public static String write(String source, MarkdownDialect dialect) {
        return new Markdowns(dialect.rules()).blocks(List.of(LINE.split(source, -1)), 0);
    }

    /// Markdown as text without marks, for platforms that have none.
    public static String plain(String source) {
        return write(source, MarkdownDialect.PLAIN);
    }

    /// Blocks beside each other.
    private String blocks(List<String> lines, int depth) {
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        int i = 0;
        while (i < lines.size()) {
            if (lines.get(i).isBlank()) {
                gap = true;
                i++;
                continue;
            }
            if (!out.isEmpty() && !rules.blocks()) {
                out.append(gap ? "\n\n" : "\n");
            }
            gap = false;
            i = block(lines, i, depth, out);
        }
        return out.toString();
    }

    /// @return the line behind it
    private int block(List<String> lines, int from, int depth, StringBuilder out) {
        String line = lines.get(from);
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
            return fence(lines, from, fence, out);
        }
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            heading(heading.group(1).length(), heading.group(2) == null ? "" : withoutEnd(heading.group(2)), out);
            return from + 1;
        }
        if (ACROSS.matcher(line).matches()) {
            out.append(rules.rule);
            return from + 1;
        }
        if (depth < DEEPEST && QUOTE.matcher(line).matches()) {
            return quote(lines, from, depth, out);
        }
        Matcher item = ITEM.matcher(line);
        if (depth < DEEPEST && item.matches()) {
            return list(lines, from, item, depth, out);
        }
        return paragraph(lines, from, depth, out);
    }

    private int fence(List<String> lines, int from, Matcher fence, StringBuilder out) {
        String mark = fence.group(1);
        int indent = fence.start(1);
        StringBuilder code = new StringBuilder();
        int i = from + 1;
        for (; i < lines.size(); i++) {
            String line = lines.get(i);
            String bare = line.strip();
            if (bare.startsWith(mark) && bare.chars().allMatch(c -> c == mark.charAt(0))) {
                break;
            }
            code.append(code.isEmpty() && i == from + 1 ? "" : "\n").append(unindented(line, indent));
        }
        String language = fence.group(2).strip().split("\\s", 2)[0];
        out.append(rules.fence.apply(language.matches("[\\w+#.-]{1,40}") ? language : "", rules.codeText.apply(code.toString())));
        return Math.min(i + 1, lines.size());
    }

    private static String withoutEnd(String heading) {
        String text = heading.strip();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        return end == 0 || text.charAt(end - 1) == ' ' ? text.substring(0, end).strip() : text;
    }

    private void heading(int level, String text, StringBuilder out) {
        Marks marks = rules.heading.apply(level);
        out.append(marks.open()).append(inline(text)).append(marks.close());
    }

    private int quote(List<String> lines, int from, int depth, StringBuilder out) {
        List<String> inner = new ArrayList<>();
        int i = from;
        for (; i < lines.size(); i++) {
            Matcher quote = QUOTE.matcher(lines.get(i));
            if (!quote.matches()) {
                break;
            }
            inner.add(quote.group(1));
        }
        String content = blocks(inner, depth + 1);
        out.append(rules.quote.open()).append(rules.quoteLine).append(content.replace("\n", "\n" + rules.quoteLine))
                .append(rules.quote.close());
        return i;
    }

    private int list(List<String> lines, int from, Matcher first, int depth, StringBuilder out) {
        boolean numbered = isNumber(first.group(2));
        Marks marks = numbered ? rules.numbers : rules.bullets;
        out.append(marks.open());
        Matcher item = first;
        int i = from;
        while (true) {
            List<String> inner = new ArrayList<>();
            inner.add(item.group(3) == null ? "" : item.group(3));
            int next = content(lines, i + 1, item.end(2) + 1, inner);
            item(item.group(2), blocks(inner, depth + 1), numbered, out);
            i = next;
            int ahead = skipBlank(lines, i);
            if (ahead == lines.size() || ACROSS.matcher(lines.get(ahead)).matches()) {
                break;
            }
            item = ITEM.matcher(lines.get(ahead));
            if (!item.matches() || isNumber(item.group(2)) != numbered) {
                break;
            }
            i = ahead;
            out.append(rules.blocks() ? "" : "\n");
        }
        out.append(marks.close());
        return i;
    }

    private static boolean isNumber(String marker) {
        return Character.isDigit(marker.charAt(0));
    }

    private static int skipBlank(List<String> lines, int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).isBlank()) {
            i++;
        }
        return i;
    }

    /// The lines that belong to an item: those that are indented.
    private static int content(List<String> lines, int from, int indent, List<String> inner) {
        int i = from;
        while (i < lines.size()) {
            int ahead = skipBlank(lines, i);
            if (ahead == lines.size() || !isIndented(lines.get(ahead))) {
                break;
            }
            for (; i < ahead; i++) {
                inner.add("");
            }
            inner.add(unindented(lines.get(i++), indent));
        }
        return i;
    }

    private static boolean isIndented(String line) {
        return line.startsWith("  ") || line.startsWith("\t");
    }

    private static String unindented(String line, int most) {
        if (most > 0 && line.startsWith("\t")) {
            return line.substring(1);
        }
        int i = 0;
        while (i < most && i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return line.substring(i);
    }

    private void item(String marker, String content, boolean numbered, StringBuilder out) {
        if (rules.blocks()) {
            out.append(rules.item.open()).append(unwrapped(content)).append(rules.item.close());
            return;
        }
        String sign = numbered ? rules.text.apply(marker) + " " : rules.bullet;
        String indent = " ".repeat(numbered ? marker.length() + 1 : sign.length());
        out.append(sign).append(content.replace("\n", "\n" + indent).replace("\n" + indent + "\n", "\n\n"));
    }

    /// A paragraph that is all of an item, or begins it, needs no marks of its own.
    private String unwrapped(String content) {
        Marks marks = rules.paragraph;
        int end = content.indexOf(marks.close());
        return content.startsWith(marks.open()) && end > 0 && !content.startsWith(marks.open(), end + marks.close().length())
                ? content.substring(marks.open().length(), end) + content.substring(end + marks.close().length())
                : content;
    }

    private int paragraph(List<String> lines, int from, int depth, StringBuilder out) {
        StringBuilder text = new StringBuilder(lines.get(from).strip());
        int i = from + 1;
        for (; i < lines.size() && !lines.get(i).isBlank(); i++) {
            Matcher underline = UNDERLINE.matcher(lines.get(i));
            if (underline.matches()) {
                heading(underline.group(1).startsWith("=") ? 1 : 2, text.toString(), out);
                return i + 1;
            }
            if (endsParagraph(lines.get(i), depth)) {
                break;
            }
            text.append('\n').append(lines.get(i).strip());
        }
        out.append(rules.paragraph.open()).append(inline(text.toString())).append(rules.paragraph.close());
        return i;
    }

    private static boolean endsParagraph(String line, int depth) {
        return FENCE.matcher(line).matches() || HEADING.matcher(line).matches() || ACROSS.matcher(line).matches()
                || depth < DEEPEST && (QUOTE.matcher(line).matches() || beginsList(line));
    }

    /// A number of a year at the head of a line makes no list within a paragraph.
    private static boolean beginsList(String line) {
        Matcher item = ITEM.matcher(line);
        return item.matches() && item.group(3) != null && (!isNumber(item.group(2)) || item.group(2).matches("1[.)]"));
    }

    private String inline(String text) {
        return new MarkdownLine(text, rules).write();
    }
}
