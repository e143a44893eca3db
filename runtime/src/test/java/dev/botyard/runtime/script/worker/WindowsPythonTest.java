package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which interpreter a Windows machine has, played by scripts.
class WindowsPythonTest {
    @TempDir
    private Path folder;
    private final Map<String, Path> there = new HashMap<>();
    private final WindowsPython python = new WindowsPython(
            name -> Optional.ofNullable(there.get(name)).or(() -> Optional.of(Path.of(name)).filter(Files::exists)));

    private Path program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @Test
    void pythonOnThePathIsTaken() throws IOException {
        there.put("python", program("python.exe", "exit 1"));
        there.put("py", program("py.exe", "exit 1"));
        assertEquals(there.get("python").toString(), python.program());
    }

    @Test
    void theLauncherIsAskedAndNotTaken() throws IOException {
        Path real = program("Python314/python.exe", "exit 0");
        there.put("py", program("py.exe", "[ \"$1\" = -3 ] && echo " + real));
        assertEquals(real.toString(), python.program());
        Files.delete(there.get("py"));
        assertEquals(real.toString(), python.program(), "asked once");
    }

    @Test
    void theSignpostToTheShopIsNoPython() throws IOException {
        Path real = program("Python314/python.exe", "exit 0");
        there.put("python", program("Microsoft/WindowsApps/python.exe", "exit 1"));
        there.put("py", program("py.exe", "echo " + real));
        assertEquals(real.toString(), python.program());
    }

    @Test
    void withoutAnyTheUsualNameIsWhatIsMissing() throws IOException {
        assertEquals("python", python.program());
        there.put("py", program("py.exe", "echo no Python is installed >&2; exit 103"));
        assertEquals("python", python.program());
        there.put("python", program("python.exe", "exit 0"));
        assertEquals(there.get("python").toString(), python.program(), "one that is installed later is found");
    }
}
