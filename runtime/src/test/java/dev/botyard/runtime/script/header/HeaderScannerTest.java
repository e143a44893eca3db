package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which comments of a file are its header.
class HeaderScannerTest {

    private static List<String> scan(String... lines) {
        return HeaderScanner.scan(String.join("\n", lines)).stream().map(header -> header.line() + " " + header.key()).toList();
    }

    @Test
    void theBlockAtTheTopEndsWithTheFirstCode() {
        assertEquals(List.of("2 author", "4 rule"),
                scan("#!/usr/bin/python", "#[author: a]", "", "# [rule: x]", "import os", "#[title: no]"));
    }

    @Test
    void paramsAreReadWhereverTheyStand() {
        assertEquals(List.of("1 author", "4 param"), scan("#[author: a]", "x = 1", "#[rule: no]", "    #[param: {}]"));
    }

    @Test
    void aBlockWithoutAKnownKeyIsNoHeader() {
        assertEquals(List.of("1 note", "3 author", "4 rule"), scan("#[note: mine]", "import os", "#[author: a]", "#[rule: x]"));
        assertEquals(List.of("1 price"), scan("#[price: 1]", "import os", "#[rule: x]"));
    }

    @Test
    void commentsOfAllLanguagesCount() {
        assertEquals(List.of("1 author", "2 rule", "3 title"), scan("//[author: a]", "##[rule: x]", "///// [title: t]"));
    }

    @Test
    void aBlockCommentIsReadLineByLine() {
        assertEquals(List.of("1 author", "2 rule", "3 title", "4 version", "6 icon"),
                scan("/* [author: a]", " * [rule: x]", " ** //[title: t]", "[version: 1]", "*/", "//[icon: i]"));
        assertEquals(List.of("1 author", "2 rule"), scan("/* [author: a] */", "//[rule: x]"));
    }

    @Test
    void aBlockCommentBelowCodeHoldsParamsToo() {
        assertEquals(List.of("1 author", "4 param"),
                scan("//[author: a]", "let x", "/*", " * [param: {}]", " * [rule: no]", "*/"));
    }

    @Test
    void aDocstringStandsBeforeTheHeaderButOnlyOne() {
        assertEquals(List.of("2 author"), scan("'''What it does'''", "#[author: a]"));
        assertEquals(List.of("4 author"), scan("r\"\"\"What", "#[it: does]? no, text", "\"\"\"", "#[author: a]").stream()
                .filter(line -> line.endsWith("author")).toList());
        assertEquals(List.of("1 author"), scan("#[author: a]", "'''one'''", "'''two'''", "#[rule: no]"));
    }

    @Test
    void lineEndsOfAnySystemCount() {
        assertEquals(List.of("1 author", "2 rule"),
                HeaderScanner.scan("#[author: a]\r\n#[rule: x]\rx = 1\r\n#[title: no]").stream()
                        .map(header -> header.line() + " " + header.key()).toList());
    }

    @Test
    void nothingIsNothing() {
        assertEquals(List.of(), scan(""));
        assertEquals(List.of(), scan("import os", "print('#[author: a]')"));
    }
}
