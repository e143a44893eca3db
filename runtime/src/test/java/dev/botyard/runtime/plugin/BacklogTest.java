package dev.botyard.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.store.Store;
import dev.botyard.runtime.store.WaitingRuns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
    @Test
    void whatIsTooOldOrDamagedIsDroppedButItsMessageStaysTaken(@TempDir Path folder) {
        Clock clock = Clock.systemUTC();
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Instant now = clock.instant();
            store.waitingRuns().put(new WaitingRuns.Entry("r-1", "a.py", "wx", "e-1", "{}", now.minus(Duration.ofHours(25))));
            store.waitingRuns().put(new WaitingRuns.Entry("r-2", "a.py", "wx", "e-2", "{", now));
            store.waitingRuns().put(new WaitingRuns.Entry("r-3", "gone.py", "wx", "e-3",
                    "{\"im\":\"weixin\",\"kind\":\"PRIVATE\",\"chatId\":\"ann\",\"chatName\":\"\",\"userId\":\"ann\",\"userName\":\"\","
                            + "\"avatarUrl\":\"\",\"admin\":false,\"message\":\"hi\",\"messageId\":\"1\",\"params\":[],\"media\":[]}",
                    now));
            Backlog backlog = new Backlog(store.waitingRuns(), clock);
            List<String> taken = new ArrayList<>();
            backlog.recall((account, event) -> taken.add(account + " " + event));
            assertEquals(List.of("wx e-1", "wx e-2", "wx e-3"), taken);
            assertEquals(List.of("r-3"), store.waitingRuns().all().stream().map(WaitingRuns.Entry::id).toList());
            backlog.resume(new PluginCatalog(List::of, () -> ZoneOffset.UTC, null), null);
            assertEquals(List.of(), store.waitingRuns().all());
        }
    }
}
