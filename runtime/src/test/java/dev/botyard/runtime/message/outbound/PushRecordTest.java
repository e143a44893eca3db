package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.PushRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushRecordTest {
    private static final String PUSH = """
            {"number": 4, "id": "p1", "sent": 0, "code": "account_offline", "im_type": "qq", "kind": "text", "group": "100", "user": "",
             "account_id": "ops", "rule": "first-online", "reason": "it sleeps",
             "rejected": [{"account_id": "ops", "rule": "first-online", "code": "account_offline", "reason": "it sleeps"}],
             "message_ids": [], "time": "2026-01-01T12:00:00Z", "duration_ms": 1.5, "run": "r1", "plugin": "a.py", "trigger": "cron"}
            """;

    @Test
    void aPushComesBackFromTheStoreAsItWasKept() {
        PushRecord push = PushRecord.of(row(PUSH));

        assertEquals(Json.MAPPER.readTree(PUSH), Json.MAPPER.readTree(Shown.text(push)));
        assertEquals(Shown.text(push.receipt()), Shown.text(PushRecord.of(push.row()).receipt()));
    }

    @Test
    void rowsOfOlderVersionsAreRead() {
        PushRecord push = PushRecord.of(row(PUSH.replace("account_id", "account")));

        assertEquals(Json.MAPPER.readTree(PUSH), Json.MAPPER.readTree(Shown.text(push)));
    }

    private static PushRow row(String json) {
        return new PushRow(4, "p1", Instant.EPOCH, "", "", "", "", "", "", "", "", "", "", 0, List.of(), "", 0, json);
    }
}
