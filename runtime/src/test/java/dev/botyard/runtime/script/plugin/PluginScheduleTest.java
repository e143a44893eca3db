package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.PlayedWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plugins with a `cron` header, on a clock that the test moves.
class PluginScheduleTest {
    private volatile Instant now = Instant.parse("2027-01-01T07:59:50Z");
    private PluginBench bench;
    private PluginSchedule schedule;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        bench = new PluginBench(home);
        schedule = new PluginSchedule(bench.catalog(), bench.runner(), () -> bench.zone(), () -> now);
        schedule.start();
    }

    @AfterEach
    void close() throws IOException {
        schedule.close();
        bench.close();
    }

    private void moveTo(String instant) {
        now = Instant.parse(instant);
        schedule.scheduler().wake();
    }

    private Optional<Instant> next(String file) {
        return schedule.scheduler().next(file).map(ZonedDateTime::toInstant);
    }

    @Test
    void itsNextTimesMoveOnWithTheClockAndWithItsFile() throws Exception {
        bench.add("tea.py", "cron: 0 8 * * *");
        assertEquals("2027-01-01T08:00", first("tea.py"));
        now = Instant.parse("2027-01-01T07:59:59Z");
        assertEquals("2027-01-01T08:00", first("tea.py"));
        now = Instant.parse("2027-01-01T08:00:00Z");
        assertEquals("2027-01-02T08:00", first("tea.py"));
        now = Instant.parse("2026-12-30T09:00:00Z");
        assertEquals("2026-12-31T08:00", first("tea.py"));
        bench.add("tea.py", "cron: 30 9 * * *");
        assertEquals("2026-12-30T09:30", first("tea.py"));
    }

    private String first(String file) {
        return schedule.nextFive(bench.catalog().snapshot().find(file).orElseThrow()).getFirst().toLocalDateTime().toString();
    }

    @Test
    void itsTimeFiresAPluginWithoutAnyChat() throws Exception {
        PlayedWorker worker = bench.worker();
        bench.add("tea.py", "cron: 0 8 * * *");
        moveTo("2027-01-01T08:00:01Z");
        JsonNode start = worker.next("run.start");
        assertEquals("cron", start.path("params").path("trigger").stringValue());
        assertEquals("fake", start.path("params").path("context").path("imType").stringValue());
        worker.answer(start, PlayedWorker.GOOD_END);
        bench.awaitEnded(1);
        assertEquals(Trigger.CRON, bench.endedRuns().getFirst().context().trigger());
        assertEquals(Optional.of(Instant.parse("2027-01-02T08:00:00Z")), next("tea.py"));
    }

    @Test
    void aTimeThatComesWhileItStillRunsIsSkipped() throws Exception {
        PlayedWorker worker = bench.worker();
        bench.add("tea.py", "cron: * * * * *");
        moveTo("2027-01-01T08:00:01Z");
        JsonNode start = worker.next("run.start");
        moveTo("2027-01-01T08:01:01Z");
        await().until(() -> next("tea.py").equals(Optional.of(Instant.parse("2027-01-01T08:02:00Z"))));
        assertEquals(1, bench.runner().active().size());
        worker.answer(start, PlayedWorker.GOOD_END);
        bench.awaitEnded(1);
        // Its schedule learns of the end a moment later; each further minute is a chance.
        await().until(() -> {
            moveTo(next("tea.py").orElseThrow().plusSeconds(1).toString());
            return !worker.silent();
        });
    }

    @Test
    void theScheduleFollowsTheFile() throws Exception {
        bench.add("tea.py", "cron: 0 8 * * *");
        bench.add("tea.py", "cron: 30 9 * * *");
        assertEquals(Optional.of(Instant.parse("2027-01-01T09:30:00Z")), next("tea.py"));
        bench.add("tea.py", "cron: 30 9 * * *", "disable: true");
        assertEquals(Optional.empty(), next("tea.py"));
        bench.add("tea.py", "cron: 30 9 * * *");
        bench.add("tea.py", "cron: at dawn");
        assertEquals(Optional.empty(), next("tea.py"));
        bench.add("tea.py", "cron: 30 9 * * *");
        bench.remove("tea.py");
        assertEquals(Optional.empty(), next("tea.py"));
    }

    @Test
    void timesAreThoseOfTheHostsZone() throws Exception {
        bench.zone(ZoneId.of("Asia/Shanghai"));
        Plugin plugin = bench.add("tea.py", "cron: 0 8 * * *");
        assertEquals(Optional.of(Instant.parse("2027-01-02T00:00:00Z")), next("tea.py"));
        List<ZonedDateTime> five = schedule.nextFive(plugin);
        assertEquals(5, five.size());
        assertEquals("2027-01-02T08:00+08:00", five.getFirst().toOffsetDateTime().toString());
        assertEquals("2027-01-06T08:00+08:00", five.getLast().toOffsetDateTime().toString());
    }

    @Test
    void aPluginThatIsNotFiredHasNoNextTimes() throws Exception {
        assertEquals(List.of(), schedule.nextFive(bench.add("a.py")));
        assertEquals(List.of(), schedule.nextFive(bench.add("b.py", "cron: 0 8 * * *", "disable: true")));
        assertEquals(List.of(), schedule.nextFive(bench.add("c.py", "cron: at dawn")));
    }

    @Test
    void whatWasMissedDuringASleepIsNotCaughtUp() throws Exception {
        PlayedWorker worker = bench.worker();
        bench.add("tea.py", "cron: 0 8 * * *");
        moveTo("2027-01-01T12:00:00Z");
        assertTrue(worker.silentFor(() -> next("tea.py").equals(Optional.of(Instant.parse("2027-01-02T08:00:00Z")))));
        assertEquals(List.of(), bench.runner().active());
    }
}
