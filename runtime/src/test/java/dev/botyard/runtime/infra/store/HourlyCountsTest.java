package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.store.HourlyCounts.Hour;
import java.nio.file.Path;
import java.time.Duration;
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
class HourlyCountsTest {
    @Parameter
    private StoreKind kind;
    private static final Instant NOW = Instant.parse("2026-01-02T12:20:00Z");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;
    private Store store;

    @BeforeEach
    void open() {
        store = kind.open(folder, new Retention(1_000, 1_000, 1_000));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void push(String id, Duration ago, String code, int sent) {
        store.pushLog()
                .append(new PushRow(0, id, NOW.minus(ago), "", "", "api", "qq", "a", "default", "text", "", "u", code, sent,
                        List.of(), "", 1, "{}"));
    }

    private void run(String id, Duration ago, String status) {
        store.runLog().put(
                new RunRow(0, id, "a.py", "message", "qq", "a", "", "u", NOW.minus(ago), Optional.of(NOW), status, "", "", "{}"));
    }

    private void message(Duration ago, String direction) {
        store.messageHistory().append(new MessageRow(0, "qq", "a", "", "u", "m", NOW.minus(ago), direction, "hello"));
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    @Test
    void hoursThatWereQuietAreThereToo() {
        assertEquals(List.of(hour(-2, 0, 0, 0, 0, 0), hour(-1, 0, 0, 0, 0, 0), hour(0, 0, 0, 0, 0, 0)),
                store.hourlyCounts().until(NOW, 3));
    }

    @Test
    void whatHappenedIsCountedInItsHour() {
        message(minutes(70), "in");
        message(minutes(5), "in");
        message(minutes(4), "out");
        run("r0", minutes(200), "ok");
        run("r1", minutes(70), "ok");
        run("r2", minutes(69), "error");
        run("r3", minutes(2), "killed");
        run("r4", minutes(1), "cancelled");
        push("p0", minutes(200), "accepted", 1);
        push("p1", minutes(70), "queued", 0);
        push("p1", minutes(10), "accepted", 1);
        push("p2", minutes(9), "no_account", 0);

        assertEquals(List.of(hour(-1, 1, 2, 1, 0, 0), hour(0, 1, 2, 1, 1, 1)), store.hourlyCounts().until(NOW, 2));
    }

    @Test
    void aMessageThatItsPlatformSentLateHidesNoOther() {
        message(minutes(15), "in");
        message(minutes(60 * 48), "in");
        message(minutes(10), "in");

        assertEquals(List.of(hour(0, 2, 0, 0, 0, 0)), store.hourlyCounts().until(NOW, 1));
    }

    @Test
    void whatTheLogsHaveDroppedStaysCounted() {
        run("r1", minutes(3), "error");
        run("r2", minutes(2), "ok");
        push("p1", minutes(1), "accepted", 1);
        store.flush();
        store.runLog().trim(1);

        assertEquals(1, store.runLog().query(RunLog.Filter.newest(10)).size());
        assertEquals(List.of(hour(0, 0, 2, 1, 1, 0)), store.hourlyCounts().until(NOW, 1));
    }

    @Test
    void aRunThatEndsLongAfterItBeganHidesNoOther() {
        run("r1", minutes(10), "ok");
        run("r2", minutes(60 * 48), "ok");

        assertEquals(List.of(hour(0, 0, 1, 0, 0, 0)), store.hourlyCounts().until(NOW, 1));
    }

    @Test
    void hoursOfLongAgoAreForgotten() {
        store.messageHistory().append(new MessageRow(0, "qq", "a", "", "u", "m", NOW, "in", "hello"));
        store.messageHistory()
                .append(new MessageRow(0, "qq", "a", "", "u", "m", NOW.minus(Duration.ofDays(40)), "in", "hello"));
        store.messageHistory().append(new MessageRow(0, "qq", "a", "", "u", "m", Instant.EPOCH, "in", "hello"));
        store.flush();
        store.write(session -> {
            HourlyCounts.trim(session, NOW);
            return 0;
        });

        assertEquals(1, store.read(session -> session.list("select hour from hourly_count", row -> row.getLong(1))).size());
    }

    private static Hour hour(int from, long messages, long runs, long failed, long pushes, long unsent) {
        return new Hour(NOON.plus(Duration.ofHours(from)), messages, runs, failed, pushes, unsent);
    }
}
