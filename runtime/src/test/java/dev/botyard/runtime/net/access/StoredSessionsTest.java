package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSessionsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    @TempDir
    private Path folder;
    private Store store;
    private StoredSessions shelf;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("botyard.db"));
        shelf = new StoredSessions(store.hostState());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SessionShelf.Kept kept(String id) {
        return new SessionShelf.Kept(new OperatorSession(id, NOON, NOON.plusSeconds(1), NOON.plusSeconds(2), "Mozilla \"茶\""),
                "proof of " + id, "mark");
    }

    @Test
    void sessionsAreReadBackByTheNextHost() {
        shelf.put(kept("a"));
        shelf.put(kept("b"));
        shelf.put(kept("b"));
        shelf.remove("a");
        shelf.remove("never");
        store.close();
        open();
        assertEquals(List.of(kept("b")), shelf.all());
    }

    @Test
    void whatElseTheHostRemembersIsNoSession() {
        store.hostState().put("default.qq", "bot");
        store.hostState().put("session", "{}");
        assertEquals(List.of(), shelf.all());
    }

    /// A row that somebody spoiled must not keep the host from starting.
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{broken", "{\"session\":null,\"proof\":\"p\",\"mark\":\"m\"}",
        "{\"session\":{\"id\":null},\"proof\":\"p\",\"mark\":\"m\"}",
        "{\"session\":{\"id\":\"x\",\"since\":\"2026-01-02T12:00:00Z\",\"seen\":\"2026-01-02T12:00:00Z\",\"expires\":null,\"agent\":\"\"},\"proof\":\"p\",\"mark\":\"m\"}",
        "{\"session\":{\"id\":\"x\",\"since\":\"2026-01-02T12:00:00Z\",\"seen\":\"2026-01-02T12:00:00Z\",\"expires\":\"2026-01-02T12:00:00Z\",\"agent\":\"\"}}"})
    void whatDoesNotReadAsOneIsPassedOver(String json) {
        store.hostState().put("session.x", json);
        shelf.put(kept("y"));
        assertEquals(List.of(kept("y")), shelf.all());
        new OperatorSessions(new byte[32], () -> "t", () -> NOON, shelf).all();
    }

    @Test
    void aStoreThatIsClosedEndsNoSession() {
        store.close();
        shelf.put(kept("a"));
        shelf.remove("a");
        open();
        assertEquals(List.of(), shelf.all());
    }
}
