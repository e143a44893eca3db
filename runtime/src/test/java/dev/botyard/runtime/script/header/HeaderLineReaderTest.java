package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One comment line as authors write it.
class HeaderLineReaderTest {

    private static String read(String comment) {
        return HeaderLineReader.read(7, comment)
                .map(header -> header.key() + "=" + header.value() + (header.closed() ? "" : " (open)")).orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"'[title: Tea]'~title=Tea", "'  [ title : Tea ]'~title=Tea", "'[TITLE:Tea]'~title=Tea",
        "'[title：Tea]'~title=Tea", "'[title:]'~title=", "'[title:Tea] and more'~title=Tea", "'[imtype-: qq]'~imtype-=qq",
        "'[imtype+:qq]'~imtype+=qq", "'[create_at: 2026]'~create_at=2026", "'\t[a.b-1:x]'~a.b-1=x",
        "'[title: a:b]'~title=a:b", "'[title: Tea'~title=Tea (open)"})
    void isKeyAndValue(String comment, String read) {
        assertEquals(read, read(comment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "title: Tea", "[", "[]", "[:]", "[: x]", "[title]", "[title Tea]", "[ti tle: x]",
        "(title: x)",
        "[标题: x]", "[title", "x [title: Tea]"})
    void isNothingElse(String comment) {
        assertEquals("none", read(comment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"'[title: a [b] c] d'~a [b] c", "'[title: a [b c] d'~a [b c", "'[title: a\\]b]'~a\\]b",
        "'[title: [[x]] y]'~[[x]] y", "'[title: ]x]'~''"})
    void bracketsWithinAValueAreNested(String comment, String value) {
        assertEquals(value, HeaderLineReader.read(1, comment).orElseThrow().value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"'[param: {\"a\":\"]\"}] x'~{\"a\":\"]\"}", "'[param: {\"a\":[1,[2]]}]'~{\"a\":[1,[2]]}",
        "'[param: {\"a\":\"\\\"]\"}]'~{\"a\":\"\\\"]\"}", "'[param: {\"a\":\"x\"}'~{\"a\":\"x\"}",
        "'[dependency: {\"name\":\"@s/x\"}] # y'~{\"name\":\"@s/x\"}"})
    void textsOfJsonHoldAnyBracket(String comment, String value) {
        assertEquals(value, HeaderLineReader.read(1, comment).orElseThrow().value());
    }

    @Test
    void theLineIsKept() {
        assertEquals(Optional.of(new HeaderLine(7, "a", "b", true)), HeaderLineReader.read(7, "[a:b]"));
        assertEquals(new HeaderValue(7, "b"), new HeaderLine(7, "a", "b", true).asValue());
    }
}
