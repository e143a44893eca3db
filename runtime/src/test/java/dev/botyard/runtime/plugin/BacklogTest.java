package dev.botyard.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.inbound.EventMark;
import dev.botyard.runtime.store.Store;
import dev.botyard.runtime.store.WaitingRuns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {
    @Test
    void whatWaitedIsTheSameAfterTheNextStart(@TempDir Path folder) {
        RunContext message = new RunContext(Trigger.MESSAGE, "weixin", "wx", Optional.of(new Chat(ChatKind.GROUP, "g", "Group")),
                new Person("ann", "Ann 🎉", "https://x/a.png"), true, "line 1\nline 2", "18446744073709551615", List.of("a", ""),
                List.of(Map.of("type", "image", "source", "platform:wx/image?path=C%3A", "platform_payload",
                        Map.of("path", "C:"))),
                "", Map.of(), Map.of());
        RunContext event = new RunContext(Trigger.EVENT, "qx", "qx_a", Optional.empty(), Person.NOBODY, false, "", "", List.of(),
                List.of(), "payment", Map.of("money", "12.50", "time", 1687616564782L, "list", List.of(1, true)), Map.of());
        Plugin plugin = new Plugin("a.py", null, "python", "1", null, List.of(), List.of(), "", false, "");
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Backlog before = new Backlog(store.waitingRuns(), Clock.systemUTC());
            before.add(run("r-1", plugin, message), mark("e-1"));
            before.add(run("r-2", plugin, event), mark("e-2"));
            before.add(run("r-3", plugin, event), mark(""));
            before.remove("r-3");
            before.rename("r-2", "r-9");
        }
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Backlog after = new Backlog(store.waitingRuns(), Clock.systemUTC());
            after.recall((account, id) -> {});
            assertEquals(List.of(new Backlog.Left("r-1", "a.py", message), new Backlog.Left("r-9", "a.py", event)),
                    after.recalled());
        }
    }

    private static EventMark mark(String id) {
        return new EventMark(id, 1, 2, 3, true);
    }

    private static Run run(String id, Plugin plugin, RunContext context) {
        return new Run(id, "token", plugin, context, new PluginQueueTest.NoEnvironment(), Instant.EPOCH, () -> {});
    }

    @Test
    void whatIsTooOldOrDamagedIsDroppedButItsMessageStaysTaken(@TempDir Path folder) {
        Clock clock = Clock.systemUTC();
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            Instant now = clock.instant();
            store.waitingRuns()
                    .put(new WaitingRuns.Entry("r-1", "a.py", "wx", mark("e-1").toLine(), "{}", now.minus(Duration.ofHours(25))));
            store.waitingRuns().put(new WaitingRuns.Entry("r-2", "a.py", "wx", mark("e-2").toLine(), "{", now));
            store.waitingRuns().put(new WaitingRuns.Entry("r-3", "gone.py", "wx", mark("e-3").toLine(),
                    "{\"trigger\":\"MESSAGE\",\"im\":\"weixin\",\"kind\":\"PRIVATE\",\"chatId\":\"ann\",\"chatName\":\"\",\"userId\":\"ann\",\"userName\":\"\","
                            + "\"avatarUrl\":\"\",\"admin\":false,\"message\":\"hi\",\"messageId\":\"1\",\"params\":[],\"media\":[],\"eventType\":\"\",\"eventData\":{}}",
                    now));
            Backlog backlog = new Backlog(store.waitingRuns(), clock);
            List<String> taken = new ArrayList<>();
            backlog.recall((account, event) -> taken.add(account + " " + event.id()));
            assertEquals(List.of("wx e-1", "wx e-2", "wx e-3"), taken);
            assertEquals(List.of("r-3"), store.waitingRuns().all().stream().map(WaitingRuns.Entry::id).toList());
            backlog.resume(new PluginCatalog(List::of, () -> ZoneOffset.UTC, null, null), null);
            assertEquals(List.of(), store.waitingRuns().all());
        }
    }
}
