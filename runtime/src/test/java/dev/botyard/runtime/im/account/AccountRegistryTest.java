package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The accounts that there are, their defaults, and who is told of changes.
class AccountRegistryTest {
    private static final AccountStatus FRESH = AccountStatus.of(AccountState.DISABLED, "", Instant.EPOCH);

    private final AccountRegistry registry = new AccountRegistry();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        registry.start();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private void configure(SampleAccount... accounts) {
        registry.configure(Stream.of(accounts).map(SampleAccount::spec).toList(), FRESH);
    }

    private boolean move(String id, AccountState state) {
        return registry.update(id, status -> status.in(state, "", "", Instant.EPOCH));
    }

    private AccountState state(String id) {
        return registry.snapshot().find(id).orElseThrow().status().state();
    }

    private void listen() {
        registry.listen((before, after) -> heard.add(word(before) + " → " + word(after)));
    }

    private static String word(Account account) {
        return account == null ? "nobody" : account.id() + " " + account.status().state().label();
    }

    @Test
    void whoStaysKeepsHisStatusAndGetsHisNewSettings() {
        configure(SampleAccount.of("qq", "a"), SampleAccount.of("qq", "b"));
        move("a", AccountState.STARTING);
        configure(SampleAccount.of("qq", "a").order(7), SampleAccount.of("qq", "c"));
        assertEquals(AccountState.STARTING, state("a"));
        assertEquals(7, registry.snapshot().find("a").orElseThrow().spec().order());
        assertEquals(List.of("a", "c"), registry.snapshot().all().stream().map(account -> account.id().value()).toList());
    }

    @Test
    void comingChangingAndGoingAreToldInOrder() {
        listen();
        configure(SampleAccount.of("qq", "a"));
        move("a", AccountState.STARTING);
        configure();
        await().until(() -> heard.size() == 3);
        assertEquals(List.of("nobody → a disabled", "a disabled → a starting", "a starting → nobody"), heard);
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        registry.listen((before, after) -> {
            throw new IllegalStateException("a fault of the listener");
        });
        listen();
        configure(SampleAccount.of("qq", "a"));
        move("a", AccountState.STARTING);
        await().until(() -> heard.size() == 2);
    }

    @Test
    void aMoveThatIsNotLegalIsRefused() {
        configure(SampleAccount.of("qq", "a"));
        assertFalse(move("a", AccountState.ONLINE), "nobody comes online without starting");
        assertEquals(AccountState.DISABLED, state("a"));
        assertTrue(move("a", AccountState.STARTING));
    }

    @Test
    void nobodyIsToldOfAChangeThatIsNone() {
        listen();
        configure(SampleAccount.of("qq", "a"));
        assertTrue(registry.update("a", status -> status));
        assertFalse(move("nobody", AccountState.STARTING));
        move("a", AccountState.STARTING);
        await().until(() -> heard.size() > 1);
        assertEquals(List.of("nobody → a disabled", "a disabled → a starting"), heard);
    }

    @Test
    void anOperatorsDefaultStaysWhateverComesAndGoes() {
        configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
        registry.prefer("qq", "b");
        assertEquals("b", preferred("qq"));
        configure(SampleAccount.of("qq", "a").preferred());
        assertEquals("a", preferred("qq"), "as long as there is no b");
        configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
        assertEquals("b", preferred("qq"));
        move("b", AccountState.STARTING);
        assertEquals("b", preferred("qq"));
    }

    private String preferred(String im) {
        return registry.snapshot().preferred(im).map(account -> account.id().value()).orElse("");
    }

    @Test
    void theFirstOfTwoDefaultsCountsAndAnImMayHaveNone() {
        configure(SampleAccount.of("qq", "z").preferred().order(1), SampleAccount.of("qq", "a").preferred().order(2),
                SampleAccount.of("tg", "t"));
        assertEquals("z", preferred("qq"));
        assertEquals("", preferred("tg"));
        assertEquals("", preferred("icq"));
        assertEquals(List.of("qq", "tg"), registry.snapshot().imTypes());
    }

    @Test
    void whatAnOperatorChoseIsRestoredAtTheNextStart(@TempDir Path folder) {
        Store store = Store.open(folder.resolve("botyard.db"));
        try (AccountRegistry next = new AccountRegistry()) {
            configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
            new ChosenDefaults(registry, store.hostState()).choose(registry.snapshot().find("b").orElseThrow());
            assertEquals("b", preferred("qq"));
            next.configure(List.of(SampleAccount.of("qq", "a").preferred().spec(), SampleAccount.of("qq", "b").spec()), FRESH);
            new ChosenDefaults(next, store.hostState()).restore();
            assertEquals("b", next.snapshot().preferred("qq").orElseThrow().id().value());
        } finally {
            store.close();
        }
    }

    @Test
    void aWarningStandsUntilItsCauseIsGoneAndIsLoggedOnce() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger logger = (Logger) LoggerFactory.getLogger(AccountRegistry.class);
        logger.addAppender(logged);
        logger.setAdditive(false);
        try {
            assertEquals("", registry.warning("a"));
            registry.warn("a", "account a has no token");
            registry.warn("a", "account a has no token");
            assertEquals("account a has no token", registry.warning("a"));
            assertEquals("", registry.warning("b"));
            registry.warn("a", "");
            assertEquals("", registry.warning("a"));
            registry.warn("a", "account a has no token");
            assertEquals(List.of("account a has no token"),
                    logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(logged);
        }
    }

    @Test
    void anOperatorSeesTheAccountAsItIs() {
        configure(SampleAccount.of("qq", "a").preferred(), SampleAccount.of("qq", "b"));
        registry.warn("a", "account a has no token");
        AccountRecord a = AccountRecord.of(registry.snapshot().find("a").orElseThrow(), registry);
        assertEquals("a qq played true true DISABLED false account a has no token",
                a.id() + " " + a.imType() + " " + a.adapter() + " "
                        + a.enabled() + " " + a.preferred() + " " + a.state() + " " + a.sendable() + " " + a.warning());
        assertEquals(a.capabilities().stream().sorted(java.util.Comparator.comparing(Enum::name)).toList(), a.capabilities());
        assertFalse(AccountRecord.of(registry.snapshot().find("b").orElseThrow(), registry).preferred());
    }

    @Test
    void aSnapshotDoesNotChangeUnderItsReader() {
        configure(SampleAccount.of("qq", "a"));
        AccountSnapshot before = registry.snapshot();
        move("a", AccountState.STARTING);
        assertEquals(AccountState.DISABLED, before.find("a").orElseThrow().status().state());
        assertSame(before, before.with("nobody", FRESH));
        assertEquals(List.of(), AccountSnapshot.of(List.of(), Map.of("qq", "a")).all());
    }
}
