package dev.botyard.adapters.common;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// How a platform writes what [Markdowns] reads: a table of rules. Immutable; begin with [#PLAIN] or [#HTML] and say what is different.
///
/// ```java
/// MarkdownDialect own = MarkdownDialect.PLAIN.escaping(MyPlatform::escaped).bold("*", "*").link((label, url) -> "<" + url + "|" + label + ">");
/// ```
public final class MarkdownDialect {
    /// No marks at all: what a person would type. Lists and quotes keep their signs, links their address.
    public static final MarkdownDialect PLAIN = new MarkdownDialect(new Rules());
    /// The subset of HTML that chats know, with blocks of their own: `<p>`, `<ul>`, `<blockquote>`, `<pre>`, `<h1>`.
    public static final MarkdownDialect HTML = PLAIN.escaping(MarkdownDialect::html).bold("<strong>", "</strong>")
            .italic("<em>", "</em>").strike("<del>", "</del>").code("<code>", "</code>")
            .fence(MarkdownDialect::htmlFence).link((label, url) -> "<a href=\"" + html(url) + "\">" + label + "</a>")
            .heading(level -> new Marks("<h" + level + ">", "</h" + level + ">")).quote("<blockquote>", "</blockquote>")
            .paragraph("<p>", "</p>").lists(new Marks("<ul>", "</ul>"), new Marks("<ol>", "</ol>"), new Marks("<li>", "</li>"))
            .rule("<hr>").lineBreak("<br>");

    private final Rules rules;

    private MarkdownDialect(Rules rules) {
        this.rules = rules;
    }

    /// What stands around a part.
    public record Marks(String open, String close) {
        static final Marks NONE = new Marks("", "");
    }

    /// The emphasis that chats know.
    enum Style {
        BOLD, ITALIC, STRIKE, CODE
    }

    /// Text as HTML shows it.
    public static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static String htmlFence(String language, String code) {
        String named = language.isEmpty() ? "" : " class=\"language-" + html(language) + "\"";
        return "<pre><code" + named + ">" + code + "\n</code></pre>";
    }

    /// What makes text that may look like marks of the platform show as it is. Code and labels go through it too, addresses do not.
    public MarkdownDialect escaping(UnaryOperator<String> text) {
        return with(next -> {
            next.text = text;
            next.codeText = text;
        });
    }

    /// The same for what is in code, where it differs.
    public MarkdownDialect escapingCode(UnaryOperator<String> text) {
        return with(next -> next.codeText = text);
    }

    /// What stands around bold text.
    public MarkdownDialect bold(String open, String close) {
        return style(Style.BOLD, open, close);
    }

    /// What stands around italic text.
    public MarkdownDialect italic(String open, String close) {
        return style(Style.ITALIC, open, close);
    }

    /// What stands around text that is struck through.
    public MarkdownDialect strike(String open, String close) {
        return style(Style.STRIKE, open, close);
    }

    /// What stands around code within a line.
    public MarkdownDialect code(String open, String close) {
        return style(Style.CODE, open, close);
    }

    private MarkdownDialect with(Consumer<Rules> change) {
        Rules next = new Rules(rules);
        change.accept(next);
        return new MarkdownDialect(next);
    }

    private MarkdownDialect style(Style style, String open, String close) {
        return with(next -> next.styles.put(style, new Marks(open, close)));
    }

    /// Lines of code.
    ///
    /// @param fence of the language, `""` for none, and the code as [#escapingCode] leaves it, without the last line break
    public MarkdownDialect fence(BinaryOperator<String> fence) {
        return with(next -> next.fence = fence);
    }

    /// A link, and a picture unless [#image] says otherwise.
    ///
    /// @param link of the label as this dialect writes it, and the address as it was written
    public MarkdownDialect link(BinaryOperator<String> link) {
        return with(next -> {
            next.link = link;
            next.image = link;
        });
    }

    /// A picture.
    ///
    /// @param image of what it shows, as this dialect writes it, and the address as it was written
    public MarkdownDialect image(BinaryOperator<String> image) {
        return with(next -> next.image = image);
    }

    /// What stands around headings.
    ///
    /// @param heading of the level, 1 to 6
    public MarkdownDialect heading(IntFunction<Marks> heading) {
        return with(next -> next.heading = heading);
    }

    /// What stands around a quotation as a whole.
    public MarkdownDialect quote(String open, String close) {
        return with(next -> {
            next.quote = new Marks(open, close);
            next.quoteLine = "";
        });
    }

    /// What stands before each line of a quotation.
    public MarkdownDialect quoteLine(String prefix) {
        return with(next -> {
            next.quote = Marks.NONE;
            next.quoteLine = prefix;
        });
    }

    /// What stands around a paragraph; with it blocks are told apart by their marks, else by line breaks.
    public MarkdownDialect paragraph(String open, String close) {
        return with(next -> next.paragraph = new Marks(open, close));
    }

    /// Lists as blocks.
    public MarkdownDialect lists(Marks bullets, Marks numbers, Marks item) {
        return with(next -> {
            next.bullets = bullets;
            next.numbers = numbers;
            next.item = item;
            next.bullet = "";
        });
    }

    /// Lists as lines, those without numbers behind this sign.
    public MarkdownDialect bullet(String sign) {
        return with(next -> {
            next.bullets = Marks.NONE;
            next.numbers = Marks.NONE;
            next.item = Marks.NONE;
            next.bullet = sign;
        });
    }

    /// A line across.
    public MarkdownDialect rule(String line) {
        return with(next -> next.rule = line);
    }

    /// What ends a line within a paragraph.
    public MarkdownDialect lineBreak(String mark) {
        return with(next -> next.lineBreak = mark);
    }

    Rules rules() {
        return rules;
    }

    /// The table; nobody changes it once a dialect has it.
    static final class Rules {
        final Map<Style, Marks> styles;
        UnaryOperator<String> text = UnaryOperator.identity();
        UnaryOperator<String> codeText = UnaryOperator.identity();
        BinaryOperator<String> fence = (language, code) -> code;
        BinaryOperator<String> link = Rules::plainLink;
        BinaryOperator<String> image = Rules::plainLink;
        IntFunction<Marks> heading = level -> Marks.NONE;
        Marks quote = Marks.NONE;
        String quoteLine = "> ";
        Marks paragraph = Marks.NONE;
        Marks bullets = Marks.NONE;
        Marks numbers = Marks.NONE;
        Marks item = Marks.NONE;
        String bullet = "- ";
        String rule = "---";
        String lineBreak = "\n";

        private Rules() {
            styles = new EnumMap<>(Style.class);
        }

        private Rules(Rules other) {
            styles = new EnumMap<>(other.styles);
            text = other.text;
            codeText = other.codeText;
            fence = other.fence;
            link = other.link;
            image = other.image;
            heading = other.heading;
            quote = other.quote;
            quoteLine = other.quoteLine;
            paragraph = other.paragraph;
            bullets = other.bullets;
            numbers = other.numbers;
            item = other.item;
            bullet = other.bullet;
            rule = other.rule;
            lineBreak = other.lineBreak;
        }

        /// Whether blocks have marks of their own.
        boolean blocks() {
            return !paragraph.open().isEmpty();
        }

        Marks style(Style style) {
            return styles.getOrDefault(style, Marks.NONE);
        }

        private static String plainLink(String label, String url) {
            return label.isEmpty() || label.equals(url) ? url : label + " (" + url + ")";
        }
    }
}
