package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    private Store open() {
        return Store.open(folder.resolve("botyard.db"));
    }

    @Test
    void keepsEverythingAcrossARestart() {
        String machine;
        try (Store store = open()) {
            store.buckets().set("otto", "k", "v");
            store.keyValues("bot1").put("cursor", "42");
            store.hostState().put("default.qq", "bot1");
            store.cronEntries().put(new CronEntries.Entry("c1", "a.py", "{}"));
            machine = store.hostState().machineId();
        }
        try (Store store = open()) {
            assertEquals("v", store.buckets().get("otto", "k"));
            assertEquals(Optional.of("42"), store.keyValues("bot1").get("cursor"));
            assertEquals(Map.of("default.qq", "bot1"), store.hostState().all("default."));
            assertEquals(List.of(new CronEntries.Entry("c1", "a.py", "{}")), store.cronEntries().all());
            assertEquals(machine, store.hostState().machineId());
            assertTrue(store.cronEntries().remove("c1"));
            assertFalse(store.cronEntries().remove("c1"));
        }
    }

    @Test
    void keepsAccountsApart() {
        try (Store store = open()) {
            KeyValues one = store.keyValues("one");
            one.put("a%1", "x");
            one.put("a_2", "y");
            one.put("b", "z");
            store.keyValues("two").put("a%1", "other");
            assertEquals(List.of("a%1", "a_2"), one.keys("a"));
            assertEquals(List.of("a%1"), one.keys("a%"));
            one.remove("b");
            assertEquals(Optional.empty(), one.get("b"));
            assertEquals(Optional.of("other"), store.keyValues("two").get("a%1"));
        }
    }

    @Test
    void isReadableForItsOwnerAlone() throws IOException {
        try (Store _ = open()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("botyard.db"))));
        }
    }

    @Test
    void refusesANewerDatabase() {
        try (Store store = open()) {
            store.write(session -> session.update("insert into schema_version values (999, 'future', '')"));
        }
        String message = assertThrows(StoreException.class, this::open).getMessage();
        assertTrue(message.contains("newer Botyard (version 999"), message);
    }

    @Test
    void saysThatAFileIsNoDatabase() throws IOException {
        Files.writeString(folder.resolve("botyard.db"), "this is not a database, but long enough to look at ".repeat(50));
        String message = assertThrows(StoreException.class, this::open).getMessage();
        assertTrue(message.contains("botyard.db") && message.contains("damaged"), message);
    }

    @Test
    void saysWhenTheFolderIsMissing() {
        String message = assertThrows(StoreException.class, () -> Store.open(folder.resolve("none/botyard.db"))).getMessage();
        assertTrue(message.contains("none"), message);
    }

    @Test
    void findsDamage() throws IOException {
        try (Store store = open()) {
            for (int index = 0; index < 500; index++) {
                store.buckets().set("b", "k" + index, "v".repeat(200));
            }
            assertEquals(List.of(), store.check());
        }
        byte[] bytes = Files.readAllBytes(folder.resolve("botyard.db"));
        for (int index = bytes.length - 30_000; index < bytes.length - 10_000; index++) {
            bytes[index] = 0x55;
        }
        Files.write(folder.resolve("botyard.db"), bytes);
        try (Store store = open()) {
            assertFalse(store.check().isEmpty());
        }
    }

    @Test
    void restoresABackupMadeUnderLoad() throws Exception {
        Path backup = folder.resolve("copy.db");
        try (Store store = open(); var threads = Threads.perTask("test-load")) {
            for (int index = 0; index < 100; index++) {
                store.buckets().set("before", "k" + index, "v");
            }
            store.pushLog().append(
                    new PushRow(0, "p1", NOON, "", "", "", "qq", "", "", "text", "", "", "accepted", 1, List.of(), "", 1, "{}"));
            List<Future<?>> load = new ArrayList<>();
            for (int index = 0; index < 200; index++) {
                String key = "k" + index;
                load.add(threads.submit(() -> store.buckets().set("during", key, "v")));
            }
            store.flush();
            DatabaseCopy.write(folder.resolve("botyard.db"), backup);
            for (Future<?> each : load) {
                each.get();
            }
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
        try (Store restored = Store.open(backup)) {
            assertEquals(100, restored.buckets().keys("before", null).size());
            assertEquals("p1", restored.pushLog().query(PushLog.Filter.newest(1)).getFirst().id());
            assertEquals(List.of(), restored.check());
        }
    }

    @Test
    void givesAnIdempotencyKeyToOneCaller() throws Exception {
        try (Store store = open()) {
            Idempotency keys = store.idempotency();
            List<Future<Idempotency.Claim>> claims = new ArrayList<>();
            try (var threads = Threads.perTask("test-claims")) {
                for (int index = 0; index < 50; index++) {
                    claims.add(threads.submit(() -> keys.claim("k", "f", NOON)));
                }
            }
            long fresh = 0;
            for (Future<Idempotency.Claim> claim : claims) {
                fresh += claim.get().state() == Idempotency.State.NEW ? 1 : 0;
            }
            assertEquals(1, fresh);
            assertEquals(Idempotency.State.OTHER_REQUEST, keys.claim("k", "other", NOON).state());
            keys.complete("k", "{\"sent\":1}");
            assertEquals(new Idempotency.Claim(Idempotency.State.DONE, "{\"sent\":1}"), keys.claim("k", "f", NOON));
            keys.release("k");
            assertEquals(Idempotency.State.DONE, keys.claim("k", "f", NOON.plusSeconds(86_399)).state());
            assertEquals(Idempotency.State.NEW, keys.claim("k", "f", NOON.plusSeconds(86_401)).state());
            keys.release("k");
            assertEquals(Idempotency.State.NEW, keys.claim("k", "f", NOON.plusSeconds(86_402)).state());
        }
        try (Store store = open()) {
            assertEquals(Idempotency.State.INTERRUPTED, store.idempotency().claim("k", "f", NOON.plusSeconds(86_403)).state());
        }
    }

    @Test
    void keepsAnIdempotencyKeyNoLongerWhenTheClockIsPutBack() {
        try (Store store = open()) {
            Idempotency keys = store.idempotency();
            keys.claim("k", "f", NOON.plus(Duration.ofDays(365)));
            assertEquals(Idempotency.State.RUNNING, keys.claim("k", "f", NOON).state());
            assertEquals(Idempotency.State.NEW, keys.claim("k", "f", NOON.plusSeconds(86_401)).state());
        }
    }

    @Test
    void refusesWorkAfterItsEnd() {
        Store store = open();
        Buckets buckets = store.buckets();
        store.close();
        store.close();
        assertTrue(assertThrows(StoreException.class, () -> buckets.set("b", "k", "v")).getMessage().contains("closed"));
        assertTrue(assertThrows(StoreException.class, () -> buckets.get("b", "k")).getMessage().contains("closed"));
    }
}
