package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values put into files as people write them.
class FileEditTest {
    private static final List<Setting> SETTINGS = List.of(Setting.of(ConfigField.text("name", "Name")),
            Setting.of(ConfigField.secret("token", "Token")), Setting.of(ConfigField.integer("order", "Order")),
            Setting.of(ConfigField.text("push.mode", "Mode")), Setting.of(ConfigField.integer("push.most", "Most")),
            Setting.of(ConfigField.list("ids", "Ids")), Setting.of(ConfigField.text("last", "Last")));

    @TempDir
    private Path home;

    private FileEdit edit(String text) {
        return new FileEdit(Path.of("x.yaml"), text,
                new YamlReader(home, new References(home, Map.of("WORD", "from-outside"), new Secrets())));
    }

    private String given(String text, Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        FileEdit edit = edit(text);
        edit.give(SETTINGS, List.of(), values);
        List<ConfigProblem> problems = new ArrayList<>(edit.problems());
        return problems.isEmpty() ? edit.text() : problems.toString();
    }

    @Test
    void aValueChangesAloneAndCommentsStay() {
        assertEquals("# top\nname: two  # the name\n\n# for later\n# order: 3\n",
                given("# top\nname: one  # the name\n\n# for later\n# order: 3\n", "name", "two"));
        assertEquals("name: \"a: b # c\"\n", given("name: 'x'\n", "name", "a: b # c"));
        assertEquals("name: \"y\"\n", given("name: 'x'\n", "name", "y"), "what stood in quotes does");
        assertEquals("name: \"null\"\n", given("name: x\n", "name", "null"));
        assertEquals("name: \"你好 \\\"x\\\"\\n🙂\" # 🙂\norder: 2\n",
                given("name: 🙂 # 🙂\norder: 1\n", "name", "你好 \"x\"\n🙂", "order", 2));
    }

    @Test
    void aNewValueStandsWhereReadersExpectIt() {
        assertEquals("name: one\norder: 5\nlast: x\n", given("name: one\nlast: x\n", "order", 5));
        assertEquals("last: x\norder: 5\n", given("last: x\n", "order", 5));
        assertEquals("last: x\norder: 5\n", given("last: x", "order", 5));
        assertEquals("# nothing yet\norder: 5\n", given("# nothing yet\n", "order", 5));
        assertEquals("order: 5\n", given("", "order", 5));
        assertEquals("name: one\npush:\n  mode: fast\n", given("name: one\n", "push.mode", "fast"));
        assertEquals("name: one\npush:\n  mode: fast\nlast: x\n", given("name: one\nlast: x\n", "push.mode", "fast"));
        assertEquals("push: # how\n  most: 3\nlast: x\n", given("push: # how\nlast: x\n", "push.most", 3));
        assertEquals("push:\n  most: 3\n", given("push: {}\n", "push.most", 3));
        assertEquals("push:\n    mode: a\n    most: 3\n    # mode: b\nlast: x\n",
                given("push:\n    mode: a\n    # mode: b\nlast: x\n", "push.most", 3).replace("    # mode: b\n    most: 3\n",
                        "    most: 3\n    # mode: b\n"));
        assertEquals("push: { mode: a, most: 3 }\n", given("push: { mode: a }\n", "push.most", 3));
    }

    @Test
    void nothingTakesASettingOut() {
        assertEquals("name: one\n# kept\nlast: x\n",
                given("name: one\norder: 3 # gone with it\n# kept\nlast: x\n", "order", null));
        assertEquals("name: one\n", given("name: one\n", "order", null));
        assertEquals("push: { most: 1 }\n", given("push: { mode: a, most: 1 }\n", "push.mode", ""));
        assertEquals("name: one\nids:\n  - a\n", given("name: one\npush:\n  mode: a\nids:\n  - a\n", "push.mode", "")
                .replace("push:\n", ""));
        assertEquals("last: x\n", given("ids:\n  - a\n  - b\nlast: x\n", "ids", List.of()));
        assertEquals("last: x\n", given("name: |\n  several\n  lines\nlast: x\n", "name", ""));
    }

    @Test
    void whatIsAsBeforeStaysAsItIsWritten() {
        String text = "name: 'one'\ntoken: ${env:WORD}\norder: 007\nids: [a, \"b\"]\n";
        assertEquals(text, given(text, "name", "one", "order", "007", "ids", List.of("a", "b")));
        assertEquals(text, given(text, "token", "${env:WORD}"), "as it is written");
        assertEquals(text, given(text, "token", "from-outside"), "as it is read");
        assertEquals("ids: a\n", given("ids: a\n", "ids", List.of("a")));
    }

    @Test
    void aSecretThatComesBackMaskedOrEmptyIsKept() {
        String text = "token: hush-hush\n";
        assertEquals(text, given(text, "token", "***"));
        assertEquals(text, given(text, "token", ""));
        assertEquals("token: other\n", given(text, "token", "other"));
        assertEquals("", given(text, "token", null));
        assertTrue(given("name: x\n", "token", "***").contains("there is none"));
        assertTrue(given("name: x\ntoken:\n", "token", "***").contains("there is none"));
        String unset = "token: ${env:NOT_SET}\n";
        assertEquals(unset, given(unset, "token", "***"), "the variable may be set tomorrow");
    }

    @Test
    void listsAndBlocksAreReplacedWhole() {
        assertEquals("ids: [a, \"b c\"] # which\nlast: x\n", given("ids: # which\n  - a\n  # old\n  - b\nlast: x\n", "ids",
                List.of("a", "b c")));
        assertEquals("name: \"short\"\n\nlast: x\n", given("name: |\n  several\n\n  lines\n\nlast: x\n", "name", "short"));
        assertEquals("name: \"short\"\nlast: x\n", given("name: >-\n  several\n  lines\nlast: x\n", "name", "short"));
    }

    @Test
    void aFileInAnOddFormIsLeftToItsWriter() {
        assertTrue(given("name: &n one\nlast: *n\n", "name", "two").contains("edit the file itself"));
        assertTrue(given("name: &n one\nlast: *n\n", "last", "two").contains("edit the file itself"));
        assertTrue(given("push: text\n", "push.mode", "a").contains("keys with values belong at 'push'"));
        assertTrue(given("a: [\n", "name", "x").contains("this is not valid YAML"));
        assertTrue(given("name: a\nname: b\n", "name", "x").contains("stands twice"));
    }

    @Test
    void endsOfLinesStayWhatTheyAre() {
        assertEquals("name: two\r\norder: 5\r\nlast: x\r\n", given("name: one\r\nlast: x\r\n", "name", "two", "order", 5));
        assertEquals("last: x\r\n", given("name: one # c\r\nlast: x\r\n", "name", ""));
    }

    @Test
    void whatIsUnknownIsWrittenForTheCheckToRefuse() {
        assertEquals("name: one\nnmae: two\n", given("name: one\n", "nmae", "two"));
        assertEquals("name: one\nnmae: \"\"\n", given("name: one\n", "nmae", ""));
        assertEquals("nmae: {}\n", given("", "nmae", Map.of()));
        assertEquals("name: {}\n", given("name: one\n", "name", Map.of()));
        assertEquals("name: one\n", given("name: one\nnmae: two\n", "nmae", null), "and can be taken out");
        assertEquals("name: { a: [1, \"b c\"] }\n", given("name: one\n", "name", Map.of("a", List.of(1, "b c"))));
    }
}
