package dev.botyard.runtime.script.plugin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.config.HostSettings.WaitSettings;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.PushDesk;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.script.worker.Place;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.WorkerBudget;
import dev.botyard.runtime.script.worker.WorkerPool;
import dev.botyard.runtime.script.worker.WorkerServer;
import dev.botyard.runtime.script.worker.WorkerTransport;
import dev.botyard.runtime.script.worker.WorkerSettings;
import dev.botyard.runtime.net.netty.EventLoops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// With workers that never come; the test begins runs itself.
class LateRunsTest {
    private static final String FULL = "No place. 没有空位。";
    private static final Chat DIRECT = Chat.direct("5");

    private final TestTicker ticker = new TestTicker();
    private final EventLoops loops = EventLoops.start(1, ticker);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private volatile WaitSettings settings = new WaitSettings(0, 10, FULL, false);
    private PushDesk desk;
    private Store store;
    private Backlog backlog;
    private PluginRunner runner;
    private LateRuns late;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        desk = new PushDesk(folder);
        desk.accounts().configure(SampleAccount.of("qq", "bot"));
        store = Store.open(folder.resolve("runs.db"));
        backlog = new Backlog(store.waitingRuns());
        WorkerPool pool = new WorkerPool(new WorkerSettings(Language.PYTHON, List.of("no-such-python"), false, 0,
                Duration.ofMinutes(1), 0, 1_000, folder, Map::of),
                new WorkerServer(folder.resolve("run"), loops, WorkerTransport.UNIX), ticker,
                new WorkerBudget(0));
        runner = new PluginRunner(_ -> pool, () -> new PluginRunner.RunPolicy(Duration.ofHours(1), 100, 1_000), ticker, backlog,
                new Questions(new Waiters().early()));
        late = new LateRuns(runner, () -> new LanguageLoad.Bounds(4, 6),
                new FullReplies(desk.dispatcher(), () -> settings, ticker), ticker);
        late.start();
        logged.start();
        ((Logger) LoggerFactory.getLogger(LateRuns.class)).addAppender(logged);
    }

    @AfterEach
    void close() throws Exception {
        loops.close();
        ((Logger) LoggerFactory.getLogger(LateRuns.class)).detachAppender(logged);
        late.close();
        runner.close();
        backlog.close();
        store.close();
        desk.close();
    }

    private Run says(Chat chat, String text, Plugin plugin) {
        return runner.start(plugin, Scripts.context(Scripts.said(chat, "5", text)), () -> {});
    }

    private Run says(Chat chat, String text) {
        return says(chat, text, Scripts.plugin("tea.py"));
    }

    private List<String> warnings() {
        return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void awaitSaid(String... lines) {
        await().until(() -> desk.im().lines().size() >= lines.length);
        assertEquals(List.of(lines), desk.im().lines());
    }

    @Test
    void whoWaitsTenSecondsForAWorkerHearsIt() {
        says(DIRECT, "tea");
        ticker.advance(Duration.ofSeconds(9));
        assertEquals(List.of(), warnings());
        ticker.advance(Duration.ofSeconds(1));
        awaitSaid("bot to user 5: " + FULL);
    }

    /// Not even the codes in what an operator wrote act.
    @Test
    void theSentenceIsPlainText() {
        settings = new WaitSettings(0, 10, "[CQ:at,qq=all] busy &#91;", false);
        says(DIRECT, "tea");
        ticker.advance(Duration.ofSeconds(10));
        awaitSaid("bot to user 5: [CQ:at,qq=all] busy &#91;");
    }

    @Test
    void aRunThatBeginsOrEndsInTimeIsNotLate() {
        says(DIRECT, "tea").started(Place.NOWHERE);
        says(Chat.direct("6"), "tea").finished(RunResult.cancelled("enough"));
        says(Chat.direct("7"), "tea", Scripts.installing("cake.py"));
        ticker.advance(Duration.ofMinutes(2));
        assertEquals(List.of(), warnings());
    }

    @Test
    void aChatHearsItOnceAMinute() {
        says(DIRECT, "one");
        ticker.advance(Duration.ofSeconds(10));
        awaitSaid("bot to user 5: " + FULL);
        says(DIRECT, "two");
        ticker.advance(Duration.ofSeconds(40));
        says(Chat.direct("6"), "three");
        ticker.advance(Duration.ofSeconds(15));
        awaitSaid("bot to user 5: " + FULL, "bot to user 6: " + FULL);
        says(DIRECT, "four");
        ticker.advance(Duration.ofSeconds(30));
        awaitSaid("bot to user 5: " + FULL, "bot to user 6: " + FULL, "bot to user 5: " + FULL);
    }

    @Test
    void groupsHearItWhereTheSettingSaysSo() {
        says(Chat.group("700", ""), "one");
        ticker.advance(Duration.ofSeconds(10));
        assertEquals(1, warnings().size());
        settings = new WaitSettings(0, 10, FULL, true);
        says(Chat.group("800", ""), "two");
        ticker.advance(Duration.ofSeconds(10));
        awaitSaid("bot to group 800: " + FULL);
    }

    @Test
    void nobodyHearsItWhereNobodyAskedOrTheSentenceIsEmpty() {
        for (Trigger trigger : List.of(Trigger.CRON, Trigger.ROUTE, Trigger.FAKE, Trigger.MANUAL)) {
            runner.start(Scripts.plugin("tea.py"), RunContext.without(trigger, ""), () -> {});
        }
        settings = new WaitSettings(0, 10, "", true);
        says(DIRECT, "tea");
        ticker.advance(Duration.ofSeconds(10));
        assertEquals(List.of("python: 0 of 4 computing; 5 wait 10 s at most"), warnings());
        settings = new WaitSettings(0, 10, FULL, true);
        says(Chat.direct("9"), "the last to be told");
        ticker.advance(Duration.ofSeconds(10));
        awaitSaid("bot to user 9: " + FULL);
    }

    @Test
    void theOperatorIsToldOnceAMinuteAndLanguageWhoHoldsWhat() {
        for (int i = 0; i < 4; i++) {
            says(Chat.direct("a" + i), "x", Scripts.plugin(i < 3 ? "ai.py" : "shop.py")).started(Place.NOWHERE);
        }
        says(DIRECT, "tea");
        says(DIRECT, "tea", Scripts.plugin("tea.js"));
        ticker.advance(Duration.ofSeconds(60));
        assertEquals(List.of("javascript: 0 of 4 computing; 1 waits 10 s at most",
                "python: 4 of 4 computing: ai.py 3, shop.py 1; 1 waits 10 s at most"), warnings().stream().sorted().toList());
        ticker.advance(Duration.ofSeconds(10));
        assertEquals(4, warnings().size());
    }

    @Test
    void afterAMinuteItStandsInTheRunsLogWhatItWaitsFor() {
        says(DIRECT, "x", Scripts.plugin("ai.py")).started(Place.NOWHERE);
        Run run = says(DIRECT, "tea");
        ticker.advance(Duration.ofSeconds(59));
        assertEquals(List.of(), run.report().notes());
        ticker.advance(Duration.ofSeconds(30));
        assertEquals(List.of("it could not begin for 60 s: python: 1 of 4 computing: ai.py 1; 1 waits 60 s at most"),
                run.report().notes());
    }

    @Test
    void aRunThatHasToWaitForOthersOfItsPluginSaysSo() {
        Plugin single = Scripts.plugin("one.py", "concurrency: 1");
        says(DIRECT, "x", single).started(Place.NOWHERE);
        Run run = says(Chat.direct("6"), "tea", single);
        ticker.advance(Duration.ofSeconds(60));
        assertEquals(List.of("it could not begin for 60 s: as many runs of one.py as there may be at once (concurrency) have to"
                + " end first"), run.report().notes());
    }

    @Test
    void aRefusedWaitIsSaidAtOnce() {
        runner.waits().bound(() -> new Waits.Bounds(1, 10));
        Run holder = says(Chat.direct("6"), "tea");
        holder.started(Place.NOWHERE);
        holder.waits();
        Run refused = says(DIRECT, "tea");
        refused.started(Place.NOWHERE);
        assertEquals("busy", assertThrows(CallException.class, refused::waits).code());
        assertThrows(CallException.class, refused::waits);
        awaitSaid("bot to user 5: " + FULL);
        assertEquals(List.of("python: 1 of 6 waiting for people: tea.py 1"), warnings());
    }

    @Test
    void factsTellWhatComputesWaitsAndHasNotBegun() {
        says(DIRECT, "x").started(Place.NOWHERE);
        Run waiting = says(Chat.direct("6"), "x");
        waiting.started(Place.NOWHERE);
        waiting.waits();
        says(Chat.direct("7"), "x", Scripts.plugin("tea.js"));
        ticker.advance(Duration.ofSeconds(3));
        assertEquals(List.of(new LanguageLoad(Language.PYTHON, 1, 4, 1, 6, 0, Duration.ZERO),
                new LanguageLoad(Language.JAVASCRIPT, 0, 4, 0, 6, 1, Duration.ofSeconds(3))), late.languages());
    }
}
