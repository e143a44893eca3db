package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.plugin.PluginEnvironments.State;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files come, change and go.
class PluginCatalogTest {
    @TempDir
    private Path home;
    private Path first;
    private Path second;
    private Path python;
    private volatile State packages = State.NOTHING_NEEDED;
    private Runnable installed = () -> {};
    private ScriptCompiler compiler;
    private PluginCatalog catalog;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        first = Files.createDirectories(home.resolve("first"));
        second = home.resolve("second");
        python = home.resolve("python");
        // Says of every script whose name begins with "faulty" that its third line is wrong.
        program("""
                #!/bin/sh
                echo asked >> %s
                tr ',' '\\n' | sed -n 's/.*"\\([^"]*faulty[^"]*\\)".*/{"file":"\\1","line":3,"message":"SyntaxError: no"}/p'
                """.formatted(home.resolve("asked")));
        compiler = new ScriptCompiler(() -> new Interpreters(home, python.toString(), python.toString()), System::getenv);
        catalog = new PluginCatalog(() -> List.of(first, second), () -> ZoneOffset.UTC, (language, dependencies, changed) -> {
            installed = changed;
            return dependencies.isEmpty() ? State.NOTHING_NEEDED : packages;
        }, compiler);
        catalog.listen((before, after) -> told.add(after == null
                ? "-" + before.file()
                : before == null
                        ? "+" + after.file()
                        : "~" + after.file()));
    }

    @AfterEach
    void close() {
        compiler.close();
    }

    private void program(String text) throws IOException {
        Files.writeString(python, text);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    }

    private Path write(Path folder, String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source);
    }

    private Plugin plugin(String name) {
        return catalog.snapshot().find(name).orElseThrow();
    }

    private int timesAsked() throws IOException {
        Path asked = home.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
    }

    @Test
    void whoeverListensHearsWhatCameChangedAndWent() throws IOException {
        write(first, "b.py", "1");
        write(first, "a.py", "1");
        catalog.refresh();
        assertEquals(List.of("+a.py", "+b.py"), told);
        write(first, "b.py", "2");
        Files.delete(first.resolve("a.py"));
        write(first, "c.js", "");
        catalog.refresh();
        assertEquals(List.of("-a.py", "~b.py", "+c.js"), told.subList(2, told.size()));
    }

    @Test
    void whatHasNotChangedStaysTheSameObjectAndIsNotTold() throws IOException {
        write(first, "a.py", "1");
        catalog.refresh();
        PluginSnapshot before = catalog.snapshot();
        told.clear();
        write(first, "a.py", "1");
        catalog.refresh();
        assertSame(before, catalog.snapshot());
        write(first, "b.py", "1");
        catalog.refresh();
        assertSame(before.find("a.py").orElseThrow(), plugin("a.py"));
        assertEquals(List.of("+b.py"), told);
    }

    @Test
    void ofTwoFilesOfOneNameTheFirstFoldersWinsAndTheOtherIsNamed() throws IOException {
        Files.createDirectories(second);
        write(first, "a.py", "1");
        Path hidden = write(second, "a.py", "2");
        catalog.refresh();
        assertEquals(first.resolve("a.py"), plugin("a.py").path());
        assertEquals(List.of(hidden + " is ignored because " + first.resolve("a.py") + " has the same name"),
                catalog.unreadable());
        Files.delete(first.resolve("a.py"));
        catalog.refresh();
        assertEquals(hidden, plugin("a.py").path());
        assertEquals(List.of(), catalog.unreadable());
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws IOException {
        catalog.refresh();
        assertEquals(List.of(), catalog.snapshot().all());
        assertEquals(List.of(), catalog.unreadable());
    }

    @Test
    void foldersAndOtherFilesAreNoPlugins() throws IOException {
        Files.createDirectories(first.resolve("folder.py"));
        write(first, "notes.txt", "");
        write(first, "_shared.py", "");
        catalog.refresh();
        assertEquals(List.of(), catalog.snapshot().all());
    }

    @Test
    void whatCannotBeReadAnyMoreGoesOnAsItWas() throws IOException {
        write(first, "a.py", "1");
        catalog.refresh();
        Plugin before = plugin("a.py");
        Files.delete(first.resolve("a.py"));
        Files.createSymbolicLink(first.resolve("a.py"), first.resolve("nowhere"));
        catalog.refresh();
        assertSame(before, plugin("a.py"));
        assertEquals(1, catalog.unreadable().size());
        assertTrue(catalog.unreadable().getFirst().startsWith("plugin " + first.resolve("a.py") + " cannot be read: it is a"),
                catalog.unreadable()::toString);
    }

    @Test
    void nothingIsCompiledBeforeItIsAskedForAndThenAllThatChanges() throws IOException {
        write(first, "faulty.py", "1");
        catalog.refresh();
        assertEquals("enabled", plugin("faulty.py").state());
        assertEquals(0, timesAsked());
        catalog.compileFromNow();
        assertEquals("line 3: SyntaxError: no", plugin("faulty.py").invalid());
        assertEquals(List.of("+faulty.py", "~faulty.py"), told);
        write(first, "faulty2.py", "1");
        write(first, "fine.py", "1");
        catalog.refresh();
        assertEquals("invalid enabled", plugin("faulty2.py").state() + " " + plugin("fine.py").state());
    }

    @Test
    void eachVersionIsCompiledOnce() throws IOException {
        write(first, "faulty.py", "1");
        catalog.compileFromNow();
        catalog.refresh();
        catalog.refresh();
        assertEquals(1, timesAsked());
        write(first, "faulty.py", "2");
        catalog.refresh();
        assertEquals(2, timesAsked());
    }

    @Test
    void anInterpreterThatFailsStopsNobody() throws IOException {
        program("#!/bin/sh\nexit 3\n");
        write(first, "a.py", "1");
        catalog.compileFromNow();
        assertEquals("enabled", plugin("a.py").state());
    }

    @Test
    void withoutItsInterpreterAScriptIsInvalidUntilItComes() throws IOException {
        Files.delete(python);
        write(first, "a.py", "#[author: a]\n#[rule: ^(]\n");
        write(first, "b.js", "");
        catalog.compileFromNow();
        assertTrue(plugin("b.js").invalid().startsWith("'" + python + "' cannot be run: there is no such program"),
                plugin("b.js").invalid());
        assertTrue(plugin("a.py").invalid().startsWith("line 2: "), "its own fault comes first: " + plugin("a.py").invalid());
        assertEquals(0, timesAsked());
        catalog.lookForInterpreters();
        assertTrue(plugin("b.js").invalid().contains("no such program"));
        program("#!/bin/sh\ncat > /dev/null\n");
        catalog.lookForInterpreters();
        assertEquals("enabled", plugin("b.js").state());
    }

    @Test
    void aPluginBeginsWhenItsPackagesAreThere() throws IOException {
        packages = State.missing("its packages are being installed: tea", true);
        write(first, "a.py", "#[author: a]\n#[dependency: {\"name\":\"tea\"}]\n");
        catalog.refresh();
        assertEquals("installing", plugin("a.py").state());
        packages = State.ready(List.of(Path.of("/packages/tea")), List.of());
        installed.run();
        assertEquals("enabled", plugin("a.py").state());
        assertEquals(List.of("+a.py", "~a.py"), told);
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheOthersFromHearing() throws IOException {
        catalog.listen((before, after) -> {
            throw new IllegalStateException("no");
        });
        List<String> last = new ArrayList<>();
        catalog.listen((before, after) -> last.add(after.file()));
        write(first, "a.py", "");
        catalog.refresh();
        assertEquals(List.of("a.py"), last);
    }

    @Test
    void folderOfPackagesBelongToWhatMakesAVersion() throws IOException {
        write(first, "a.py", "#[author: a]\n#[dependency: {\"name\":\"tea\"}]\n");
        packages = State.ready(List.of(Path.of("/packages/1")), List.of());
        catalog.refresh();
        packages = State.ready(List.of(Path.of("/packages/2")), List.of());
        catalog.refresh();
        assertTrue(plugin("a.py").startJson().contains("/packages/2"));
        assertEquals(Map.of("a.py", plugin("a.py")), catalog.snapshot().byFile());
    }
}
