package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that was there is never begun anew unasked.
class DamageTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void use() {
        file = folder.resolve("botyard.db");
        try (Store store = Store.open(file)) {
            for (int i = 0; i < 500; i++) {
                store.buckets().set("b", "k" + i, "tea ".repeat(50) + i);
            }
        }
    }

    private String refused() {
        return assertThrows(StoreException.class, () -> Store.open(file).close()).getMessage();
    }

    @Test
    void aDatabaseThatIsGoneIsSaid() throws IOException {
        Files.delete(file);
        String said = refused();
        assertTrue(
                said.contains(
                        file + " is missing, although this home has been used. Put a backup back with 'botyard restore FILE'"),
                said);
        assertFalse(Files.exists(file), "nothing is made in its place");
    }

    @Test
    void anEmptyFileIsSaid() throws IOException {
        Files.write(file, new byte[0]);
        assertTrue(refused().contains("is empty, although this home has been used"), this::refused);
        assertEquals(0, Files.size(file));
    }

    @Test
    void aDatabaseWithNothingInItIsSaid() throws Exception {
        Files.delete(file);
        try (SqlSession other = new Database(file).connect()) {
            other.execute("vacuum");
        }
        assertTrue(refused().contains("has nothing in it"), this::refused);
    }

    @Test
    void aDatabaseThatIsGoneFromBesideItsLogIsSaid() throws IOException {
        Files.delete(folder.resolve("botyard.db.made"));
        Files.delete(file);
        Files.writeString(folder.resolve("botyard.db-wal"), "what a killed host had not yet put away");
        assertTrue(refused().contains("is missing"), this::refused);
    }

    @Test
    void afterAnUncleanEndTheWholeFileIsLookedAt() throws IOException {
        spoilTheMiddle();
        Store.open(file).close();
        Files.writeString(folder.resolve("botyard.db-wal"), "what a killed host had not yet put away");
        String said = refused();
        assertTrue(said.contains("is damaged (") && said.contains("botyard restore FILE"), said);
    }

    @Test
    void whoRemovesAllOfItBeginsAnew() throws IOException {
        for (String name : new String[]{"botyard.db", "botyard.db.made"}) {
            Files.delete(folder.resolve(name));
        }
        try (Store store = Store.open(file)) {
            assertEquals(0, store.buckets().keys("b", null).size());
        }
    }

    private void spoilTheMiddle() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[4_096 * 4];
            Arrays.fill(noise, (byte) 0x5a);
            bytes.seek(bytes.length() - noise.length);
            bytes.write(noise);
        }
    }
}
