package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.plugin.PluginEnvironments.State;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCommandsTest {
    private static final Chat ANN = Chat.direct("ann");

    @TempDir
    private Path folder;
    private ScriptCompiler compiler;
    private PluginCatalog catalog;
    private PluginCommands commands;
    private boolean installed;

    @BeforeEach
    void open() {
        compiler = new ScriptCompiler(() -> new Interpreters(folder, "/bin/sh", "/bin/sh"), Map::of);
        catalog = new PluginCatalog(() -> List.of(folder), () -> ZoneOffset.UTC,
                (language, wanted, changed) -> packages(wanted), compiler);
        commands = new PluginCommands(catalog, () -> Map.of("web", List.of("root")), im -> im.equals("page") ? "web" : im);
    }

    @AfterEach
    void close() {
        compiler.close();
    }

    private State packages(List<PluginDependency> wanted) {
        return wanted.isEmpty() || installed ? State.NOTHING_NEEDED : State.missing("packages are being installed", true);
    }

    private void plugin(String name, String... headers) throws IOException {
        Files.writeString(folder.resolve(name), "#[" + String.join("]\n#[", headers) + "]\n");
        catalog.refresh();
    }

    private List<String> ann() {
        return commands.of("web", ANN, "ann");
    }

    @Test
    void tellsPlainRulesOnceInTheOrderInWhichPluginsAreAsked() throws Exception {
        plugin("a.py", "rule: hello", "rule: ^menu$", "rule: weather ?", "rule: " + "x".repeat(41));
        plugin("b.py", "rule: first", "rule: hello", "priority: 9");
        assertEquals(List.of("first", "hello", "menu"), ann());
    }

    @Test
    void repliesWithoutCodeStandAmongThem() throws Exception {
        plugin("a.py", "rule: hello");
        Path written = Files.writeString(Files.createDirectory(folder.resolve("beside")).resolve("reply.py"),
                "#[rule: good morning]\n#[priority: 5]\n");
        catalog.replies(List.of(PluginFile.read(written, List.of(), ZoneOffset.UTC)));
        assertEquals(List.of("good morning", "hello"), ann());
        catalog.replies(List.of());
        assertEquals(List.of("hello"), ann());
    }

    @Test
    void leavesOutWhatCannotAnswerNow() throws Exception {
        plugin("off.py", "rule: off", "disable: true");
        plugin("broken.py", "rule: fine", "rule: (");
        plugin("waits.py", "rule: waits", "dependency: {\"name\":\"requests\"}");
        assertEquals(List.of(), ann());
        installed = true;
        catalog.refresh();
        assertEquals(List.of("waits"), ann());
        Files.delete(folder.resolve("waits.py"));
        catalog.refresh();
        assertEquals(List.of(), ann());
    }

    @Test
    void tellsEachPersonWhatListensToHerThere() throws Exception {
        plugin("qq.py", "rule: for qq", "imType: qq");
        plugin("page.py", "rule: by alias", "imType: page");
        plugin("admin.py", "rule: for masters", "admin: true");
        plugin("bob.py", "rule: for bob", "userID: bob");
        plugin("group.py", "rule: for a group", "groupID: g");
        assertEquals(List.of("by alias"), ann());
        assertEquals(List.of("for masters", "by alias"), commands.of("web", Chat.direct("root"), "root"));
        assertEquals(List.of("for bob", "by alias"), commands.of("web", Chat.direct("bob"), "bob"));
        assertEquals(List.of("for a group", "by alias"), commands.of("web", Chat.group("g", ""), "ann"));
        assertEquals(List.of("for qq"), commands.of("qq", ANN, "ann"));
    }

    @Test
    void isNeverMoreThanSomebodyCanLookAt() throws Exception {
        for (int i = 0; i < 150; i++) {
            Files.writeString(folder.resolve("p" + i + ".py"), "#[rule: say " + i + "]\n");
        }
        catalog.refresh();
        assertEquals(100, ann().size());
    }
}
