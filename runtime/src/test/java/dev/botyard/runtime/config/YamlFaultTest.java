package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Broken files, and what a person is told. In the table ~ is the end of a line, > a tab and · a space.
class YamlFaultTest {
    private static String told(String text) {
        Path home = Path.of("home");
        return new YamlReader(home, new References(home, Map.of(), new Secrets())).parse(Path.of("x.yaml"), text).problems()
                .stream()
                .map(ConfigProblem::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a: 1~b:~>c: 2~ | 3 | 1 | the line is indented with a tab; YAML takes spaces only",
        "a: 1~b: \"open~c: 2~ | 2 | 4 | the quote that opens here is never closed",
        "a: 'open~ | 1 | 4 | the quote that opens here is never closed",
        "a: \"C:\\Users\"~ | 1 | 9 | in double quotes a '\\' begins an escape; write '\\\\' for the sign itself, or use single quotes",
        "a: 1~config~b: 2~ | 2 | 1 | the key has no ':' after it; write 'key: value'",
        "config~b: 2~ | 1 | 1 | the key has no ':' after it; write 'key: value'",
        "a: 1~url:x~b: 2~ | 2 | 1 | a space is missing after the ':'; write 'key: value'",
        "im:qq~# note~~config:~  a: 1~ | 1 | 1 | a space is missing after the ':'; write 'key: value'",
        "a: Bot: best~ | 1 | 7 | the value holds a ':' with a space behind it; put the whole value in quotes",
        "a: 1~  b: 2~ | 2 | 3 | the line is indented deeper than line 1, which has its value already; begin both in the same column",
        "a:~   b: 1~  c: 2~ | 3 | 3 | the line does not fit to those above; what belongs together begins in the same column, and a list has no keys beside it",
        "·a: 1~b: 2~ | 2 | 1 | the line does not fit to those above; what belongs together begins in the same column, and a list has no keys beside it",
        "a: @x~ | 1 | 4 | a value that begins with '@' needs quotes",
        "a: *x~ | 1 | 4 | a value that begins with '*' needs quotes",
        "a: , b~ | 1 | 4 | a value that begins with ',' needs quotes",
        "a: - b~ | 1 | 4 | a list begins in a line of its own below its key; a value that begins with '- ' needs quotes",
        "a: > 1~ | 1 | 4 | after a '>' the text begins in the next line; a value that begins with it needs quotes",
        "a: [1, 2~b: 3~ | 1 | 4 | the '[' that opens here is not closed, or a ',' is missing in it; a value that begins with it needs quotes",
        "a: 'it's'~ | 1 | 8 | text follows a closing quote; put the whole value in quotes, and write '' for a ' inside of single ones",
        "a: 1~---~b: 2~ | 2 | 1 | '---' begins a second document, and a file of settings has one; remove the line",
        "a: 1~b: {{x}}~ | 2 | 4 | a value that begins with '{' needs quotes",
        "%YAML 3.0~a: 1~ | 1 | 1 | a file of settings needs no '%YAML' line; remove it"})
    void saysWhatIsProbablyWrongAndWhere(String text, int line, int column, String sentence) {
        assertEquals("x.yaml:" + line + ": this is not valid YAML, column " + column + ": " + sentence + ".",
                told(text.replace('~', '\n').replace('·', ' ').replace('>', text.contains("> 1") ? '>' : '\t')));
    }

    @Test
    void namesASignThatNobodySees() {
        assertEquals("x.yaml:2: this is not valid YAML, column 4: a sign that nobody sees stands here, U+0000; remove it.",
                told("a: 1\nb: \u0000\n"));
    }

    @Test
    void repeatsNothingOfTheTextBecauseItMayBeASecret() {
        assertFalse(told("password: \"abc\\Utop-secret\"\n").contains("top"), told("password: \"abc\\Utop-secret\"\n"));
    }
}
