package dev.botyard.runtime.infra.thread;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void aRepeatedTaskThatFailsIsRunAgainAndHoldsUpNobody() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(3);
        try (Ticker ticker = Ticker.system()) {
            ticker.every(MOMENT, "the failing task of this test", () -> {
                failures.incrementAndGet();
                throw new IllegalStateException("the expected failure of this test");
            });
            ticker.every(MOMENT, "another", others::countDown);
            await().until(() -> failures.get() > 2);
            others.await();
        }
    }

    @Test
    void nothingRunsOnceItIsClosedAndNobodyIsTold() {
        AtomicInteger runs = new AtomicInteger();
        Ticker ticker = Ticker.system();
        ticker.every(Duration.ofHours(1), "never due", runs::incrementAndGet);
        ticker.close();
        ticker.after(Duration.ZERO, "too late", runs::incrementAndGet).close();
        ticker.every(MOMENT, "too late", runs::incrementAndGet).close();
        assertEquals(0, runs.get());
    }

    @Test
    void momentsAreComparedByTheirDifferenceOverTheEndOfTheNumbers() {
        TestTicker ticker = new TestTicker();
        long began = ticker.nanoTime();
        long end = ticker.in(Duration.ofSeconds(2));
        ticker.advance(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1).toNanos(), ticker.since(began));
        assertEquals(Duration.ofSeconds(1).toNanos(), ticker.until(end));
        assertFalse(ticker.reached(end));
        ticker.advance(Duration.ofSeconds(1));
        assertTrue(ticker.reached(end));
    }

    @Test
    void aZoneShowsTheSameMoment() {
        TestTicker ticker = new TestTicker(Instant.parse("2027-01-01T20:00:00Z"));
        var shanghai = ticker.withZone(ZoneId.of("Asia/Shanghai"));
        ticker.advance(Duration.ofMinutes(1));
        assertEquals(Instant.parse("2027-01-01T20:01:00Z"), shanghai.instant());
        assertEquals(ZoneId.of("Asia/Shanghai"), shanghai.getZone());
    }

    @Test
    void byHandWhatIsDueRunsInItsOrderAtItsTime() {
        TestTicker ticker = new TestTicker(Instant.EPOCH);
        List<String> told = new ArrayList<>();
        ticker.after(Duration.ofSeconds(2), "once", () -> told.add("once " + ticker.instant()));
        Ticker.Ticking repeated = ticker.every(Duration.ofSeconds(1), "again", () -> told.add("again " + ticker.instant()));
        ticker.after(Duration.ofSeconds(9), "ended", () -> told.add("never")).close();
        ticker.advance(Duration.ofSeconds(2));
        repeated.close();
        ticker.advance(Duration.ofSeconds(60));
        assertEquals(List.of("again 1970-01-01T00:00:01Z", "once 1970-01-01T00:00:02Z", "again 1970-01-01T00:00:02Z"), told);
        assertEquals(0, ticker.waiting());
    }
}
