package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that grows and is put away while somebody reads it.
class LogFileTest {
    @TempDir
    private Path home;

    private Path file;

    private void write(String text) throws IOException {
        file = Files.createDirectories(home.resolve("logs")).resolve("botyard.log");
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void putAway() throws IOException {
        Path aside = Files.move(file, home.resolve("logs/aside.tmp"));
        pack(Files.readString(aside), 1);
    }

    private void pack(String text, int number) throws IOException {
        try (OutputStream out = new GZIPOutputStream(
                Files.newOutputStream(home.resolve("logs/botyard." + number + ".log.gz")))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFollowerSeesEachLineOnceWhenTheFileIsPutAway() throws IOException {
        write("1\n2\n3\n");
        try (LogFile log = new LogFile(home.resolve("logs"))) {
            assertEquals(List.of("2", "3"), log.last(2));
            assertEquals(List.of(), log.more());
            write("4\nfi");
            assertEquals(List.of("4"), log.more());
            write("ve 五\n6\n");
            putAway();
            write("7\n");
            assertEquals(List.of("five 五", "6", "7"), log.more());
            write("8\n");
            assertEquals(List.of("8"), log.more());
        }
    }

    @Test
    void olderFilesAreReadWhenTheNewestHasTooLittle() throws IOException {
        write("5\n6\n");
        pack("3\n4\n", 1);
        pack("1\n2\n", 2);
        Said said = Said.by("logs", "-n", "5", "--home", home.toString());
        assertEquals("2\n3\n4\n5\n6\n", said.out());
        assertEquals("6\n", Said.by("--home", home.toString(), "logs", "--lines", "1").out());
    }

    @Test
    void aHomeWithoutALogSaysSo() {
        Said said = Said.by("logs", "--home", home.toString());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("There is no log in " + home.resolve("logs")), said.err());
    }
}
