package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.DirectGate;
import dev.botyard.runtime.im.account.OnlineAdapter;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import dev.botyard.runtime.infra.store.QueuedPushes;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of queued pushes whose outcome nobody knows. Two accounts of one IM, `a` before `b`.
class PushQueueTest {
    private final Ticker ticker = Ticker.system();
    private final AccountRegistry registry = new AccountRegistry();
    private final Platform platform = new Platform();
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, platform, ticker,
            HostSettings.defaults()::reconnect);
    private Store store;
    private QueuedPushes rows;
    private Dispatcher dispatcher;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("botyard.db"));
        rows = store.queuedPushes();
        dispatcher = new Dispatcher(registry, supervisor, (source, from, name, type) -> {
            throw new AssertionError("no media here");
        }, (media, kind, formats, im, atMost) -> media, rows, () -> PushPolicy.DEFAULT, ticker);
    }

    @AfterEach
    void close() throws InterruptedException {
        dispatcher.stop();
        supervisor.close();
        registry.close();
        store.close();
    }

    private void online() throws InterruptedException {
        supervisor.configure(List.of(spec("a"), spec("b")));
        await().until(() -> Stream.of("a", "b")
                .allMatch(id -> registry.snapshot().find(id).orElseThrow().status().state() == AccountState.ONLINE));
    }

    private static AccountSpec spec(String id) {
        return new AccountSpec(new AccountId(id), "qq", "scripted", id, true, false, 100, Set.of(Capability.SEND_TEXT),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "1", "");
    }

    private static PushRequest request() {
        return new PushRequest(new Origin(Trigger.API, "", "", "", "", Path.of("/tmp")), PushKind.TEXT, "qq", "", "5", "", "tea",
                "",
                List.of(), Map.of("queue", true), 0);
    }

    /// A host was killed while account `b` was sending.
    private void killedWhileSending(boolean deduplicates) {
        HeldPush push = HeldPush.of(new Order("p-1", request(), PushOptions.parse(request().options()), false, "qq",
                Target.person("5"), ""), ticker.instant(), ticker.instant().plusSeconds(60));
        rows.put(push.asking("b", deduplicates).entry());
    }

    @Test
    void whatMayHaveArrivedIsSentAgainByTheSameAccountUnderTheSameIdWhereThePlatformDropsDoubles() throws Exception {
        killedWhileSending(true);
        dispatcher.queue().start();
        online();
        await().until(() -> dispatcher.queue().size() == 0);
        assertEquals(List.of("b p-1"), platform.asked);
        assertTrue(rows.find("p-1").isEmpty());
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgainElsewhere() throws Exception {
        killedWhileSending(false);
        List<ReceiptCode> told = new CopyOnWriteArrayList<>();
        dispatcher.listen((origin, reply, receipt) -> told.add(receipt.code()));
        dispatcher.queue().start();
        online();
        assertEquals("accepted", dispatcher.push(request()).code().label());
        assertEquals(List.of(ReceiptCode.UNKNOWN_OUTCOME, ReceiptCode.ACCEPTED), told);
        assertEquals("unknown_outcome", rows.in(State.FAILED).getFirst().code());
        assertEquals(1, platform.asked.size(), "only the second push was sent");
    }

    @Test
    void anUnknownOutcomeIsTriedAgainOnTheSameAccountOnly() throws Exception {
        platform.deduplicates = true;
        platform.failures.add(new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "cut off"));
        platform.failures.add(AdapterException.rateLimited("slow down", Duration.ofMillis(300)));
        dispatcher.queue().start();
        online();
        PushReceipt receipt = dispatcher.push(request());
        assertEquals("queued 0", receipt.code().label() + " " + receipt.sent());
        await().until(() -> dispatcher.queue().size() == 0);
        assertEquals(3, platform.asked.size());
        assertEquals(1, Set.copyOf(platform.asked).size(), platform.asked.toString());
    }

    @Test
    void anUnknownOutcomeIsToldWhereThePlatformDropsNothing() throws Exception {
        platform.failures.add(new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "cut off"));
        dispatcher.queue().start();
        online();
        PushException told = assertThrows(PushException.class, () -> dispatcher.push(request()));
        assertEquals(ReceiptCode.UNKNOWN_OUTCOME, told.code());
        assertEquals(List.of(), rows.in(State.QUEUED));
        assertEquals(1, platform.asked.size());
    }

    @Test
    void aPlatformThatWantsATimeIsGivenIt() throws Exception {
        platform.failures.add(AdapterException.rateLimited("slow down", Duration.ofMillis(300)));
        dispatcher.queue().start();
        online();
        Instant began = ticker.instant();
        assertEquals(ReceiptCode.QUEUED, dispatcher.push(request()).code());
        await().until(() -> dispatcher.queue().size() == 0);
        assertEquals(2, platform.asked.size());
        assertTrue(Duration.between(began, ticker.instant()).toMillis() >= 300);
    }

    @Test
    void aPauseLastsNoLongerWhenTheClockIsPutBack() throws Exception {
        Instant now = ticker.instant();
        HeldPush push = HeldPush.of(new Order("p-1", request(), PushOptions.parse(request().options()), false, "qq",
                Target.person("5"), ""), now, now.plus(Duration.ofDays(1)));
        rows.put(push.waiting(ReceiptCode.ACCOUNT_OFFLINE, "account a is offline", now.plus(Duration.ofHours(2))).entry());
        dispatcher.queue().start();
        online();
        assertEquals(1, dispatcher.queue().size());
        dispatcher.queue().clockMoved(Duration.ofHours(-2));
        await().until(() -> dispatcher.queue().size() == 0);
        assertEquals(1, platform.asked.size());
    }

    @Test
    void aPushThatNoVersionCanReadIsDroppedAloudAndTheOthersAreSent() throws Exception {
        Instant now = ticker.instant();
        rows.put(new QueuedPushes.Entry("p-0", "lane", State.QUEUED, "", false, 0, "", "", "{", now, now.plusSeconds(60), now));
        killedWhileSending(true);
        dispatcher.queue().start();
        online();
        await().until(() -> dispatcher.queue().size() == 0);
        assertEquals(List.of("b p-1"), platform.asked);
    }

    /// Accounts that are online at once, and answer as told.
    private static final class Platform extends DirectGate {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final Queue<AdapterException> failures = new ConcurrentLinkedQueue<>();
        private volatile boolean deduplicates;

        @Override
        public Adapter create(AccountSpec spec) {
            return new OnlineAdapter(spec.id().value()) {
                @Override
                public Receipt send(OutboundMessage message) {
                    asked.add(spec.id() + " " + message.requestId());
                    AdapterException failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return Receipt.of("1");
                }
            };
        }

        @Override
        public Limits limits(AccountSpec spec) {
            return deduplicates ? Limits.NONE.deduplicating() : Limits.NONE;
        }
    }
}
