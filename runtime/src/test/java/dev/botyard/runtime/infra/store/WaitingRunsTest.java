package dev.botyard.runtime.infra.store;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class WaitingRunsTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    @TempDir
    private Path folder;
    private Store store;
    private WaitingRuns runs;

    @BeforeEach
    void open() {
        store = kind.open(folder);
        runs = store.waitingRuns();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static WaitingRuns.Entry entry(String id, boolean spoken) {
        return new WaitingRuns.Entry(id, "a.py", "bot", "event of " + id, "{\"text\":\"茶\"}", NOON, spoken);
    }

    /// What became of a run, as the test says.
    private static final class Fate implements WaitingRuns.State {
        private volatile boolean over;
        private volatile boolean spoken;

        @Override
        public boolean over() {
            return over;
        }

        @Override
        public boolean spoken() {
            return spoken;
        }
    }

    private static WaitingRuns.Waiting waiting(String id) {
        return new WaitingRuns.Waiting(entry(id, false), new Fate());
    }

    private List<String> ids() {
        return runs.all().stream().map(WaitingRuns.Entry::id).toList();
    }

    @Test
    void areReadBackByTheNextHostTheOldestFirst() {
        runs.put(List.of(waiting("z"), waiting("a")));
        runs.put(List.of(waiting("m")));
        store.close();
        open();
        assertEquals(List.of(entry("z", false), entry("a", false), entry("m", false)), runs.all());
    }

    @Test
    void oneThatEndedOnItsWayIsNotWritten() {
        Fate ended = new Fate();
        ended.over = true;
        runs.put(List.of(waiting("a"), new WaitingRuns.Waiting(entry("b", false), ended), waiting("c")));
        assertEquals(List.of("a", "c"), ids());
    }

    /// The writer is at other work while the run speaks and ends.
    @Test
    void whatHappensUntilItIsWrittenCounts() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        store.writeSoon(_ -> {
            busy.countDown();
            awaitQuietly(free);
            return null;
        }, _ -> {});
        busy.await();
        Fate speaks = new Fate();
        Fate ends = new Fate();
        Thread putting = Thread.ofVirtual().start(() -> runs.put(List.of(new WaitingRuns.Waiting(entry("speaks", false), speaks),
                new WaitingRuns.Waiting(entry("ends", false), ends))));
        speaks.spoken = true;
        ends.over = true;
        free.countDown();
        putting.join();
        assertEquals(List.of(entry("speaks", true)), runs.all());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoSpeaksLaterIsMarkedAndTheOthersAreNot() {
        runs.put(List.of(waiting("a"), waiting("b")));
        runs.spoken("a");
        runs.spoken("nobody");
        assertEquals(List.of(entry("a", true), entry("b", false)), runs.all());
    }

    @Test
    void theSameRunTwiceChangesNothingAtAll() {
        runs.put(List.of(waiting("a")));
        assertThrows(StoreException.class, () -> runs.put(List.of(waiting("b"), waiting("a"))));
        assertEquals(List.of("a"), ids());
    }

    @Test
    void oneThatIsOverIsRemovedSoonerOrLater() {
        runs.put(List.of(waiting("a"), waiting("b"), waiting("c")));
        runs.remove("a");
        assertEquals(List.of("b", "c"), ids());
        runs.removeSoon("b");
        runs.removeSoon("nobody");
        await().until(() -> ids().equals(List.of("c")));
    }

    @Test
    void whatIsRemovedWhileTheHostStopsIsSaidToTheLogAndToNobodyElse() {
        runs.put(List.of(waiting("a")));
        store.close();
        runs.removeSoon("a");
        open();
        assertEquals(List.of("a"), ids());
    }
}
