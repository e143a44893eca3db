package dev.botyard.runtime.infra.store;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The one thread that writes, with work that is queued while it is busy and so becomes one transaction.
@ParameterizedClass
@EnumSource(StoreKind.class)
class WriterTest {
    @Parameter
    private StoreKind kind;
    @TempDir
    private Path folder;
    private Store store;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch free = new CountDownLatch(1);

    @BeforeEach
    void open() {
        store = kind.open(folder);
    }

    @AfterEach
    void close() {
        free.countDown();
        store.close();
    }

    /// Until [#free] is counted down the writer does nothing else.
    private void occupy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        store.writeSoon(_ -> {
            busy.countDown();
            try {
                free.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return null;
        }, failure -> failures.add("occupied: " + failure.getMessage()));
        busy.await();
    }

    private void soon(String key, String value) {
        store.writeSoon(session -> session.update("insert into bucket values ('b', ?, ?)", key, value),
                failure -> failures.add(key + ": " + failure.getMessage()));
    }

    private List<String> keys() {
        return store.buckets().keys("b", null);
    }

    @Test
    void oneBadWriteOfATransactionFailsAlone() throws Exception {
        occupy();
        soon("1", "v");
        soon("2", null);
        soon("3", "v");
        free.countDown();
        store.write(_ -> null);
        assertEquals(List.of("1", "3"), keys());
        assertEquals(1, failures.size(), failures::toString);
        assertTrue(failures.getFirst().startsWith("2: The database refused the operation: "), failures::toString);
    }

    @Test
    void writesHappenInTheOrderInWhichTheyWereGiven() throws Exception {
        occupy();
        for (int number = 0; number < 1_500; number++) {
            String value = String.valueOf(number);
            store.writeSoon(session -> session.update(
                    "insert into bucket values ('order', 'last', ?) on conflict (name, key) do update set value = bucket.value || ',' || excluded.value",
                    value), failure -> failures.add(failure.getMessage()));
        }
        free.countDown();
        store.write(_ -> null);
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 1_500; number++) {
            expected.add(String.valueOf(number));
        }
        assertEquals(String.join(",", expected), store.buckets().get("order", "last"));
        assertEquals(List.of(), failures);
    }

    @Test
    void whatWasAcceptedIsWrittenBeforeItEnds() throws Exception {
        occupy();
        for (int number = 0; number < 600; number++) {
            soon(String.valueOf(number), "v");
        }
        Thread closing = Thread.ofPlatform().start(store::close);
        await().until(() -> refuses());
        free.countDown();
        closing.join();
        open();
        assertEquals(600, keys().size());
        assertEquals(List.of(), failures);
    }

    private boolean refuses() {
        try {
            store.flush();
            return false;
        } catch (StoreException closed) {
            return closed.getMessage().equals("The store is closed: the host is stopping.");
        }
    }

    @Test
    void whoComesTooLateHearsThatTheHostIsStopping() {
        store.close();
        soon("late", "v");
        assertEquals(List.of("late: The store is closed: the host is stopping."), failures);
        assertThrows(StoreException.class, () -> store.write(_ -> null));
        assertThrows(StoreException.class, () -> store.flush());
    }

    @Test
    void aLogRowThatComesTooLateIsCounted() {
        store.close();
        store.append(new LogRow("insert into bucket values ('b', 'k', 'v')"));
        assertEquals(1, store.droppedLogRows());
        assertEquals(0, store.pendingLogRows());
    }

    @Test
    void whatAnOperationThrowsIsSaidToItsCallerWithTheCause() {
        SQLException broken = new SQLException("no such table: tea");
        StoreException said = assertThrows(StoreException.class, () -> store.write(_ -> {
            throw broken;
        }));
        assertEquals("The database refused the operation: no such table: tea", said.getMessage());
        assertSame(broken, said.getCause());
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> store.write(_ -> {
            throw new IllegalArgumentException("the key is too long");
        }));
        assertEquals("the key is too long", wrong.getMessage());
    }

    @Test
    void aProgrammingErrorReachesItsCallerAndTheNextWriteWorks() {
        StoreException said = assertThrows(StoreException.class, () -> store.write(_ -> {
            throw new AssertionError("deep");
        }));
        assertEquals("The database operation ended with java.lang.AssertionError: deep.", said.getMessage());
        assertInstanceOf(AssertionError.class, said.getCause().getCause());
        assertEquals(Integer.valueOf(7), store.<Integer>write(_ -> 7));
    }

    /// Neither half of a pair is ever seen alone.
    @Test
    void anOperationThatFailsInTheMiddleLeavesNothing() {
        assertThrows(StoreException.class, () -> store.write(session -> {
            session.update("insert into bucket values ('b', 'first', 'v')");
            return session.update("insert into bucket values ('b', 'second', null)");
        }));
        assertEquals(List.of(), keys());
    }

    @Test
    void anInterruptedReaderGetsItsAnswerAndKeepsTheInterrupt() {
        store.buckets().set("b", "k", "v");
        Thread.currentThread().interrupt();
        assertEquals("v", store.buckets().get("b", "k"));
        assertTrue(Thread.interrupted());
    }
}
