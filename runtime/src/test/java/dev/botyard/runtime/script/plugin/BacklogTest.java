package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.WaitingRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the store of runs at which stage, and what is begun from it after the next start.
class BacklogTest {
    private static final RunContext MESSAGE = new RunContext(Trigger.MESSAGE, "weixin", "wx",
            Optional.of(new Chat(ChatKind.GROUP, "g", "Group")), new Person("ann", "Ann 🎉", "https://x/a.png"), true,
            "line 1\nline 2", "18446744073709551615", List.of("a", ""),
            List.of(Map.of("type", "image", "source", "platform:wx/image?path=C%3A", "platform_payload", Map.of("path", "C:"))),
            "", Map.of(), Map.of());
    private static final RunContext EVENT = new RunContext(Trigger.EVENT, "qx", "qx_a", Optional.empty(), Person.NOBODY, false,
            "", "", List.of(), List.of(), "payment",
            Map.of("money", "12.50", "time", 1687616564782L, "list", List.of(1, true)), Map.of());
    private static final Plugin PLUGIN = new Plugin("a.py", null, Language.PYTHON, "1", null, List.of(), List.of(), "", false,
            false, List.of(),
            "");

    @TempDir
    private Path folder;
    private Store store;
    private Backlog backlog;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("botyard.db"));
        backlog = new Backlog(store.waitingRuns());
    }

    @AfterEach
    void close() {
        backlog.close();
        store.close();
    }

    private static EventMark mark(String id) {
        return new EventMark(id, 1, 2, 3, true);
    }

    static Run run(String id, RunContext context) {
        return new Run(id, "token", PLUGIN, context, RunFate.of(mark("e-" + id)), new PluginQueueTest.NoEnvironment(),
                Ticker.system(), () -> {});
    }

    private List<String> kept() {
        return store.waitingRuns().all().stream().map(entry -> entry.id() + (entry.spoken() ? " spoken" : "")).toList();
    }

    @Test
    void whatWaitsIsTheSameAfterTheNextStart() {
        backlog.keep(run("r-1", MESSAGE));
        backlog.keep(run("r-2", EVENT));
        List<Leftovers.Left> begun = new ArrayList<>();
        List<EventMark> taken = new ArrayList<>();
        Leftovers leftovers = leftovers(begun);
        leftovers.recall((account, mark) -> taken.add(mark));
        leftovers.begin(account -> false);
        assertEquals(List.of(new Leftovers.Left("r-1", "a.py", mark("e-r-1"), MESSAGE),
                new Leftovers.Left("r-2", "a.py", mark("e-r-2"), EVENT)), begun);
        assertEquals(List.of(mark("e-r-1"), mark("e-r-2")), taken);
    }

    private Leftovers leftovers(List<Leftovers.Left> begun) {
        Leftovers leftovers = new Leftovers(store.waitingRuns(), Ticker.system());
        leftovers.serve(begun::add);
        return leftovers;
    }

    @Test
    void whatLastsIsWrittenBehindInOrderAndWhatEndsSoonNever() {
        Run quick = run("quick", MESSAGE);
        backlog.watch(quick);
        backlog.speaks(quick);
        backlog.ended(quick);
        for (int i = 0; i < 20; i++) {
            backlog.watch(run("r-" + i, MESSAGE));
        }
        await().until(() -> kept().size() == 20);
        assertEquals("r-0", kept().getFirst());
        assertEquals("r-19", kept().getLast());
    }

    @Test
    void anOrderlyStopKeepsAllThatIsNotOver() {
        Run over = run("over", MESSAGE);
        backlog.watch(over);
        backlog.watch(run("waits", MESSAGE));
        Run asking = run("asks", MESSAGE);
        backlog.watch(asking);
        backlog.ended(over);
        backlog.speaks(asking);
        backlog.keepAll();
        assertEquals(List.of("waits", "asks spoken"), kept());
    }

    @Test
    void whoHasSpokenIsToldAndNotBegunAgain() {
        Run spoke = run("spoke", MESSAGE);
        backlog.keep(spoke);
        backlog.speaks(spoke);
        assertEquals(List.of("spoke spoken"), kept());
        List<Leftovers.Left> begun = new ArrayList<>();
        List<EventMark> taken = new ArrayList<>();
        Leftovers leftovers = leftovers(begun);
        leftovers.recall((account, mark) -> taken.add(mark));
        leftovers.begin(account -> false);
        assertEquals(List.of(), begun);
        assertEquals(List.of(mark("e-spoke")), taken, "when the platform delivers it again it still is no new message");
        assertEquals(List.of(), kept());
    }

    @Test
    void whoHasEndedIsForgotten() {
        Run run = run("r-1", MESSAGE);
        backlog.keep(run);
        assertEquals(List.of("r-1"), kept());
        backlog.ended(run);
        await().until(() -> kept().isEmpty());
    }

    /// The platform waits for its acknowledgement: a run that is over by then need not go through the disk.
    @Test
    void aRunThatIsOverBeforeTheAcknowledgementIsNotWritten() {
        Run run = run("r-1", MESSAGE);
        backlog.ended(run);
        backlog.keep(run);
        assertEquals(List.of(), kept());
    }

    @Test
    void aRunIsBegunWhenItsAccountCanSpeakOrItsNextEventComes() {
        backlog.keep(run("r-1", MESSAGE));
        backlog.keep(run("r-2", EVENT));
        backlog.keep(run("r-3", MESSAGE));
        List<Leftovers.Left> begun = new ArrayList<>();
        Leftovers leftovers = leftovers(begun);
        leftovers.recall((account, mark) -> {});
        leftovers.resume(account -> false);
        assertEquals(List.of(), begun, "the accounts are not there yet");
        leftovers.begin(account -> true);
        assertEquals(List.of(), begun);
        leftovers.before("wx");
        assertEquals(List.of("r-1", "r-3"), begun.stream().map(Leftovers.Left::id).toList());
        leftovers.resume(account -> false);
        leftovers.resume(account -> false);
        assertEquals(List.of("r-1", "r-3", "r-2"), begun.stream().map(Leftovers.Left::id).toList());
    }

    @Test
    void whatIsTooOldOrDamagedIsDroppedButItsMessageStaysTaken() {
        Instant now = Instant.now();
        put("r-1", "{}", now.minus(Duration.ofHours(25)));
        put("r-2", "{", now);
        List<Leftovers.Left> begun = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        Leftovers leftovers = leftovers(begun);
        leftovers.recall((account, event) -> taken.add(account + " " + event.id()));
        leftovers.begin(account -> false);
        assertEquals(List.of("wx e-r-1", "wx e-r-2"), taken);
        assertEquals(List.of(), kept());
        assertEquals(List.of(), begun);
    }

    private void put(String id, String context, Instant since) {
        store.waitingRuns().put(List.of(new WaitingRuns.Waiting(
                new WaitingRuns.Entry(id, "a.py", "wx", mark("e-" + id).toLine(), context, since, false),
                RunFate.of(mark("e-" + id)))));
    }
}
