package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Secrets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class YamlReaderTest {
    @TempDir
    private Path home;
    private final Secrets secrets = new Secrets();
    private YamlReader reader;

    @BeforeEach
    void setUp() {
        reader = new YamlReader(home,
                new References(home, Map.of("TOKEN", "abcd1234", "EMPTY", "", "PORT", "8201", "USER", "ann"), secrets));
    }

    private Reading<YamlNode.YamlObject> parse(String text) {
        return reader.parse(Path.of("x.yaml"), text);
    }

    private static String text(YamlNode.YamlObject object, String key) {
        return ((YamlNode.YamlScalar) object.fields().get(key)).text();
    }

    private static List<String> sentences(Reading<?> reading) {
        return reading.problems().stream().map(ConfigProblem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "08", "12:30", "1_000", "on", "0x10", "123456789012345678901234567890", "1e5", "2026-01-02",
        "10001000"})
    void takesValuesAsTheyAreWritten(String value) {
        assertEquals(value, text(parse("a: " + value).value(), "a"));
    }

    @Test
    void knowsWhereEveryValueStands() {
        YamlNode.YamlObject root = parse("# comment\na: 1\nb:\n  c:\n    - x\n    - d: y\n").value();
        YamlNode.YamlList list = (YamlNode.YamlList) ((YamlNode.YamlObject) root.fields().get("b")).fields().get("c");
        YamlNode deep = ((YamlNode.YamlObject) list.items().get(1)).fields().get("d");
        assertEquals("x.yaml:6: b.c[1].d: wrong.", deep.problem("wrong.").toString());
        assertEquals(10, deep.place().column());
    }

    /// The library would end in a StackOverflowError, and take minutes.
    @Test
    void refusesWhatIsNestedWithoutEndOrTooLong() {
        String deep = "x.yaml:1: the file is nested too deeply, refers to itself, or repeats too much through anchors.";
        for (String text : List.of("im: " + "[".repeat(20_000), "{a: ".repeat(20_000), "- ".repeat(20_000) + "x")) {
            assertEquals(List.of(deep), sentences(parse(text)));
            assertThrows(YamlEngineException.class, () -> new YamlText(text));
        }
        assertEquals(List.of("x.yaml:2: the line is longer than 300000 characters."),
                sentences(parse("a: 1\n#" + "x".repeat(300_000) + "\nb: 2\n")));
        assertEquals(List.of("x.yaml: the file is larger than 1 MiB; that cannot be a settings file."),
                sentences(parse("a: 1\n".repeat(250_000))));
    }

    @Test
    void reportsKeysThatStandTwice() {
        Reading<YamlNode.YamlObject> reading = parse("a: 1\nb:\n  c: 2\n  c: 3\na: 4\n");
        assertEquals(List.of("x.yaml:4: b.c: this key stands twice, first in line 3; remove one.",
                "x.yaml:5: a: this key stands twice, first in line 1; remove one."), sentences(reading));
        assertEquals("1", text(reading.value(), "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1, 2", "a: b: c", "\tkey: x", "a: \"open", "a: *nothing", "%bad"})
    void reportsBrokenYamlWithItsLine(String text) {
        Reading<YamlNode.YamlObject> reading = parse("ok: 1\n" + text + "\n");
        assertEquals(1, reading.problems().size());
        assertTrue(reading.problems().getFirst().line() >= 2, () -> sentences(reading).toString());
        assertTrue(reading.problems().getFirst().message().startsWith("this is not valid YAML"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "- a\n- b", "[]"})
    void reportsAFileWithoutKeys(String text) {
        assertTrue(sentences(parse(text)).getFirst().contains("expected keys with values"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "\ufeff"})
    void takesAnEmptyFileAsNoKeys(String text) {
        assertEquals(List.of(), sentences(parse(text)));
    }

    @Test
    void survivesAnchorsThatMultiply() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            text.append("a").append(level).append(": &a").append(level).append(" [").append(("*a" + (level - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        assertEquals(1, parse(text.toString()).problems().size());
    }

    @Test
    void survivesAFileThatRefersToItself() {
        assertFalse(parse("a: &a\n  b: *a\n").ok());
    }

    @Test
    void resolvesReferences() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/qq"), "file-secret\n");
        Reading<YamlNode.YamlObject> reading = parse("""
                one: ${env:TOKEN}
                two: "${env:USER}:${file:secrets/qq}@host"
                list: ["${env:USER}"]
                plain: $ ${} ${a b} ${-x} {y}
                meant: $${HOME} and $${env:USER} by ${env:USER}
                empty: ${env:EMPTY}
                """);
        assertEquals(List.of(), sentences(reading));
        assertEquals("abcd1234", text(reading.value(), "one"));
        assertEquals("ann:file-secret@host", text(reading.value(), "two"));
        assertEquals("$ ${} ${a b} ${-x} {y}", text(reading.value(), "plain"));
        assertEquals("${HOME} and ${env:USER} by ann", text(reading.value(), "meant"));
        assertEquals("", text(reading.value(), "empty"));
        assertEquals("*** *** ann", secrets.mask("abcd1234 file-secret ann"));
    }

    @Test
    void reportsReferencesThatLeadNowhere() {
        Reading<YamlNode.YamlObject> reading = parse("a: ${env:NOPE}\nb:\n  c: ${file:none.txt}\nd: ${env:TOKEN\ne: ${env:}\n");
        assertEquals(List.of("x.yaml:1: a: the environment variable 'NOPE' is not set; set it before Botyard is started.",
                "x.yaml:3: b.c: the file 'none.txt' does not exist; paths are relative to the home folder.",
                "x.yaml:4: d: the reference '${env:' is not closed; write a '}' behind the name.",
                "x.yaml:5: e: the reference '${env:}' names nothing."), sentences(reading));
    }

    @Test
    void reportsReferencesAsOtherProgramsWriteThem() {
        Reading<YamlNode.YamlObject> reading = parse("""
                access_token: ${TOKEN}
                url: http://${ HOST }:3000
                b: ["${TOKEN:-fallback}", "${ENV:TOKEN}"]
                password: 1${abc}2
                """);
        String shape = "a reference reads '${env:NAME}' or '${file:PATH}'; write '$${' in place of '${' if this very text is meant.";
        assertEquals(List.of(
                "x.yaml:1: access_token: '${TOKEN}' refers to nothing; write '${env:TOKEN}' for the environment variable,"
                        + " or '$${TOKEN}' if this very text is meant.",
                "x.yaml:2: url: '${HOST}' refers to nothing; write '${env:HOST}' for the environment variable,"
                        + " or '$${HOST}' if this very text is meant.",
                "x.yaml:3: b[0]: " + shape, "x.yaml:3: b[1]: " + shape, "x.yaml:4: password: " + shape), sentences(reading));
    }

    @Test
    void keepsWhatLooksSecretOutOfSight() {
        Reading<YamlNode.YamlObject> reading = parse("""
                access_token: tok-123456
                appSecret: sec-123456
                key: key-123456
                encodingAESKey: aes-123456
                keyboard: visible-1
                monkey: visible-2
                port: ${env:PORT}
                tokens: [list-123456]
                """);
        assertEquals("*** *** *** *** visible-1 visible-2 8201 ***",
                secrets.mask("tok-123456 sec-123456 key-123456 aes-123456 visible-1 visible-2 8201 list-123456"));
        assertFalse(reading.toString().contains("123456"), reading.toString());
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Files.write(home.resolve("latin.yaml"), new byte[]{'a', ':', ' ', (byte) 0xe4});
        assertEquals(List.of("latin.yaml: the file is not UTF-8 text; save it as UTF-8."),
                sentences(reader.read(home.resolve("latin.yaml"))));
        Files.createDirectory(home.resolve("folder.yaml"));
        assertTrue(sentences(reader.read(home.resolve("folder.yaml"))).getFirst()
                .startsWith("folder.yaml: the file cannot be read"));
    }
}
