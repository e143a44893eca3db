package dev.botyard.runtime.script.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumProgramTest {
    @TempDir
    private Path folder;

    private Path program(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void theFirstOfItsNamesIsTaken() throws Exception {
        Path chrome = program("google-chrome");
        assertEquals(Optional.of(chrome), ChromiumProgram.find("", folder.toString()).file());
        Path chromium = program("chromium");
        assertEquals(Optional.of(chromium), ChromiumProgram.find("", folder.toString()).file());
        assertEquals(Optional.of(chrome), ChromiumProgram.find("google-chrome", folder.toString()).file());
        assertEquals(Optional.of(chrome), ChromiumProgram.find(chrome.toString(), "").file());
    }

    @Test
    void withoutOneItIsSaidWhatToDo() {
        assertTrue(ChromiumProgram.find("", folder.toString()).problem().contains("install chromium"));
        assertTrue(ChromiumProgram.find("brave", folder.toString()).problem()
                .startsWith("render.browser in botyard.yaml names brave"));
        assertTrue(ChromiumProgram.find("off", folder.toString()).problem().contains("switched off"));
    }
}
