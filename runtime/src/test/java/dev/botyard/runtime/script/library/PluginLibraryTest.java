package dev.botyard.runtime.script.library;

import static dev.botyard.runtime.script.library.LibraryBench.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.library.PluginLibrary.Expected;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.script.plugin.Switches;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugin files are written, removed and brought back, and nothing of anybody is lost.
class PluginLibraryTest {
    private static final String TEA = "#[author: ann]\n#[rule: tea]\n";

    @TempDir
    private Path home;
    private LibraryBench bench;
    private PluginLibrary library;

    @BeforeEach
    void open() throws IOException {
        bench = new LibraryBench(home);
        library = bench.library;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String versions(String file) throws IOException {
        return String.join(" ", library.versions(file).stream().map(one -> one.number() + ":" + one.why()).toList());
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> files = Files.list(bench.plugins)) {
            return files.toList();
        }
    }

    @Test
    void aPluginIsWrittenChangedRemovedAndBroughtBack() throws IOException {
        assertTrue(library.write("tea.py", bytes(TEA), Expected.ANYTHING));
        assertFalse(library.write("tea.py", bytes(TEA + "2\n"), Expected.ANYTHING));
        assertEquals(2, library.remove(bench.plugin("tea.py"), ""));
        assertEquals(List.of("+tea.py enabled", "~tea.py enabled", "-tea.py"), bench.told);
        assertEquals("2:REMOVED 1:WRITTEN", versions("tea.py"));
        assertEquals(List.of("tea.py"), library.removed());
        library.rollBack("tea.py", 1);
        assertEquals(TEA, bench.read("tea.py"));
        library.rollBack("tea.py", 2);
        assertEquals(TEA + "2\n", bench.read("tea.py"));
        assertEquals("3:ROLLED_BACK 2:REMOVED 1:WRITTEN", versions("tea.py"));
        assertEquals(List.of(), library.removed());
        assertEquals(1, inFolder().size(), "nothing else is left behind");
    }

    @Test
    void nobodysNewerChangeIsWrittenOver() throws IOException {
        library.write("tea.py", bytes(TEA), Expected.NOTHING);
        String seen = PluginFile.stamp(bytes(TEA));
        Files.writeString(bench.plugins.resolve("tea.py"), TEA + "# by hand\n");

        String said = assertThrows(LibraryConflict.class,
                () -> library.write("tea.py", bytes("mine"), new Expected(seen, false))).getMessage();

        assertTrue(said.startsWith("tea.py was changed since you read it (its stamp is "), said);
        assertThrows(LibraryConflict.class, () -> library.remove(bench.plugin("tea.py"), seen));
        assertEquals("there is a plugin tea.py already; choose another name, or change that one", assertThrows(
                LibraryConflict.class, () -> library.write("tea.py", bytes("mine"), Expected.NOTHING)).getMessage());
        assertEquals(TEA + "# by hand\n", bench.read("tea.py"));
        Files.delete(bench.plugins.resolve("tea.py"));
        assertTrue(assertThrows(LibraryConflict.class,
                () -> library.write("tea.py", bytes("mine"), new Expected(seen, false))).getMessage()
                .startsWith("tea.py was removed since you read it"));
    }

    @Test
    void aNameThatDiffersFromAnotherByCaseAloneIsTaken() throws IOException {
        library.write("tea.py", bytes(TEA), Expected.ANYTHING);
        String said = assertThrows(LibraryConflict.class, () -> library.write("Tea.py", bytes(TEA), Expected.ANYTHING))
                .getMessage();
        assertTrue(said.startsWith("the plugins 'Tea.py' and 'tea.py' are one name") && said.endsWith("; choose another name"),
                said);
        assertFalse(Files.exists(bench.plugins.resolve("Tea.py")));
    }

    @Test
    void twoFilesWhoseNamesDifferByCaseAloneAreToldAndBothAreRead() throws IOException {
        Files.writeString(bench.plugins.resolve("Tea.py"), TEA);
        Files.writeString(bench.plugins.resolve("tea.py"), TEA);
        bench.catalog.refresh();
        assertEquals(2, bench.catalog.snapshot().all().size());
        assertTrue(bench.catalog.unreadable().toString().contains("the plugins 'Tea.py' and 'tea.py' are one name"),
                bench.catalog.unreadable()::toString);
    }

    @Test
    void aNameWithWhatNobodySeesIsRefusedAndTheCharacterNamed() throws IOException {
        String said = assertThrows(IllegalArgumentException.class,
                () -> library.write("tea\u202eyp.py", bytes(TEA), Expected.ANYTHING)).getMessage();
        assertTrue(said.startsWith("'tea\\u202eyp.py' cannot be the name of a plugin's file; it has U+202E (RIGHT-TO-LEFT"
                + " OVERRIDE), which nobody sees; "), said);

        Files.writeString(bench.plugins.resolve("tea\u200b.py"), TEA);
        bench.catalog.refresh();
        assertEquals(List.of(), bench.catalog.snapshot().all());
        assertEquals(List.of("the plugin 'tea\\u200b.py' is not read: its name is misleading; it has U+200B (ZERO WIDTH SPACE),"
                + " which nobody sees; rename the file"), bench.catalog.unreadable());
    }

