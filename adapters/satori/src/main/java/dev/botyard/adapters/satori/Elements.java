package dev.botyard.adapters.satori;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and escapes the elements that content is made of. Pure functions; in time that grows like the text.
final class Elements {
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=\"'/]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'))?");
    private static final Pattern ENTITY = Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");
    /// Without an end they are elements all the same, as HTML has them; others are text then.
    private static final Set<String> EMPTY = Set.of("at", "sharp", "emoji", "face", "img", "image", "audio", "video", "file",
            "br");

    /// What is deeper is text.
    private static final int DEEPEST = 64;

    private Elements() {}

    /// An element, or text where `name` is `""`.
    record Element(String name, Map<String, String> attributes, String text, List<Element> children) {
        static Element text(String text) {
            return new Element("", Map.of(), text, List.of());
        }

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        boolean isText() {
            return name.isEmpty();
        }

        /// All text within.
        String words() {
            StringBuilder words = new StringBuilder(text);
            children.forEach(child -> words.append(child.words()));
            return words.toString();
        }
    }

    private record Open(String name, Map<String, String> attributes, String source, List<Element> children) {}

    /// The elements of a content.
    static List<Element> parse(String content) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", Map.of(), "", new ArrayList<>()));
        int from = 0;
        int lastComment = content.lastIndexOf("-->");
        for (int at = content.indexOf('<'); at >= 0; at = content.indexOf('<', at)) {
            int end = end(content, at, lastComment);
            if (end < 0) {
                at++;
                continue;
            }
            text(content.substring(from, at), open.element().children);
            tag(content.substring(at, end), open);
            from = end;
            at = end;
        }
        text(content.substring(from), open.element().children);
        while (open.size() > 1) {
            dissolve(open);
        }
        return List.copyOf(open.element().children);
    }

    /// Where the tag or comment ends that begins here, -1 when none does.
    private static int end(String content, int at, int lastComment) {
        if (content.startsWith("<!--", at)) {
            return at + 4 > lastComment ? -1 : content.indexOf("-->", at + 4) + 3;
        }
        char first = at + 1 < content.length() ? content.charAt(at + 1) : ' ';
        if (first != '/' && !Character.isLetter(first)) {
            return -1;
        }
        char quote = 0;
        for (int i = at + 1; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                return -1;
            } else if ((c == '"' || c == '\'') && content.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return -1;
    }

    /// White space with a line break in it is no text at either end.
    private static void text(String raw, List<Element> into) {
        String text = unescape(raw);
        int start = text.length() - text.stripLeading().length();
        int end = Math.max(start, text.stripTrailing().length());
        int from = text.lastIndexOf('\n', start - 1) < 0 ? 0 : start;
        int to = text.indexOf('\n', end) < 0 ? text.length() : end;
        if (from < to) {
            into.add(Element.text(text.substring(from, to)));
        }
    }

    private static void tag(String tag, Deque<Open> open) {
        if (tag.startsWith("<!--")) {
            return;
        }
        if (tag.startsWith("</")) {
            close(tag, open);
            return;
        }
        boolean closed = tag.endsWith("/>");
        String inner = tag.substring(1, tag.length() - (closed ? 2 : 1));
        String name = inner.split("\\s", 2)[0];
        Map<String, String> attributes = attributes(inner.substring(name.length()));
        if (closed || open.size() > DEEPEST) {
            open.element().children.add(closed ? new Element(name, attributes, "", List.of()) : Element.text(tag));
        } else {
            open.push(new Open(name, attributes, tag, new ArrayList<>()));
        }
    }

    private static Map<String, String> attributes(String source) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(source);
        while (matcher.find()) {
            String key = matcher.group(1);
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (value != null) {
                attributes.put(key, unescape(value));
            } else {
                attributes.put(key.startsWith("no-") ? key.substring(3) : key, Boolean.toString(!key.startsWith("no-")));
            }
        }
        return attributes;
    }

    private static void close(String tag, Deque<Open> open) {
        String name = tag.substring(2, tag.length() - 1).strip();
        if (open.stream().limit(open.size() - 1L).noneMatch(each -> each.name.equals(name))) {
            open.element().children.add(Element.text(tag));
            return;
        }
        while (!open.element().name.equals(name)) {
            dissolve(open);
        }
        Open done = open.pop();
        open.element().children.add(new Element(name, done.attributes, "", List.copyOf(done.children)));
    }

    /// What was never closed.
    private static void dissolve(Open lost, List<Element> into) {
        into.add(EMPTY.contains(lost.name) ? new Element(lost.name, lost.attributes, "", List.of()) : Element.text(lost.source));
        into.addAll(lost.children);
    }

    private static void dissolve(Deque<Open> open) {
        Open lost = open.pop();
        dissolve(lost, open.element().children);
    }

    /// Text with its entities resolved.
    static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(),
                        entity.group(1), entity.group(2), entity.group(3))));
    }

    private static String character(String whole, String name, String decimal, String hex) {
        if (name != null) {
            return switch (name) {
                case "amp" -> "&";
                case "lt" -> "<";
                case "gt" -> ">";
                case "quot" -> "\"";
                default -> "'";
            };
        }
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hex, 16);
        boolean whole16 = point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
        return Character.isValidCodePoint(point) && whole16 ? Character.toString(point) : whole;
    }

    /// Text as content. White space with a line break in it would be trimmed at the ends, so such breaks are elements there.
    static String escape(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        int start = escaped.length() - escaped.stripLeading().length();
        int end = Math.max(start, escaped.stripTrailing().length());
        return breaks(escaped.substring(0, start)) + escaped.substring(start, end) + breaks(escaped.substring(end));
    }

    private static String breaks(String blanks) {
        return blanks.replace("\r\n", "\n").replace("\n", "<br/>");
    }

    /// A value as an attribute, with a blank before it; nothing for an empty one.
    static String attribute(String key, String value) {
        return value.isEmpty()
                ? ""
                : " " + key + "=\""
                        + value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;") + "\"";
    }
}
