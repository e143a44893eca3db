package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class QueuedPushesTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    @TempDir
    private Path folder;
    private Store store;
    private QueuedPushes pushes;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        pushes = store.queuedPushes();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static QueuedPushes.Entry entry(String id, QueuedPushes.State state, Instant created) {
        return new QueuedPushes.Entry(id, "qq||group:1", state, "bot", true, 2, "account_offline", "it sleeps", "{\"a\":\"茶\"}",
                created, created.plusSeconds(60), created.plusSeconds(5));
    }

    private List<String> ids(QueuedPushes.State state) {
        return pushes.in(state).stream().map(QueuedPushes.Entry::id).toList();
    }

    @Test
    void isReadBackAsItWasPutAlsoByTheNextHost() {
        pushes.put(entry("p1", QueuedPushes.State.QUEUED, NOON));
        assertEquals(Optional.of(entry("p1", QueuedPushes.State.QUEUED, NOON)), pushes.find("p1"));
        store.close();
        open();
        assertEquals(List.of(entry("p1", QueuedPushes.State.QUEUED, NOON)), pushes.in(QueuedPushes.State.QUEUED));
    }

    @Test
    void anUpdateLeavesWhatWasAskedFor() {
        pushes.put(entry("p1", QueuedPushes.State.QUEUED, NOON));
        pushes.update(new QueuedPushes.Entry("p1", "another lane", QueuedPushes.State.SENDING, "other", false, 3, "rate_limited",
                "wait", "another request", NOON.plusSeconds(999), NOON.plusSeconds(70), NOON.plusSeconds(9)));
        assertEquals(new QueuedPushes.Entry("p1", "qq||group:1", QueuedPushes.State.SENDING, "other", false, 3, "rate_limited",
                "wait", "{\"a\":\"茶\"}", NOON, NOON.plusSeconds(70), NOON.plusSeconds(9)), pushes.find("p1").orElseThrow());
    }

    @Test
    void anUpdateOfOneThatIsGoneDoesNotBringItBack() {
        pushes.put(entry("p1", QueuedPushes.State.SENDING, NOON));
        pushes.remove("p1");
        pushes.update(entry("p1", QueuedPushes.State.FAILED, NOON));
        assertEquals(Optional.empty(), pushes.find("p1"));
    }

    @Test
    void thoseOfAStateComeInTheOrderInWhichTheyWereMade() {
        for (String id : List.of("z", "a", "m")) {
            pushes.put(entry(id, QueuedPushes.State.QUEUED, NOON));
        }
        pushes.put(entry("f", QueuedPushes.State.FAILED, NOON.minusSeconds(10)));
        pushes.update(entry("z", QueuedPushes.State.QUEUED, NOON));
        assertEquals(List.of("z", "a", "m"), ids(QueuedPushes.State.QUEUED));
        assertEquals(List.of("f"), ids(QueuedPushes.State.FAILED));
        assertEquals(List.of(), ids(QueuedPushes.State.SENDING));
    }

    @Test
    void oneIdIsQueuedOnce() {
        pushes.put(entry("p1", QueuedPushes.State.QUEUED, NOON));
        String message = assertThrows(StoreException.class, () -> pushes.put(entry("p1", QueuedPushes.State.QUEUED, NOON)))
                .getMessage();
        assertTrue(message.startsWith("The database refused the operation: "), message);
        assertEquals(List.of("p1"), ids(QueuedPushes.State.QUEUED));
    }

    @Test
    void onlyWhatWasGivenUpLongAgoIsForgotten() {
        pushes.put(entry("old and given up", QueuedPushes.State.FAILED, NOON));
        pushes.put(entry("old and waiting", QueuedPushes.State.QUEUED, NOON));
        pushes.put(entry("given up just then", QueuedPushes.State.FAILED, NOON.plusSeconds(60)));
        assertEquals(1, pushes.forgetFailed(NOON.plusSeconds(60)));
        assertEquals(0, pushes.forgetFailed(NOON.plusSeconds(60)));
        assertEquals(List.of("given up just then"), ids(QueuedPushes.State.FAILED));
        assertEquals(List.of("old and waiting"), ids(QueuedPushes.State.QUEUED));
    }

    @Test
    void whatNobodyPutIsNotFound() {
        assertEquals(Optional.empty(), pushes.find(""));
        pushes.remove("never");
        assertEquals(0, pushes.forgetFailed(NOON));
    }
}
