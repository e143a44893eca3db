package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `replies.yaml`, read and written.
class ReplyFileTest {
    @TempDir
    private Path home;
    private Path path;
    private EntryFile<ReplyEntry> file;

    @BeforeEach
    void open() {
        path = home.resolve("replies.yaml");
        file = new EntryFile<>(path, new YamlReader(new HomeFolder(home), new Secrets()), ReplyEntry.KIND);
    }

    private void written(String text) throws IOException {
        Files.writeString(path, text);
    }

    private void put(String name, Map<String, Object> values) throws IOException {
        file.put(name, values, draft -> {});
    }

    private List<String> names() {
        return file.read().value().stream().map(ReplyEntry::name).toList();
    }

    @Test
    void anEntryNeedsLittleAndMaySayAll() throws IOException {
        written("""
                greeting:
                  when: hello
                  answer: Hello!
                weather:
                  when: [weather ?, forecast]
                  as: template
                  answer:
                    - Look out of the window.
                    - |
                      Ask again
                      tomorrow.
                  pictures: [https://example.org/sun.png]
                  im: [qq]
                  groups: [123]
                  people: ["10001"]
                  admin: true
                  priority: 7
                  enabled: false
                """);
        Reading<List<ReplyEntry>> read = file.read();
        assertEquals(List.of(), read.problems());
        assertEquals("hello text Hello! 0 true", String.join(" ", read.value().getFirst().when().getFirst(),
                read.value().getFirst().as(), read.value().getFirst().answer().getFirst(),
                "" + read.value().getFirst().priority(),
                "" + read.value().getFirst().enabled()));
        ReplyEntry weather = read.value().getLast();
        assertEquals("Ask again\ntomorrow.", weather.answer().getLast().strip());
        assertEquals("[weather ?, forecast] template [https://example.org/sun.png] [qq] [123] [10001] true 7 false",
                weather.when() + " " + weather.as() + " " + weather.pictures() + " " + weather.im() + " " + weather.groups() + " "
                        + weather.people() + " " + weather.admin() + " " + weather.priority() + " " + weather.enabled());
    }

    @Test
    void aMissingFileHasNone() {
        assertEquals(List.of(), names());
        assertTrue(file.read().ok());
    }

    @Test
    void whatIsWrongIsToldWithItsLineAndTheRestCounts() throws IOException {
        written("""
                good:
                  when: a
                  answer: b
                bad:
                  when: a
                  anwser: b
                  as: magic
                empty:
                  when: a
                text: hello
                .odd:
                  when: a
                  answer: b
                """);
        assertEquals(List.of("good"), names());
        List<String> told = file.read().problems().stream().map(ConfigProblem::toString).toList();
        assertTrue(told.stream()
                .anyMatch(line -> line.startsWith("replies.yaml:6: bad.anwser: there is no such setting. Did you mean"
                        + " 'answer'?")),
                told::toString);
        assertTrue(told.stream().anyMatch(line -> line.startsWith("replies.yaml:7: bad.as: ")), told::toString);
        assertTrue(told.stream().anyMatch(line -> line.contains("empty.answer: a reply needs an answer or a picture.")),
                told::toString);
        assertTrue(told.stream().anyMatch(line -> line.startsWith("replies.yaml:10: text: expected keys with values")),
                told::toString);
        assertTrue(told.stream().anyMatch(line -> line.contains("'.odd' cannot be a reply's name")), told::toString);
    }

    @Test
    void anEntryIsWrittenWhereItStandsAndNothingElseIsTouched() throws IOException {
        String before = """
                # mine
                a:   # the first
                  when: x
                  answer: y

                # about b
                'b':
                  when: x
                  answer:
                    - y

                # the end
                """;
        written(before);
        put("a", Map.of("when", List.of("hello"), "answer", "two\nlines: \"x\" # no comment"));
        assertEquals("""
                # mine
                "a":
                  "when": ["hello"]
                  "answer": "two\\nlines: \\"x\\" # no comment"

                # about b
                'b':
                  when: x
                  answer:
                    - y

                # the end
                """.lines().sorted().toList(), Files.readString(path).lines().sorted().toList());
        assertEquals("two\nlines: \"x\" # no comment", file.read().value().getFirst().answer().getFirst());
        put("c", Map.of("when", "z", "answer", "1"));
        assertEquals(List.of("a", "b", "c"), names());
        file.remove("b");
        assertEquals(List.of("a", "c"), names());
        assertTrue(Files.readString(path).contains("# about b") && Files.readString(path).contains("# the end"));
    }

    @Test
    void theFirstReplyMakesTheFile() throws IOException {
        put("茶", new LinkedHashMap<>(Map.of("when", List.of("茶"), "answer", List.of("绿茶", "a\u2028b\u0085c"))));
        assertEquals("绿茶 a\u2028b\u0085c", String.join(" ", file.read().value().getFirst().answer()));
        file.remove("茶");
        assertEquals(List.of(), names());
        assertTrue(Files.readString(path).startsWith("# When"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a: {when: x, answer: y} | a",
        "{a: {when: x, answer: y}, b: {when: x, answer: y}} | a", "a: &x {when: x, answer: y}\\nb: *x | a"})
    void aFileInAFormOfItsOwnIsKeptWhole(String text, String name) throws IOException {
        written(text.replace("\\n", "\n"));
        List<String> before = names();
        String bytes = Files.readString(path);
        try {
            put(name, Map.of("when", "new", "answer", "new"));
            assertEquals(before, names());
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("edit the file itself"), e.getMessage());
            assertEquals(bytes, Files.readString(path));
        }
    }

    @Test
    void whatIsWrongIsNotWritten() {
        assertEquals("'../x' cannot be a reply's name; use up to 64 letters, digits, '.', '_', '-' and blanks, beginning with a"
                + " letter or digit", assertThrows(IllegalArgumentException.class, () -> put("../x", Map.of())).getMessage());
        String told = assertThrows(IllegalArgumentException.class,
                () -> put("a", Map.of("when", "x", "priority", "high", "odd", 1)))
                .getMessage();
        assertTrue(told.contains("a.priority: ") && told.contains("a.odd: there is no such setting."), told);
        assertThrows(IllegalArgumentException.class, () -> put("a", Map.of("answer", "x")));
        assertThrows(IllegalArgumentException.class, () -> put("a", Map.of("when", Map.of("b", "c"), "answer", "x")));
        assertFalse(Files.exists(path));
    }
}
