package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.config.HostSettings.ReconnectSettings;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The supervisor with adapters that do what a test tells them.
class AccountSupervisorTest {

    private final TestTicker ticker = new TestTicker();
    private final AccountRegistry registry = new AccountRegistry();
    private final ScriptedGate gate = new ScriptedGate();
    /// Pauses are what a test waits for, so they are short unless it is about them.
    private volatile ReconnectSettings reconnect = new ReconnectSettings(Duration.ofMillis(20), Duration.ofSeconds(60));
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, gate, ticker,
            () -> reconnect);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        supervisor.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        supervisor.close();
        registry.close();
    }

    @Test
    void anAccountComesOnlineAndCanSend() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        assertTrue(supervisor.session("a").isPresent());
    }

    @Test
    void aLostAccountIsConnectedAgain() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        gate.tell("a", new AdapterException(ErrorKind.COMMUNICATION, "the peer went away"));
        await().until(() -> gate.attempts("a") == 2);
        awaitState("a", AccountState.ONLINE);
    }

    @Test
    void noPauseIsLongerThanTheLimit() throws Exception {
        reconnect = new ReconnectSettings(Duration.ofMillis(20), Duration.ofHours(1));
        supervisor.configure(List.of(spec("a", "1", true)));
        loseTenTimes(Duration.ZERO);
    }

    @Test
    void aLossAfterAStableTimeCountsAsTheFirst() throws Exception {
        reconnect = new ReconnectSettings(Duration.ofHours(1), Duration.ofMinutes(1));
        supervisor.configure(List.of(spec("a", "1", true)));
        loseTenTimes(Duration.ofMinutes(1));
    }

    private void loseTenTimes(Duration after) throws Exception {
        for (int losses = 1; losses <= 10; losses++) {
            int attempts = losses + 1;
            awaitState("a", AccountState.ONLINE);
            ticker.advance(after);
            gate.tell("a", new AdapterException(ErrorKind.COMMUNICATION, "the peer went away"));
            await().until(() -> gate.attempts("a") == attempts);
        }
    }

    @Test
    void anAccountThatWaitsForItsPlatformListensAgainAfterEveryLoss() throws Exception {
        reconnect = new ReconnectSettings(Duration.ofHours(10), Duration.ofHours(10));
        gate.passive = true;
        supervisor.configure(List.of(spec("a", "1", true)));
        for (int losses = 0; losses < 12; losses++) {
            int attempts = losses + 1;
            await().until(() -> gate.attempts("a") == attempts);
            gate.tell("a", new AdapterException(ErrorKind.COMMUNICATION, "the peer went away"));
        }
        await().until(() -> gate.attempts("a") == 13);
        assertTrue(status("a").waiting());
        assertEquals(0, status("a").attempt());
        assertTrue(status("a").nextRetry().isEmpty(), "nothing is retried: it listens");
        gate.connection("a").connected(AccountProfile.of("10001"));
        awaitState("a", AccountState.ONLINE);
        assertFalse(status("a").waiting());
    }

    @Test
    void aKnockEndsAPause() throws Exception {
        reconnect = new ReconnectSettings(Duration.ofHours(10), Duration.ofHours(10));
        gate.failCreate = new AdapterException(ErrorKind.COMMUNICATION, "nobody answers");
        supervisor.configure(List.of(spec("a", "1", true)));
        await().until(() -> {
            supervisor.knock("a");
            return status("a").attempt() >= 4;
        });
        gate.failCreate = null;
        supervisor.knock("a");
        awaitState("a", AccountState.ONLINE);
    }

    @Test
    void twoAccountsAreNotOneBot() throws Exception {
        gate.bot = "10001";
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        awaitState("b", AccountState.FAILED);
        assertEquals("it is logged in as 10001, as account a already is; two accounts of one bot would answer everything twice",
                status("b").reason());
        assertEquals("stop or remove account a, then start this one with 'botyard accounts start b'", status("b").detail());
        assertFalse(supervisor.session("b").isPresent());
        supervisor.stop("a");
        supervisor.start("b");
        awaitState("b", AccountState.ONLINE);
        supervisor.start("a");
        awaitState("a", AccountState.FAILED);
    }

    @Test
    void anAccountWhoseFileWasRenamedIsThereUnderItsNewName() throws Exception {
        gate.bot = "10001";
        supervisor.configure(List.of(bot("a", "10001")));
        awaitState("a", AccountState.ONLINE);
        supervisor.configure(List.of(bot("a", "10001"), bot("b", "10001")));
        awaitState("b", AccountState.FAILED);
        supervisor.configure(List.of(bot("b", "10001")));
        awaitState("b", AccountState.ONLINE);
    }

    @RepeatedTest(20)
    void ofTwoThatAreSetUpAsOneBotTheFirstWaitsForItAlone() throws Exception {
        gate.passive = true;
        supervisor.configure(List.of(bot("a", "10001"), bot("b", "10001"), bot("c", "10002"), bot("d", ""), bot("e", "")));
        awaitState("b", AccountState.FAILED);
        assertEquals("it is set up as 10001, as account a already is; two accounts of one bot would answer everything twice",
                status("b").reason());
        assertEquals("stop or remove account a, then start this one with 'botyard accounts start b'", status("b").detail());
        await().until(() -> Stream.of("a", "c", "d", "e").allMatch(id -> status(id).waiting()));
        assertEquals(0, gate.attempts("b"));
    }

    @Test
    void aBotThatIsSetUpStaysItsAccountsWhateverItsConnectionsDo() throws Exception {
        gate.passive = true;
        supervisor.configure(List.of(bot("a", "10001"), bot("b", "10001")));
        await().until(() -> gate.attempts("a") == 1);
        gate.tell("a", new AdapterException(ErrorKind.COMMUNICATION, "the peer went away"));
        await().until(() -> gate.attempts("a") == 2);
        supervisor.start("b");
        assertEquals(AccountState.FAILED, status("b").state());
        supervisor.stop("a");
        supervisor.start("b");
        await().until(() -> status("b").waiting());
        supervisor.start("a");
        assertEquals(AccountState.FAILED, status("a").state());
        supervisor.stop("b");
        assertEquals(AccountState.DISABLED, status("b").state());
        supervisor.configure(List.of(bot("a", "10003")));
        await().until(() -> status("a").waiting());
    }

    @RepeatedTest(20)
    void ofTwoThatLogInAtOnceOneStays() throws Exception {
        gate.bot = "10001";
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        await().until(
                () -> Set.of(status("a").state(), status("b").state()).equals(Set.of(AccountState.ONLINE, AccountState.FAILED)));
    }

    @Test
    void aBotWhoseLoginWasLostMayComeThroughAnotherAccount() throws Exception {
        gate.bot = "10001";
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        gate.connection("a").loginLost("kicked offline", "log in again on the phone");
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        awaitState("b", AccountState.ONLINE);
        assertThrows(AdapterException.class, () -> gate.connection("a").connected(AccountProfile.of("10001")));
        awaitState("a", AccountState.FAILED);
        assertEquals(AccountState.ONLINE, status("b").state());
    }

    @Test
    void wrongSettingsStopUntilTheyChange() throws Exception {
        gate.failCreate = new AdapterException(ErrorKind.CONFIGURATION, "url and self_id contradict each other");
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.FAILED);
        assertEquals("url and self_id contradict each other", status("a").reason());
        gate.failCreate = null;
        supervisor.configure(List.of(spec("a", "2", true)));
        awaitState("a", AccountState.ONLINE);
    }

    @Test
    void anExpiredLoginWaitsForAPerson() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        gate.tell("a", new AdapterException(ErrorKind.AUTHENTICATION, "the token has expired"));
        awaitState("a", AccountState.NEEDS_LOGIN);
        assertFalse(supervisor.session("a").isPresent());
        supervisor.start("a");
        awaitState("a", AccountState.ONLINE);
    }

    @Test
    void aLiveSocketWithADeadLoginIsNotOnline() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        gate.connection("a").loginLost("kicked offline", "log in again on the phone");
        awaitState("a", AccountState.NEEDS_LOGIN);
        assertFalse(status("a").sendable());
        gate.connection("a").connected(AccountProfile.of("10001"));
        awaitState("a", AccountState.ONLINE);
    }

    @Test
    void silenceEndsAnAttempt() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        gate.connection("a").expectLife(Duration.ofSeconds(30));
        ticker.advance(Duration.ofSeconds(29));
        gate.connection("a").alive();
        ticker.advance(Duration.ofSeconds(30));
        assertEquals(1, gate.attempts("a"));
        ticker.advance(Duration.ofSeconds(1));
        await().until(() -> gate.attempts("a") == 2);
    }

    @Test
    void changingOneAccountTouchesNoOther() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        awaitState("a", AccountState.ONLINE);
        awaitState("b", AccountState.ONLINE);
        supervisor.configure(List.of(spec("a", "2", true), spec("b", "1", true)));
        await().until(() -> gate.attempts("a") == 2);
        awaitState("a", AccountState.ONLINE);
        assertEquals(1, gate.attempts("b"));
    }

    @Test
    void aDisabledOrRemovedAccountStops() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        awaitState("a", AccountState.ONLINE);
        supervisor.configure(List.of(spec("a", "1", false)));
        assertEquals(AccountState.DISABLED, status("a").state());
        assertTrue(registry.snapshot().find("b").isEmpty());
        assertEquals(List.of("a", "b"), gate.forgotten.stream().sorted().toList());
    }

    @Test
    void aStopHoldsWhileOtherAccountsChange() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "1", true)));
        awaitState("a", AccountState.ONLINE);
        supervisor.stop("a");
        supervisor.configure(List.of(spec("a", "1", true), spec("b", "2", true)));
        awaitState("b", AccountState.ONLINE);
        assertEquals(AccountState.DISABLED, status("a").state());
        supervisor.start("a");
        awaitState("a", AccountState.ONLINE);
    }

    @RepeatedTest(20)
    void aLateReportOfAnOldAttemptChangesNothing() throws Exception {
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        Connection old = gate.connection("a");
        gate.tell("a", new AdapterException(ErrorKind.COMMUNICATION, "gone"));
        await().until(() -> gate.attempts("a") == 2);
        awaitState("a", AccountState.ONLINE);
        old.loginLost("too late", "nothing");
        assertEquals(AccountState.ONLINE, status("a").state());
    }

    @Test
    void listenersHearEveryChangeInOrder() throws Exception {
        registry.start();
        registry.listen((before, after) -> seen.add(after == null ? "gone" : after.status().state().label()));
        supervisor.configure(List.of(spec("a", "1", true)));
        awaitState("a", AccountState.ONLINE);
        supervisor.configure(List.of());
        await().until(() -> seen.contains("gone"));
        assertEquals(List.of("disabled", "starting", "online", "stopping", "disabled", "gone"), seen);
    }

    private void awaitState(String id, AccountState state) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> status(id).state() == state);
    }

    private AccountStatus status(String id) {
        return registry.snapshot().find(id).orElseThrow().status();
    }

    private static AccountSpec bot(String id, String name) {
        ConfigSchema schema = ConfigSchema.of(ConfigField.text("self_id", "The bot's number").identity());
        return new AccountSpec(new AccountId(id), "qq", "scripted", "", true, false, 100, Set.of(Capability.SEND_TEXT),
                new AdapterConfig(schema, Map.of("self_id", List.of(name))), name, "");
    }

    private static AccountSpec spec(String id, String fingerprint, boolean enabled) {
        return new AccountSpec(new AccountId(id), "qq", "scripted", "", enabled, false, 100, Set.of(Capability.SEND_TEXT),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), fingerprint, "");
    }

    /// Adapters that come online at once and end as they are told.
    private static final class ScriptedGate extends DirectGate {
        private final Map<String, AtomicInteger> attempts = new java.util.concurrent.ConcurrentHashMap<>();
        private final Map<String, Connection> connections = new java.util.concurrent.ConcurrentHashMap<>();
        private final Map<String, BlockingQueue<AdapterException>> ends = new java.util.concurrent.ConcurrentHashMap<>();
        private final List<String> forgotten = new CopyOnWriteArrayList<>();
        private volatile AdapterException failCreate;
        private volatile boolean passive;
        private volatile String bot = "";

        int attempts(String id) {
            return attempts.getOrDefault(id, new AtomicInteger()).get();
        }

        Connection connection(String id) {
            return connections.get(id);
        }

        void tell(String id, AdapterException end) {
            ends.get(id).add(end);
        }

        @Override
        public Adapter create(AccountSpec spec) {
            if (failCreate != null) {
                throw failCreate;
            }
            String id = spec.id().value();
            return new Adapter() {
                @Override
                public void run(Connection connection) throws InterruptedException {
                    BlockingQueue<AdapterException> end = ends.computeIfAbsent(id, key -> new LinkedBlockingQueue<>());
                    connections.put(id, connection);
                    if (passive) {
                        connection.waiting("waiting for the platform");
                    } else {
                        connection.connected(AccountProfile.of(bot.isEmpty() ? id : bot));
                    }
                    attempts.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
                    throw end.take();
                }

                @Override
                public Receipt send(OutboundMessage message) {
                    return Receipt.of("1");
                }
            };
        }

        @Override
        public void forget(AccountSpec spec) {
            forgotten.add(spec.id().value());
        }
    }
}
