package dev.botyard.runtime.ops.alert;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.config.HostSettings.AlertSettings;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.PushPolicy;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Alerts with real accounts, dispatcher and supervisor; the time is the test's.
class AccountAlertsTest {

    private final TestTicker ticker = new TestTicker(Instant.parse("2026-01-01T00:00:00Z"));
    @TempDir
    private static Path folder;
    private final Store store = Store.open(folder.resolve(UUID.randomUUID() + ".db"));
    private final AccountRegistry registry = new AccountRegistry();
    private final MessengerGate gate = new MessengerGate();
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, gate, ticker,
            HostSettings.defaults()::reconnect);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Map<String, List<String>> masters = Map.of("qq", List.of("10"), "web", List.of("admin"));
    private AlertSettings settings = new AlertSettings(true, Duration.ofMinutes(1));
    private final AccountAlerts alerts = new AccountAlerts(registry,
            new MasterNotices(new Dispatcher(registry, supervisor, (source, folder, name, type) -> {
                throw new AssertionError("no media here");
            }, (media, kind, formats, im, atMost) -> media, store.queuedPushes(), () -> PushPolicy.DEFAULT, ticker),
                    () -> masters),
            () -> settings,
            Path.of("."), ticker);

    @BeforeEach
    void open() throws InterruptedException {
        logged.start();
        ((Logger) LoggerFactory.getLogger(AccountAlerts.class)).addAppender(logged);
        supervisor.configure(List.of(spec("a", "qq", true), spec("b", "qq", true), spec("w", "web", true)));
        Stream.of("a", "b", "w").forEach(id -> awaitState(id, AccountState.ONLINE));
    }

    @AfterEach
    void close() throws InterruptedException {
        ((Logger) LoggerFactory.getLogger(AccountAlerts.class)).detachAppender(logged);
        supervisor.close();
        registry.close();
        store.close();
    }

    @Test
    void aLongOutageAndItsEndAreToldOnceToTheMastersOfAnotherIm() throws Exception {
        fall("a");
        pass(59);
        assertEquals(List.of(), gate.sent());
        pass(300);
        assertEquals(List.of("w to admin: Account a (Ops a, qq) has been offline for 1 min 5 s: needs_login, kicked."
                + " What to do: log in with 'botyard accounts login a' or renew the token."), gate.sent());
        start("a");
        pass(120);
        assertEquals(2, gate.sent().size(), gate.sent().toString());
        assertEquals("w to admin: Account a (Ops a, qq) is online again after 6 min.", gate.sent().getLast());
    }

    @Test
    void aJumpOfTheClockMakesNoOutageLongerOrShorter() throws Exception {
        fall("a");
        pass(5);
        ticker.jump(Duration.ofHours(3));
        alerts.clockMoved(Duration.ofHours(3));
        pass(30);
        assertEquals(List.of(), gate.sent());
        ticker.jump(Duration.ofHours(-6));
        alerts.clockMoved(Duration.ofHours(-6));
        pass(60);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
    }

    @Test
    void flappingSaysNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            fall("a");
            pass(50);
            start("a");
            pass(2);
        }
        pass(120);
        assertEquals(List.of(), gate.sent());
    }

    @Test
    void aReturnThatDoesNotHoldIsNotToldAndNoSecondFallEither() throws Exception {
        fall("a");
        pass(70);
        start("a");
        pass(3);
        fall("a");
        pass(200);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
        start("a");
        pass(30);
        assertEquals(2, gate.sent().size(), gate.sent().toString());
    }

    @Test
    void anAccountThatIsStartedAgainBeforeItsReturnHoldsIsNotBack() throws Exception {
        fall("a");
        pass(70);
        start("a");
        pass(3);
        gate.hang("a");
        supervisor.start("a");
        assertEquals(AccountState.STARTING, registry.snapshot().find("a").orElseThrow().status().state());
        pass(200);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
    }

    @Test
    void accountsThatFallTogetherAreOneMessage() throws Exception {
        fall("a");
        pass(3);
        fall("b");
        pass(70);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
        assertTrue(gate.sent().getFirst().lines().toList().get(1).startsWith("Account b (Ops b, qq) has been offline"));
        start("a");
        start("b");
        pass(30);
        assertEquals(2, gate.sent().size(), gate.sent().toString());
        assertEquals(2, gate.sent().getLast().lines().count());
    }

    @Test
    void aMasterHearsOnlyOfOtherIms() throws Exception {
        fall("w");
        pass(70);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
        assertTrue(gate.sent().getFirst().startsWith("a to 10: Account w (Ops w, web) has been offline"), gate.sent().toString());
    }

    @Test
    void whileNobodyCanBeToldItIsTriedAgainWithOneWarning() throws Exception {
        gate.refuse("w", new AdapterException(ErrorKind.REJECTED, "not now"));
        fall("a");
        pass(400);
        assertEquals(List.of(), gate.sent());
        assertEquals(1, warnings().size(), warnings().toString());
        assertTrue(warnings().getFirst().contains("master admin of web was not notified"), warnings().toString());
        gate.accept("w");
        pass(61);
        assertEquals(1, gate.sent().size());
        assertTrue(gate.sent().getFirst().contains("offline for 7 min"), gate.sent().toString());
    }

    @Test
    void triesAreBounded() throws Exception {
        masters = Map.of();
        fall("a");
        pass(61 * 61 + 70);
        masters = Map.of("web", List.of("admin"));
        pass(200);
        assertEquals(List.of(), gate.sent());
        assertEquals(1, warnings().size(), warnings().toString());
        assertTrue(warnings().getFirst().contains("names none under masters"), warnings().toString());
        start("a");
        pass(30);
        assertEquals(List.of(), gate.sent(), "whose fall nobody heard of is not told to be back");
    }

    @Test
    void anUnknownOutcomeIsNotRepeated() throws Exception {
        gate.refuse("w", new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no answer"));
        fall("a");
        pass(70);
        gate.accept("w");
        pass(300);
        assertEquals(List.of(), gate.sent());
        assertEquals(List.of(), warnings());
    }

    @Test
    void whatAnOperatorSwitchesOffNeverAlerts() throws Exception {
        supervisor.stop("a");
        supervisor.configure(List.of(spec("a", "qq", true), spec("b", "qq", false), spec("w", "web", true)));
        pass(300);
        supervisor.configure(List.of(spec("w", "web", true)));
        pass(300);
        assertEquals(List.of(), gate.sent());
    }

    @Test
    void anOutageEndsSilentlyWhenTheAccountIsSwitchedOff() throws Exception {
        fall("a");
        pass(70);
        supervisor.stop("a");
        pass(60);
        start("a");
        pass(60);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
    }

    @Test
    void alertsCanBeSwitchedOffAndWaitAsLongAsTheSettingsSay() throws Exception {
        settings = new AlertSettings(false, Duration.ofMinutes(1));
        fall("a");
        pass(300);
        assertEquals(List.of(), gate.sent());
        settings = new AlertSettings(true, Duration.ofMinutes(10));
        pass(200);
        assertEquals(List.of(), gate.sent());
        pass(110);
        assertEquals(1, gate.sent().size(), gate.sent().toString());
    }

    private void fall(String id) {
        gate.fall(id, new AdapterException(ErrorKind.AUTHENTICATION, "kicked"));
        awaitState(id, AccountState.NEEDS_LOGIN);
    }

    private void start(String id) throws InterruptedException {
        supervisor.start(id);
        awaitState(id, AccountState.ONLINE);
    }

    /// Lets so many seconds pass, looking at each.
    private void pass(int seconds) throws InterruptedException {
        for (int i = 0; i < seconds; i++) {
            ticker.advance(Duration.ofSeconds(1));
            alerts.look();
        }
    }

    private void awaitState(String id, AccountState state) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> registry.snapshot().find(id).orElseThrow().status().state() == state);
    }

    private List<String> warnings() {
        return logged.list.stream().filter(event -> event.getLevel() == Level.WARN).map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static AccountSpec spec(String id, String im, boolean enabled) {
        return new AccountSpec(new AccountId(id), im, "scripted", "Ops " + id, enabled, false, 100, Set.of(Capability.SEND_TEXT),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "1", "");
    }
}
