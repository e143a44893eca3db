package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose code is known to be faulty, and by whose word.
class SyntaxFaultsTest {
    @TempDir
    private Path folder;
    private volatile String interpreter;
    private ScriptCompiler compiler;
    private SyntaxFaults faults;
    private final Plugin plugin = Scripts.plugin("tea.py");

    @BeforeEach
    void open() throws IOException {
        interpreter = saying("old", "{\"file\":\"/plugins/tea.py\",\"line\":1,\"message\":\"too new for me\"}");
        compiler = new ScriptCompiler(() -> new Interpreters(folder, interpreter, interpreter), System::getenv);
        faults = new SyntaxFaults(compiler, () -> List.of());
    }

    @AfterEach
    void close() {
        compiler.close();
    }

    private String saying(String name, String words) throws IOException {
        Path program = Files.writeString(folder.resolve(name),
                "#!/bin/sh\necho asked >> " + folder.resolve("asked") + "\ncat > /dev/null\necho '" + words + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private int timesAsked() throws IOException {
        return Files.exists(folder.resolve("asked")) ? Files.readAllLines(folder.resolve("asked")).size() : 0;
    }

    @Test
    void whatWasNotExaminedIsFine() throws IOException {
        assertSame(plugin, faults.judged(plugin));
        assertEquals(0, timesAsked());
    }

    @Test
    void anotherInterpreterIsAskedAnew() throws IOException {
        faults.examine(List.of(plugin));
        assertEquals("line 1: too new for me", faults.judged(plugin).invalid());
        interpreter = saying("new", "");
        assertSame(plugin, faults.judged(plugin), "what the old one said does not hold");
        faults.examine(List.of(plugin));
        assertSame(plugin, faults.judged(plugin));
        assertEquals(2, timesAsked());
    }

    @Test
    void whatIsNotAskedAboutAnyMoreIsForgotten() throws IOException {
        faults.examine(List.of(plugin));
        faults.examine(List.of());
        assertSame(plugin, faults.judged(plugin));
        faults.examine(List.of(plugin));
        assertEquals(2, timesAsked());
    }

    @Test
    void anotherVersionOfTheFileIsAnotherMatter() {
        faults.examine(List.of(plugin));
        assertTrue(faults.judged(Scripts.plugin("tea.py", "title: Tea")).invalid().isEmpty());
    }

    @Test
    void aStopMeanwhileLeavesTheQuestionOpen() throws IOException {
        Thread.currentThread().interrupt();
        faults.examine(List.of(plugin));
        assertTrue(Thread.interrupted(), "whoever stops the thread is still heard");
        assertSame(plugin, faults.judged(plugin));
    }
}
