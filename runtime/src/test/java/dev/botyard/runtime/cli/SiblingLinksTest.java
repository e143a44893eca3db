package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where links cannot be made, a trial has copies.
class SiblingLinksTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsCopiedWithAllInIt() throws IOException {
        Files.createDirectories(folder.resolve("from/in/deep"));
        Files.writeString(folder.resolve("from/in/deep/a.py"), "1");
        SiblingLinks.copy(folder.resolve("from"), folder.resolve("to"));
        assertEquals("1", Files.readString(folder.resolve("to/in/deep/a.py")));
        SiblingLinks.copy(folder.resolve("from/in/deep/a.py"), folder.resolve("b.py"));
        assertEquals("1", Files.readString(folder.resolve("b.py")));
    }

    @Test
    void whatIsLargeIsLeftOut() throws IOException {
        Files.createDirectories(folder.resolve("films"));
        try (RandomAccessFile film = new RandomAccessFile(folder.resolve("films/a.mp4").toFile(), "rw")) {
            film.setLength(65L << 20);
        }
        SiblingLinks.copy(folder.resolve("films"), folder.resolve("to"));
        assertFalse(Files.exists(folder.resolve("to")));
    }

    @Test
    void wherePossibleItIsALink() throws IOException {
        Files.writeString(folder.resolve("a.py"), "1");
        SiblingLinks.make(folder.resolve("link.py"), folder.resolve("a.py"));
        assertTrue(Files.isSymbolicLink(folder.resolve("link.py")));
    }
}
