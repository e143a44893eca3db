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
import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A text that is longer than its platform allows.
class LongTextTest {
    private final AccountRegistry registry = new AccountRegistry();
    private final Platform platform = new Platform();
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, platform, Clock.systemUTC(),
            HostSettings.defaults()::reconnect);
    private Store store;
    private Dispatcher dispatcher;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        store = Store.open(folder.resolve("botyard.db"));
        dispatcher = new Dispatcher(registry, supervisor, (source, from, name, type) -> {
            throw new AssertionError("no media here");
        }, (media, kind, formats, im, atMost) -> media, store.queuedPushes(), () -> PushPolicy.DEFAULT, Clock.systemUTC());
        supervisor.configure(List.of(new AccountSpec(new AccountId("a"), "weixin", "scripted", "a", true, false, 100,
                Set.of(Capability.SEND_TEXT), new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "1", "")));
        await().until(() -> registry.snapshot().find("a").orElseThrow().status().state() == AccountState.ONLINE);
    }

    @AfterEach
    void close() throws InterruptedException {
        dispatcher.stop();
        supervisor.close();
        registry.close();
        store.close();
    }

    private PushReceipt push(String text) throws InterruptedException {
        return dispatcher
                .push(new PushRequest(new Origin(Trigger.API, "", "", "", "", Path.of("/tmp")), PushKind.TEXT, "weixin", "", "5",
                        "", text, "", List.of(), Map.of(), 0));
    }

    @Test
    void becomesSeveralMessagesWithAllTheirIds() throws Exception {
        PushReceipt receipt = push("one two three four");
        assertEquals(List.of("one two ", "three ", "four"), platform.said);
        assertEquals(List.of("m1", "m2", "m3"), receipt.messageIds());
        assertEquals(3, Set.copyOf(platform.requests).size(), "each has an id of its own: " + platform.requests);
    }

    @Test
    void whatWasSentBeforeAFailureIsTold() throws Exception {
        platform.failAt = 2;
        PushException told = assertThrows(PushException.class, () -> push("one two three four"));
        assertEquals(ReceiptCode.UNKNOWN_OUTCOME, told.code());
        assertTrue(
                told.getMessage()
                        .contains("sent as 3 messages, and only the first was accepted, the next failed: the line broke"),
                told.getMessage());
        assertEquals(List.of("m1"), told.receipt().messageIds());
        assertEquals(2, platform.said.size(), "what has begun is not begun again");
    }

    /// Takes eight characters a message.
    private static final class Platform extends DirectGate {
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private volatile int failAt;

        @Override
        public Adapter create(AccountSpec spec) {
            return new OnlineAdapter("bot") {
                @Override
                public Receipt send(OutboundMessage message) {
                    said.add(message.segments().getFirst().asText());
                    requests.add(message.requestId());
                    if (said.size() == failAt) {
                        throw new AdapterException(ErrorKind.COMMUNICATION, "the line broke");
                    }
                    return Receipt.of("m" + said.size());
                }
            };
        }

        @Override
        public Limits limits(AccountSpec spec) {
            return Limits.NONE.maxTextLength(8);
        }
    }
}
