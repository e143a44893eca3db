package dev.botyard.runtime.script.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.botyard.runtime.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class PluginHeaderParserProperties {
    record Spelled(String key, String value, String line) {}

    @Property(tries = 300)
    void readsEveryLegalSpelling(@ForAll("blocks") List<Spelled> block, @ForAll("lineEnds") String lineEnd, @ForAll boolean mark,
            @ForAll boolean code) {
        StringBuilder source = new StringBuilder(mark ? "\uFEFF" : "");
        for (Spelled spelled : block) {
            source.append(spelled.line).append(lineEnd);
        }
        source.append(code ? "import os" + lineEnd + "#[rule: below]" : "");
        PluginHeader header = PluginHeaderParser.parse("p.py", source.toString());

        assertEquals(values(block, "rule"), header.rules().stream().map(HeaderValue::text).toList());
        assertEquals(values(block, "event"), header.events().stream().map(HeaderValue::text).toList());
        assertEquals(values(block, "title").stream().reduce("", (_, last) -> last), header.info().title());
        assertEquals(values(block, "priority").stream().reduce("0", (_, last) -> last), String.valueOf(header.priority()));
        header.rules().forEach(rule -> assertEquals(rule.text(), block.get(rule.line() - 1).value));
    }

    @Property(tries = 500)
    void acceptsAnyText(@ForAll("noise") String source) {
        PluginHeaderParser.parse("p.js", source);
    }

    @Property(tries = 20)
    void staysFastOnLongHostileLines(@ForAll("pieces") String piece) {
        String source = "#[rule: " + piece.repeat(200_000 / piece.length()) + "\n" + ("#[param: " + piece + "\n").repeat(2_000);
        assertTimeout(Patience.SOON, () -> PluginHeaderParser.parse("p.py", source));
    }

    private static List<String> values(List<Spelled> block, String key) {
        return block.stream().filter(spelled -> spelled.key.equals(key)).map(Spelled::value).toList();
    }

    @Provide
    Arbitrary<List<Spelled>> blocks() {
        Arbitrary<Spelled> blank = Arbitraries.of("", "   ", "# ---- a banner ----", "#", "// words")
                .map(line -> new Spelled("", "", line));
        Arbitrary<Spelled> texts = Arbitraries.of("title", "event")
                .flatMap(key -> spelled(key, Arbitraries.strings().withChars("ab世.-").ofMinLength(1).ofMaxLength(8)));
        Arbitrary<Spelled> numbers = spelled("priority", Arbitraries.longs().map(String::valueOf));
        Arbitrary<Spelled> rules = spelled("rule",
                Arbitraries.of("[a-z]", "[^]]", "\\[", "\\]", "(x|y)", "[[]", " ", "^", "$", "\\d{2}", "世", "[\\s\\S]+").list()
                        .ofMinSize(1).ofMaxSize(6)
                        .map(parts -> "r" + String.join("", parts) + "e"));
        return Arbitraries.frequencyOf(Tuple.of(2, blank), Tuple.of(3, texts), Tuple.of(1, numbers),
                Tuple.of(3, rules)).list().ofMinSize(1).ofMaxSize(12)
                .map(block -> {
                    List<Spelled> withAuthor = new ArrayList<>(block);
                    withAuthor.addFirst(new Spelled("author", "a", "#[author: a]"));
                    return List.copyOf(withAuthor);
                });
    }

    private static Arbitrary<Spelled> spelled(String key, Arbitrary<String> values) {
        Arbitrary<String> blanks = Arbitraries.of("", " ", "  ", "\t");
        Arbitrary<String> marks = Arbitraries.of("#", "//", "##", "  #", "///");
        Arbitrary<String> keys = Arbitraries.of(key, key.toUpperCase(Locale.ROOT),
                key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
        Arbitrary<String> tails = Arbitraries.of("", " ", " a comment", "# more", " see (1)");
        return Combinators.combine(marks, blanks, keys, blanks, values, tails)
                .as((mark, before, spelling, inside, value, tail) -> new Spelled(key, value,
                        mark + before + "[" + spelling + ":" + inside + value + "]" + tail));
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> bits = Arbitraries.of("#[", "//[", "[", "]", "\\", "rule:", "param: {", "\"", "}", "cron:", "\n", "\r",
                "/*", "*/", "'''", " ", "imtype-:",
                "dependency: {\"name\":", "router: /", "priority: 9", "\uFEFF", "timeout: 9h");
        return Arbitraries.oneOf(bits.list().ofMaxSize(60).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(200));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("[", "]", "\\", "[]", "{", "\"", "{\"a\":", "[^", "a", "(", "[a]", "]]]", "{[");
    }
}
