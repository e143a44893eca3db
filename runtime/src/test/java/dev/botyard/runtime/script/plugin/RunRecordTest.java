package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aRunComesBackFromTheStoreAsItWasKept() {
        RunRecord run = new RunRecord(0, "r1", "hello.py", "", Trigger.MESSAGE, "qq", "ops", "100", "7", "hi", RunStatus.ERROR,
                "it broke",
                "line 3", "5", "printed\n", List.of(new RunRecord.Call("reply", Duration.ofNanos(1_250_000), "")),
                List.of("a note"), NOON, Duration.ofMillis(12));

        assertEquals(Shown.text(run), Shown.text(RunRecord.of(run.row())));
    }

    @Test
    void aRunLooksTheSameToEverybody() {
        RunRecord run = new RunRecord(3, "r1", "hello.py", "", Trigger.MESSAGE, "qq", "ops", "100", "7", "hi", RunStatus.OK, "",
                "",
                "", "",
                List.of(new RunRecord.Call("reply", Duration.ofNanos(1_250_000), "")), List.of(), NOON, Duration.ofMillis(12));

        assertEquals(
                Json.MAPPER.readTree(
                        """
                                {"number": 3, "id": "r1", "plugin": "hello.py", "handler": "", "trigger": "message", "im_type": "qq", "account_id": "ops", "group": "100",
                                 "user": "7", "message": "hi", "status": "ok", "error": "", "traceback": "", "value": "", "output": "",
                                 "calls": [{"method": "reply", "duration_ms": 1.25, "error": ""}], "notes": [],
                                 "started": "2026-01-01T12:00:00Z", "duration_ms": 12.0}
                                """),
                Json.MAPPER.readTree(Shown.text(run)));
    }

    @Test
    void rowsOfOlderVersionsAreRead() {
        RunRow row = new RunRow(8, "r0", "old.py", "cron", "fake", "", "", "", NOON, Optional.of(NOON), "error", "it broke",
                "printed",
                """
                        {"message": "", "traceback": "line 1", "value": "", "calls": [{"method": "push", "duration_ms": 2.5, "error": ""}],
                         "notes": ["n"], "duration_ms": 3.5}""");

        RunRecord run = RunRecord.of(row);

        assertEquals(List.of("8", "old.py", "it broke", "printed", "line 1", "push", "n"),
                List.of("" + run.number(), run.plugin(),
                        run.error(), run.output(), run.traceback(), run.calls().getFirst().method(), run.notes().getFirst()));
        assertEquals(Duration.ofNanos(3_500_000), run.duration());
        assertEquals(NOON, run.started());
    }
}
