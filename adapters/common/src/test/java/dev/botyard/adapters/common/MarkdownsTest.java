package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.common.MarkdownDialect.Marks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownsTest {
    /// A dialect in which each rule shows.
    private static final MarkdownDialect OWN = MarkdownDialect.PLAIN
            .escaping(text -> text.replace("<", "&lt;").replace("*", "\\*"))
            .bold("*", "*").italic("_", "_").strike("~", "~").code("`", "`").escapingCode(code -> code.replace("<", "&lt;"))
            .fence((language, code) -> "```" + code + "```")
            .link((label, url) -> "<" + url + "|" + label + ">").heading(level -> new Marks("*", "*")).bullet("• ");

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\0', value = {"**bold**¦*bold*", "__bold__¦*bold*",
        "*it* and _it_¦_it_ and _it_",
        "~~gone~~¦~gone~", "~not~¦~not~", "***both***¦_*both*_", "**bold *it* bold**¦*bold _it_ bold*", "*a **b***¦_a *b*_",
        "a*b*c¦a_b_c", "snake_case_name¦snake_case_name", "2 * 3 * 4¦2 \\* 3 \\* 4", "**open¦\\*\\*open", "5*¦5\\*",
        "`a*b*`¦`a*b*`",
        "``a ` b``¦`a ` b`", "`open¦`open", "\\*no\\*¦\\*no\\*", "a < b¦a &lt; b", "[x](https://e.org)¦<https://e.org|x>",
        "[**x**](https://e.org 'title')¦<https://e.org|*x*>", "[x](<https://e.org/a b>)¦<https://e.org/a b|x>",
        "[x](https://e.org/a_(b))¦<https://e.org/a_(b)|x>", "![cat](https://e.org/c.png)¦<https://e.org/c.png|cat>",
        "![](https://e.org/c.png)¦<https://e.org/c.png|https://e.org/c.png>", "<https://e.org>¦<https://e.org|https://e.org>",
        "[x] (y)¦[x] (y)", "[x](y¦[x](y", "[x](javascript:alert(1))¦x (javascript:alert(1))", "[x](/page)¦x (/page)",
        "*[x](https://e.org)*¦_<https://e.org|x>_",
        "[a [b](https://e.org) c](https://f.org)¦[a <https://e.org|b> c](https://f.org)",
        "*[x*](https://e.org)¦\\*<https://e.org|x\\*>", "&lt;b&gt; &amp; &bogus;¦&lt;b> & &bogus;", "<b>x</b>¦&lt;b>x&lt;/b>",
        "# Head #¦*Head*", "####### no¦####### no", "#tag¦#tag", "- a¦• a", "1. a¦1. a", "1.5 is no list¦1.5 is no list",
        "---¦---",
        "**“中文”**中文¦*“中文”*中文", "这是**重点。**然后¦这是*重点。*然后", "😀**b**😀¦😀*b*😀"})
    void eachConstructIsWrittenByItsRule(String source, String written) {
        assertEquals(written, Markdowns.write(source, OWN));
    }

    @Test
    void blocksKeepTheirDistance() {
        assertEquals("*Title*\ntext\nmore\n\nlast\n\n*Under*\n> said\n> > deep\nanswer", Markdowns.write(
                "# Title\ntext\nmore\n\n\n\nlast\n\nUnder\n=====\n> said\n> > deep\nanswer\n", OWN));
    }

    @Test
    void listsMayHoldLists() {
        assertEquals("• a\n  more\n  • b\n    1. c\n• d\n\n  e\n3) f\nend",
                Markdowns.write("* a\n  more\n  - b\n    1. c\n* d\n\n  e\n3) f\n\nend", OWN).replace("\n\nend", "\nend"));
    }

    @Test
    void aYearWithinAParagraphIsNoList() {
        assertEquals("It was\n1984. Nothing", Markdowns.write("It was\n1984. Nothing", OWN));
    }

    @Test
    void nothingInCodeIsMarkdown() {
        assertEquals("```a **b**\n\n  # c\n\td```\nx", Markdowns.write("```java\na **b**\n\n  # c\n\td\n```\nx", OWN));
        assertEquals("```open```", Markdowns.write("~~~\nopen", OWN));
        assertEquals("```a```b", Markdowns.write("``` a ```b", MarkdownDialect.PLAIN.code("```", "```")));
    }

    @Test
    void plainTextHasNoMarksButIsComplete() {
        assertEquals("Title\nbold it code x (https://e.org) https://e.org\n- a\n- b\n1. c\n> q\nint i;", Markdowns.plain(
                "## Title\n**bold** *it* `code` [x](https://e.org) <https://e.org>\n- a\n- b\n1. c\n> q\n```\nint i;\n```"));
    }

    @Test
    void htmlIsWhatAPageShows() {
        assertEquals("<h1>T &amp; <strong>b</strong></h1><p>x&lt;y<br><a href=\"https://e.org/?a=1&amp;b=&quot;\">l</a></p>"
                + "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li></ol><blockquote><p>q</p></blockquote>"
                + "<pre><code class=\"language-java\">a &lt; b\n</code></pre><hr><p>&lt;script&gt; <del>s</del> <code>&lt;</code></p>",
                Markdowns.write(
                        "# T &amp; **b**\nx<y\n[l](https://e.org/?a=1&b=\")\n- a\n  - b\n- c\n1. d\n> q\n```java\na < b\n```\n---\n"
                                + "<script> ~~s~~ `<`",
                        MarkdownDialect.HTML));
    }
}