    @Test
    void namesThatLeaveTheFolderOrAreNoPluginsAreRefused() {
        for (String name : List.of("../tea.py", "a/tea.py", "a\\tea.py", "..py", ".tea.py", "_tea.py", "tea.txt", "tea", "",
                "middleware.py", "a\nb.py", "x".repeat(200) + ".py")) {
            assertThrows(IllegalArgumentException.class, () -> library.write(name, bytes(TEA), Expected.ANYTHING), name);
            assertThrows(IllegalArgumentException.class, () -> library.check(name, bytes(TEA)), name);
            assertThrows(IllegalArgumentException.class, () -> library.versions(name), name);
        }
    }

    @Test
    void aLinkStaysOneAndPermissionsStay() throws IOException {
        Path elsewhere = Files.writeString(home.resolve("linked.py"), TEA);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(bench.plugins.resolve("tea.py"), elsewhere);
        bench.catalog.refresh();

        library.write("tea.py", bytes(TEA + "2\n"), Expected.ANYTHING);

        assertTrue(Files.isSymbolicLink(bench.plugins.resolve("tea.py")));
        assertEquals(TEA + "2\n", Files.readString(elsewhere));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)));
    }

    @Test
    void aFileKeepsItsCoding() throws IOException {
        String text = "# -*- coding: gbk -*-\n#[rule: 你好]\n";
        byte[] gbk = text.getBytes(Charset.forName("GBK"));
        library.write("tea.py", gbk, Expected.ANYTHING);

        PluginLibrary.Text read = library.text(bench.plugin("tea.py"));

        assertEquals(text, read.source());
        assertArrayEquals(gbk, PluginFile.bytes("tea.py", read.source()));
        assertThrows(IllegalArgumentException.class, () -> PluginFile.bytes("tea.py", text + "\uD83C\uDF75"));
    }

    @Test
    void aCheckSaysWhatIsWrongWithLinesAndLeavesNothing() throws Exception {
        ScriptVerdict verdict = library.check("tea.py", bytes(TEA + "\nFAULT\n"));
        assertEquals("false [line 4: error: SyntaxError: no]", verdict.ok() + " " + sentences(verdict));
        assertTrue(library.check("tea.py", bytes(TEA)).ok());
        verdict = library.check("tea.py", bytes("#[author: ann]\n"));
        assertTrue(verdict.ok() && sentences(verdict).toString().startsWith("[warning: nothing fires it"), verdict::toString);
        assertEquals(List.of(), inFolder());
        assertEquals(List.of(), bench.told);
    }

    private static List<String> sentences(ScriptVerdict verdict) {
        return verdict.problems().stream().map(problem -> problem.sentence()).toList();
    }

    @Test
    void aPluginIsSwitchedOffWithoutTouchingItsFileAndAcrossStarts() throws IOException {
        library.write("tea.py", bytes(TEA), Expected.ANYTHING);

        library.turn(bench.plugin("tea.py"), false);

        assertEquals("disabled", bench.plugin("tea.py").state());
        assertFalse(bench.plugin("tea.py").enabled());
        assertEquals(TEA, bench.read("tea.py"));
        assertTrue(new Switches(bench.store.hostState()).test("tea.py"), "another start knows it");
        library.write("tea.py", bytes(TEA + "2\n"), Expected.ANYTHING);
        assertFalse(bench.plugin("tea.py").enabled(), "another text does not switch it on");
        library.turn(bench.plugin("tea.py"), true);
        assertTrue(bench.plugin("tea.py").enabled());
        assertEquals(List.of("+tea.py enabled", "~tea.py disabled", "~tea.py disabled", "~tea.py enabled"), bench.told);
    }

    @Test
    void theHistoryIsBounded() throws IOException {
        for (int i = 0; i <= PluginVersions.MOST + 5; i++) {
            library.write("tea.py", bytes(TEA + i), Expected.ANYTHING);
            bench.clock.advance(Duration.ofMinutes(1));
        }
        List<PluginVersion> versions = library.versions("tea.py");
        assertEquals(PluginVersions.MOST, versions.size());
        assertEquals(PluginVersions.MOST + 5, versions.getFirst().number());
        assertEquals("there is no version 1 of tea.py.",
                assertThrows(IllegalArgumentException.class, () -> library.rollBack("tea.py", 1)).getMessage().substring(0, 32));
    }
}
