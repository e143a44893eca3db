package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.Patience;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownsProperties {
    /// Signs alone, as somebody writes them who wants to break a page.
    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("*", "**", "_", "~~", "`", "```", "[", "](", ")", "![", "](https://e.org)", "<", ">",
                "<https://e.org>", "\\", "\n",
                "\n\n", "- ", "1. ", "> ", "# ", "  ", "a", "中", "&lt;", "&", "\"", "'", "<b>", "---", "😀", "\t", "javascript:x")
                .list().ofMaxSize(60).map(list -> String.join("", list));
    }

    /// Whatever stands there, the tags are ours, and each that is begun is ended.
    @Property(tries = 2_000)
    void htmlIsAlwaysWellFormed(@ForAll("signs") String source) {
        String html = Markdowns.write(source, MarkdownDialect.HTML);
        String rest = html;
        for (String before = ""; !before.equals(rest);) {
            before = rest;
            rest = rest.replaceAll("<(a)(?: href=\"(?!javascript:)[^\"<>]*\")>([^<>]*)</a>", "$2")
                    .replaceAll("<(strong|em|del|code|li|ul|ol|p|h[1-6]|blockquote|pre)>([^<>]*)</\\1>", "$2")
                    .replaceAll("<code class=\"language-[\\w+#.-]+\">([^<>]*)</code>", "$1").replaceAll("<(br|hr)>", "");
        }
        assertTrue(rest.indexOf('<') < 0 && rest.indexOf('>') < 0, () -> source + " became " + html);
    }

    /// Nothing that people read is lost; the language of a fence and the title of a link are not for them.
    @Property(tries = 1_000)
    void wordsStay(@ForAll("signs") String source) {
        Assume.that(!source.matches("(?s).*(```|~~~|\"|').*"));
        assertEquals(words(source), words(Markdowns.plain(source)));
    }

    private static long words(String text) {
        return text.chars().filter(c -> c == '中').count();
    }

    @Property(tries = 500)
    void anyTextIsRead(@ForAll String source) {
        Markdowns.plain(source);
        Markdowns.write(source, MarkdownDialect.HTML);
    }

    /// Each of these has cost some reader of Markdown time that grows with the square of the text, or its stack.
    @ParameterizedTest
    @ValueSource(strings = {"*", "**a ", "*a_ ", "_a*", "`", "``a`", "[", "![", "[a](", "](", "[a](b", "[a](<b", "![a](b \"", "<",
        "<a:", "&", "&amp",
        "\\", "> ", ">", "- ", "1. ", "#", "# a\n", "~~", "~~a", "```\n", "> a\n", "- a\n", " - a\n", "* * * ", "---x", "***",
        "\n", "a\n", "<!--",
        "[a](https://e.org)", "![", "(", "a**b", "**x*", "中**", "    ", "\t- ", "=\n"})
    void hostileTextCostsNoMoreThanOther(String piece) {
        String source = piece.repeat(100_000 / piece.length());
        assertTimeoutPreemptively(Patience.SOON, () -> {
            Markdowns.plain(source);
            Markdowns.write(source + "](u)".repeat(1000), MarkdownDialect.HTML);
        });
    }
}
