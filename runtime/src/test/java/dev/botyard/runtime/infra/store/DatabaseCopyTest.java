package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCopyTest {
    @TempDir
    private Path folder;
    private Path copy;
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("botyard.db"));
        copy = folder.resolve("copy.db");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void copy() {
        DatabaseCopy.write(folder.resolve("botyard.db"), copy);
    }

    private void queue(String id, String request) {
        store.queuedPushes().put(new QueuedPushes.Entry(id, "lane", QueuedPushes.State.QUEUED, "", false, 0, "", "", request,
                Instant.EPOCH, Instant.EPOCH, Instant.EPOCH));
    }

    @Test
    void isWholeWhileTheHostGoesOn() throws Exception {
        store.buckets().set("b", "1", "v");
        store.buckets().set("b", "2", "v");
        copy();
        store.buckets().set("b", "3", "v");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        var rows = DatabaseCopy.check(copy);
        assertEquals(2, rows.get("bucket"));
        assertEquals(0, rows.get("queued_push"));
        assertFalse(rows.containsKey("schema_version"), rows::toString);
    }

    @Test
    void neverTakesThePlaceOfAnother() {
        copy();
        String message = assertThrows(StoreException.class, this::copy).getMessage();
        assertTrue(message.contains(folder.resolve("botyard.db").toString()), message);
        assertEquals(0, DatabaseCopy.check(copy).get("bucket"));
    }

    @Test
    void oneThatIsDamagedIsRefused() throws Exception {
        for (int i = 0; i < 500; i++) {
            store.buckets().set("b", "k" + i, "tea ".repeat(50));
        }
        copy();
        byte[] bytes = Files.readAllBytes(copy);
        Arrays.fill(bytes, bytes.length - 20_000, bytes.length - 4_000, (byte) 0x5a);
        Files.write(copy, bytes);
        String message = assertThrows(StoreException.class, () -> DatabaseCopy.check(copy)).getMessage();
        assertTrue(message.contains(copy.toString()) && message.contains("damaged"), message);
    }

    @Test
    void oneOfANewerHostIsRefused() {
        store.write(session -> session.update("insert into schema_version values (99, 'future', '')"));
        copy();
        String message = assertThrows(StoreException.class, () -> DatabaseCopy.check(copy)).getMessage();
        assertTrue(message.contains("newer Botyard (version 99"), message);
    }

    @Test
    void oneOfSomethingElseIsRefused() throws Exception {
        try (SqlSession other = new Database(copy).connect()) {
            other.execute("create table tea (x)");
        }
        assertThrows(StoreException.class, () -> DatabaseCopy.check(copy));
    }

    @Test
    void mediaThatAQueuedPushNeedsAreNamed() {
        queue("p1", "{\"source\":\"/data/media/aa.png\"}");
        queue("p2", "{\"text\":\"nothing\"}");
        copy();
        assertEquals(Set.of("aa.png"), DatabaseCopy.queuedMedia(copy, Set.of("aa.png", "bb.png")));
        assertEquals(Set.of(), DatabaseCopy.queuedMedia(copy, Set.of()));
    }

    @Test
    void looksAtTheFirstBytesOfAFile() throws Exception {
        copy();
        assertTrue(DatabaseCopy.looksLikeOne(copy));
        assertFalse(DatabaseCopy.looksLikeOne(Files.write(folder.resolve("short"), new byte[3])));
        assertFalse(DatabaseCopy.looksLikeOne(Files.createFile(folder.resolve("empty"))));
        assertFalse(DatabaseCopy.looksLikeOne(Files.writeString(folder.resolve("zip"), "PK SQLite format 3")));
    }
}
