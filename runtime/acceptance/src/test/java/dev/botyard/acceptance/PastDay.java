package dev.botyard.acceptance;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.MessageRow;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.infra.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a home has kept of the last day: quiet at night, busy at noon and in the evening.
final class PastDay {
    private static final int[] BUSY = {2, 1, 0, 0, 0, 1, 3, 8, 14, 11, 9, 12, 21, 17, 10, 8, 9, 13, 19, 26, 24, 18, 9, 4};

    private final Store store;
    private int number;

    private PastDay(Store store) {
        this.store = store;
    }

    /// Writes it into the store of a home whose host does not run.
    static void write(Path home) throws IOException {
        Path file = home.resolve("data/botyard.db");
        Files.createDirectories(file.getParent());
        try (Store store = Store.open(file)) {
            PastDay day = new PastDay(store);
            Instant hour = Instant.now().minus(Duration.ofHours(BUSY.length - 1));
            for (int count : BUSY) {
                for (int i = 0; i < count; i++) {
                    day.answer(hour.plusSeconds(i), i % 13 == 12);
                }
                hour = hour.plus(Duration.ofHours(1));
            }
        }
    }

    /// A message, the run that it fired, and what that said.
    private void answer(Instant time, boolean failed) {
        number++;
        store.messageHistory()
                .append(new MessageRow(0, "qq", "tea_house", "700100", "20002", "m" + number, time, "in", "weather"));
        store.runLog().put(new RunRow(0, "past-" + number, "weather.py", "message", "qq", "tea_house", "700100", "20002", time,
                Optional.of(time), failed ? "error" : "ok", failed ? "no answer in time" : "", "",
                "{\"message\":\"weather\",\"traceback\":\"\",\"value\":\"\",\"calls\":[],\"notes\":[],\"duration_ms\":4}"));
        String id = "past-push-" + number;
        String code = failed ? "account_offline" : "accepted";
        String receipt = Json.MAPPER.writeValueAsString(Map.ofEntries(Map.entry("id", id), Map.entry("time", time.toString()),
                Map.entry("im_type", "qq"), Map.entry("account_id", "tea_house"), Map.entry("rule", "current"),
                Map.entry("kind", "text"), Map.entry("group", "700100"), Map.entry("user", ""), Map.entry("code", code),
                Map.entry("sent", failed ? 0 : 1), Map.entry("message_ids", List.of()), Map.entry("rejected", List.of()),
                Map.entry("reason", ""), Map.entry("plugin", "weather.py"), Map.entry("trigger", "message"),
                Map.entry("run", "past-" + number)));
        store.pushLog().append(new PushRow(0, id, time, "past-" + number, "weather.py", "message", "qq", "tea_house", "current",
                "text", "700100", "", code, failed ? 0 : 1, List.of(), "", 1, receipt));
    }
}
