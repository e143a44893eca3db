package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.outbound.Trigger;
import org.junit.jupiter.api.Test;

/// What a home holds of runs that are to be begun again.
class KeptContextTest {

    @Test
    void theTriggerIsKeptAsTheApiCallsIt() {
        KeptContext kept = KeptContext.of(RunContext.without(Trigger.CRON, "tea"));
        String stored = Json.MAPPER.writeValueAsString(kept);
        assertTrue(stored.contains("\"trigger\":\"cron\""), stored);
        assertEquals(Trigger.CRON, Json.MAPPER.readValue(stored, KeptContext.class).context("a").trigger());
    }

    @Test
    void whatAnOlderVersionKeptIsRead() {
        String stored = Json.MAPPER.writeValueAsString(KeptContext.of(RunContext.without(Trigger.MESSAGE, "tea")))
                .replace("\"message\",\"im\"", "\"MESSAGE\",\"im\"");
        assertTrue(stored.contains("\"trigger\":\"MESSAGE\""), stored);
        assertEquals(Trigger.MESSAGE, Json.MAPPER.readValue(stored, KeptContext.class).context("a").trigger());
    }
}
