package dev.botyard.runtime.ops.manual;

import dev.botyard.runtime.net.http.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The Markdown that the manual is written in, as HTML: headings, paragraphs, flat lists, tables, quotes, fenced code, pictures of the
/// manual on lines of their own, and in a line code, bold and links. All else is text, HTML too. A line of its own belongs to each item of a list and each row of a table.
final class MarkdownPage {
    private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.+)");
    private static final Pattern ITEM = Pattern.compile("(?:-|(\\d+)\\.) (.+)");
    private static final Pattern RULER = Pattern.compile("\\|(?: ?:?-+:? ?\\|)+");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern INLINE = Pattern
            .compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]+)\\]\\((pictures/[a-z-]+\\.webp)\\)");
    private static final Pattern PAGE = Pattern.compile("((?:\\.\\./(?:en|zh)/)?[a-z0-9-]+)\\.md(#[^\"<>]*)?");
    private static final Pattern ELSEWHERE = Pattern.compile("https://[^\"<>]+");

    private final List<String> lines;
    private final StringBuilder html = new StringBuilder();
    private int at;

    private MarkdownPage(String text) {
        lines = text.lines().toList();
    }

    static String html(String text) {
        MarkdownPage page = new MarkdownPage(text);
        while (page.at < page.lines.size()) {
            page.block();
        }
        return page.html.toString();
    }

    /// The first heading.
    static String title(String text) {
        return text.lines().map(HEADING::matcher).filter(Matcher::matches).map(heading -> heading.group(2)).findFirst()
                .orElse("");
    }

    private void block() {
        String line = lines.get(at);
        Matcher heading = HEADING.matcher(line);
        Matcher picture = PICTURE.matcher(line);
        if (line.isBlank()) {
            at++;
        } else if (line.startsWith("```")) {
            code();
        } else if (heading.matches()) {
            at++;
            html.append("<h%1$d id=\"%2$s\">%3$s</h%1$d>\n".formatted(heading.group(1).length(), anchor(heading.group(2)),
                    inline(heading.group(2))));
        } else if (picture.matches()) {
            at++;
            html.append("<p><img src=\"%s\" alt=\"%s\" loading=\"lazy\"></p>\n".formatted(picture.group(2),
                    HtmlText.escape(picture.group(1))));
        } else if (isTable()) {
            table();
        } else if (ITEM.matcher(line).matches()) {
            list();
        } else if (line.startsWith("> ")) {
            html.append("<blockquote><p>").append(inline(joined("> "))).append("</p></blockquote>\n");
        } else {
            html.append("<p>").append(inline(joined(""))).append("</p>\n");
        }
    }

    private void code() {
        at++;
        List<String> inside = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).equals("```")) {
            inside.add(lines.get(at++));
        }
        at++;
        html.append("<pre tabindex=\"0\"><code>").append(HtmlText.escape(String.join("\n", inside))).append("\n</code></pre>\n");
    }

    private boolean isTable() {
        return lines.get(at).startsWith("|") && at + 1 < lines.size() && RULER.matcher(lines.get(at + 1)).matches();
    }

    private void table() {
        html.append("<div class=\"table\" tabindex=\"0\"><table>\n<thead>").append(row(lines.get(at), "th"))
                .append("</thead>\n<tbody>\n");
        at += 2;
        while (at < lines.size() && lines.get(at).startsWith("|")) {
            html.append(row(lines.get(at++), "td")).append('\n');
        }
        html.append("</tbody></table></div>\n");
    }

    private static String row(String line, String cell) {
        String inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
        return CELL_BORDER.splitAsStream(inner)
                .map(text -> "<" + cell + ">" + inline(text.strip().replace("\\|", "|")) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private void list() {
        boolean numbered = Character.isDigit(lines.get(at).charAt(0));
        html.append(numbered ? "<ol>\n" : "<ul>\n");
        while (at < lines.size()) {
            Matcher item = ITEM.matcher(lines.get(at));
            if (!item.matches() || numbered != (item.group(1) != null)) {
                break;
            }
            at++;
            html.append("<li>").append(inline(item.group(2))).append("</li>\n");
        }
        html.append(numbered ? "</ol>\n" : "</ul>\n");
    }

    /// Lines up to the next block. Between Chinese characters the end of a line is no blank.
    private String joined(String mark) {
        StringBuilder text = new StringBuilder();
        while (at < lines.size() && !lines.get(at).isBlank() && lines.get(at).startsWith(mark)
                && !lines.get(at).startsWith("```")) {
            String line = lines.get(at++).substring(mark.length());
            boolean apart = !text.isEmpty() && !(isWide(text.charAt(text.length() - 1)) && isWide(line.charAt(0)));
            text.append(apart ? " " : "").append(line);
        }
        return text.toString();
    }

    private static boolean isWide(char character) {
        return character >= '\u2e80';
    }

    private static String inline(String text) {
        StringBuilder out = new StringBuilder();
        Matcher found = INLINE.matcher(text);
        int end = 0;
        while (found.find()) {
            out.append(HtmlText.escape(text.substring(end, found.start()))).append(marked(found));
            end = found.end();
        }
        return out.append(HtmlText.escape(text.substring(end))).toString();
    }

    private static String marked(Matcher found) {
        if (found.group(1) != null) {
            return "<code>" + HtmlText.escape(found.group(1)) + "</code>";
        }
        if (found.group(2) != null) {
            return "<strong>" + inline(found.group(2)) + "</strong>";
        }
        Matcher page = PAGE.matcher(found.group(4));
        if (page.matches()) {
            return "<a href=\"" + page.group(1) + (page.group(2) == null ? "" : page.group(2)) + "\">" + inline(found.group(3))
                    + "</a>";
        }
        return ELSEWHERE.matcher(found.group(4)).matches()
                ? "<a href=\"" + HtmlText.escape(found.group(4)) + "\" rel=\"noreferrer\">" + inline(found.group(3)) + "</a>"
                : HtmlText.escape(found.group());
    }

    /// As GitHub makes it, so that links within a page lead to the same place there.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }
}
