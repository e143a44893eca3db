package dev.botyard.runtime.script.cron;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CronSchedulerTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private volatile Instant now = Instant.parse("2027-01-01T10:00:10Z");
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CronListener listener = new CronListener() {
        @Override
        public void missed(String key, ZonedDateTime first, int count) {
            events.add("missed " + key + " " + first + " " + count);
        }

        @Override
        public void overlapped(String key, ZonedDateTime time) {
            events.add("overlapped " + key + " " + time);
        }
    };
    private final CronScheduler scheduler = new CronScheduler(() -> now, listener);

    private static CronExpression cron(String text) {
        return CronExpression.parse(text, ZONE);
    }

    private void add(String key, String expression) {
        scheduler.schedule(key, cron(expression), time -> events.add("ran " + key + " " + time));
    }

    private void moveTo(String instant) {
        now = Instant.parse(instant);
        scheduler.fireDue();
    }

    private void awaitEvents(String... expected) {
        await().until(() -> events.size() >= expected.length);
        assertEquals(List.of(expected), List.copyOf(events));
    }

    @Test
    void runsAnEntryWhenItsTimeHasCome() {
        add("a", "* * * * *");
        moveTo("2027-01-01T10:00:59Z");
        assertEquals(List.of(), events);
        moveTo("2027-01-01T10:01:00Z");
        awaitEvents("ran a 2027-01-01T10:01Z");
        assertEquals(Optional.of(ZonedDateTime.parse("2027-01-01T10:02Z").withZoneSameInstant(ZONE)), scheduler.next("a"));
    }

    @Test
    void replacesOneEntryAndLeavesTheOthers() {
        add("a", "* * * * *");
        add("b", "5 10 * * *");
        add("a", "3 10 * * *");
        moveTo("2027-01-01T10:01:00Z");
        moveTo("2027-01-01T10:03:00Z");
        awaitEvents("ran a 2027-01-01T10:03Z");
        assertTrue(scheduler.cancel("a"));
        assertFalse(scheduler.cancel("a"));
        moveTo("2027-01-01T10:05:01Z");
        awaitEvents("ran a 2027-01-01T10:03Z", "ran b 2027-01-01T10:05Z");
    }

    @Test
    void skipsAndReportsWhatWasMissedWhileTheMachineSlept() {
        add("a", "0 * * * *");
        moveTo("2027-01-01T13:30:00Z");
        awaitEvents("missed a 2027-01-01T11:00Z 3");
        moveTo("2027-01-01T14:00:00Z");
        awaitEvents("missed a 2027-01-01T11:00Z 3", "ran a 2027-01-01T14:00Z");
    }

    @Test
    void runsTheLastOfSeveralThatAreDueAtOnce() {
        add("a", "*/5 * * * * *");
        moveTo("2027-01-01T10:00:26Z");
        await().until(() -> events.size() == 2);
        assertTrue(events.containsAll(List.of("missed a 2027-01-01T10:00:15Z 2", "ran a 2027-01-01T10:00:25Z")),
                events.toString());
    }

    @Test
    void stopsCountingAfterALongSleep() {
        add("a", "* * * * * *");
        moveTo("2027-02-01T00:00:00Z");
        awaitEvents("missed a 2027-01-01T10:00:11Z " + CronScheduler.MOST_COUNTED);
        moveTo("2027-02-01T00:00:01Z");
        await().until(() -> events.contains("ran a 2027-02-01T00:00:01Z"));
    }

    @Test
    void doesNotRepeatWhatRanWhenTheClockGoesBackALittle() {
        add("a", "0 * * * *");
        moveTo("2027-01-01T11:00:00Z");
        awaitEvents("ran a 2027-01-01T11:00Z");
        moveTo("2027-01-01T10:30:00Z");
        moveTo("2027-01-01T11:00:00Z");
        moveTo("2027-01-01T12:00:00Z");
        awaitEvents("ran a 2027-01-01T11:00Z", "ran a 2027-01-01T12:00Z");
    }

    @Test
    void aScheduleOfSecondsGoesOnAtOnceWhenTheClockIsPutBackByHours() {
        add("often", "*/2 * * * * *");
        add("daily", "0 10 * * *");
        moveTo("2027-01-02T09:59:59Z");
        moveTo("2027-01-02T10:00:00Z");
        await().until(() -> events.contains("ran daily 2027-01-02T10:00Z") && events.contains("ran often 2027-01-02T10:00Z"));
        events.clear();
        moveTo("2027-01-02T08:00:01Z");
        moveTo("2027-01-02T08:00:02Z");
        awaitEvents("ran often 2027-01-02T08:00:02Z");
        assertEquals("2027-01-03T10:00Z", scheduler.next("daily").orElseThrow().toString());
    }

    @Test
    void aCorrectionOfASecondRunsNothingTwice() {
        add("a", "*/10 * * * * *");
        moveTo("2027-01-01T10:00:20Z");
        awaitEvents("ran a 2027-01-01T10:00:20Z");
        moveTo("2027-01-01T10:00:19Z");
        moveTo("2027-01-01T10:00:20Z");
        moveTo("2027-01-01T10:00:30Z");
        awaitEvents("ran a 2027-01-01T10:00:20Z", "ran a 2027-01-01T10:00:30Z");
    }

    @Test
    void aScheduleThatHasNotRunYetIsLookedAtAgain() {
        now = Instant.parse("2027-01-01T11:30:00Z");
        add("a", "0 * * * *");
        scheduler.fireDue();
        moveTo("2027-01-01T09:30:00Z");
        assertEquals("2027-01-01T10:00Z", scheduler.next("a").orElseThrow().toString());
    }

    @Test
    void aJumpForwardStartsNoStorm() {
        add("a", "*/2 * * * * *");
        moveTo("2027-01-01T13:00:11Z");
        moveTo("2027-01-01T13:00:12Z");
        await().until(() -> events.contains("ran a 2027-01-01T13:00:12Z"));
        assertEquals(1, events.stream().filter(event -> event.startsWith("ran")).count(), events.toString());
    }

    @Test
    void startsAnewWhenTheClockWasWrongByYears() {
        now = Instant.parse("2037-01-01T10:00:00Z");
        add("a", "0 * * * *");
        scheduler.fireDue();
        moveTo("2027-01-01T10:00:00Z");
        moveTo("2027-01-01T11:00:00Z");
        awaitEvents("ran a 2027-01-01T11:00Z");
    }

    @Test
    void skipsAnOccurrenceWhileThePreviousRunGoesOnEvenAfterReplacement() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        scheduler.schedule("a", cron("* * * * *"), _ -> {
            entered.countDown();
            release.await();
            events.add("ended");
        });
        moveTo("2027-01-01T10:01:00Z");
        entered.await();
        add("a", "* * * * *");
        moveTo("2027-01-01T10:02:00Z");
        awaitEvents("overlapped a 2027-01-01T10:02Z");
        release.countDown();
        await().until(() -> events.contains("ended"));
        await().until(() -> {
            now = now.plusSeconds(60);
            scheduler.fireDue();
            return events.getLast().startsWith("ran a");
        });
    }

    @Test
    void goesOnAfterAFailedRun() {
        AtomicInteger runs = new AtomicInteger();
        scheduler.schedule("a", cron("* * * * *"), _ -> {
            runs.incrementAndGet();
            throw new IllegalStateException("the expected failure of this test");
        });
        moveTo("2027-01-01T10:01:00Z");
        await().until(() -> {
            now = now.plusSeconds(60);
            scheduler.fireDue();
            return runs.get() > 1;
        });
    }

    @Test
    void oneThreadServesThousandsOfEntriesOnTheRealClock() {
        AtomicInteger runs = new AtomicInteger();
        try (CronScheduler real = new CronScheduler(InstantSource.system(), listener)) {
            real.start();
            for (int entry = 0; entry < 3_000; entry++) {
                real.schedule("entry-" + entry, cron(entry % 10 == 0 ? "* * * * * *" : "0 0 1 1 *"), _ -> runs.incrementAndGet());
            }
            await().until(() -> runs.get() >= 300);
        }
    }

    @Test
    void noticesAMovedClockWhenWoken() {
        try (CronScheduler started = new CronScheduler(() -> now, listener)) {
            started.start();
            started.schedule("a", cron("@hourly"), time -> events.add("ran a " + time));
            now = Instant.parse("2027-01-01T11:00:00Z");
            started.wake();
            awaitEvents("ran a 2027-01-01T11:00Z");
        }
    }
}
