package dev.botyard.runtime.ops.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownPageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            # A title~<h1 id="a-title">A title</h1>
            ## 第一个 词~<h2 id="第一个-词">第一个 词</h2>
            one `a<b` and **two**~<p>one <code>a&lt;b</code> and <strong>two</strong></p>
            [QQ](qq.md)~<p><a href="qq">QQ</a></p>
            [here](qq.md#2-napcat)~<p><a href="qq#2-napcat">here</a></p>
            [away](https://example.org/a?b&c)~<p><a href="https://example.org/a?b&amp;c" rel="noreferrer">away</a></p>
            > a note~<blockquote><p>a note</p></blockquote>
            ![A "page" & more](pictures/a-b.webp)~<p><img src="pictures/a-b.webp" alt="A &quot;page&quot; &amp; more" loading="lazy"></p>
            **[QQ](qq.md)**~<p><strong><a href="qq">QQ</a></strong></p>
            """)
    void aLineBecomesWhatItSays(String markdown, String html) {
        assertEquals(html + "\n", MarkdownPage.html(markdown));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            <script>alert(1)</script>~<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>
            [x](javascript:alert(1))~<p>[x](javascript:alert(1))</p>
            ![x](https://evil.example/x.webp)~<p>!<a href="https://evil.example/x.webp" rel="noreferrer">x</a></p>
            [x](//evil.example)~<p>[x](//evil.example)</p>
            [x](https://a"onclick="b)~<p>[x](https://a&quot;onclick=&quot;b)</p>
            """)
    void nothingInItIsHtmlOrAScript(String markdown, String html) {
        assertEquals(html + "\n", MarkdownPage.html(markdown));
    }

    @Test
    void linesOfAParagraphAreOneAndChineseHasNoBlankBetween() {
        assertEquals("<p>one two</p>\n<p>一行二行</p>\n", MarkdownPage.html("one\ntwo\n\n一行\n二行\n"));
    }

    @Test
    void listsTablesAndCodeKeepTheirLines() {
        assertEquals("""
                <ul>
                <li>a</li>
                <li>b</li>
                </ul>
                <ol>
                <li>first</li>
                </ol>
                <div class="table" tabindex="0"><table>
                <thead><tr><th>x</th><th>y</th></tr></thead>
                <tbody>
                <tr><td>1</td><td>a|b</td></tr>
                </tbody></table></div>
                <pre tabindex="0"><code># not a heading
                - not &lt;an&gt; item
                </code></pre>
                """, MarkdownPage.html("""
                - a
                - b
                1. first

                | x | y |
                |---|---|
                | 1 | a\\|b |

                ```sh
                # not a heading
                - not <an> item
                ```
                """));
    }
}
