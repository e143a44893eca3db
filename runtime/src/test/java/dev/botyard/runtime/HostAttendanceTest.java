package dev.botyard.runtime;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.DirectGate;
import dev.botyard.runtime.im.account.Knocks;
import dev.botyard.runtime.infra.thread.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a platform's door is told of an account follows from how far its adapter has come, whatever words the adapter found for that.
class HostAttendanceTest {
    private final AccountRegistry registry = new AccountRegistry();
    private final LinkedBlockingQueue<Consumer<Connection>> orders = new LinkedBlockingQueue<>();
    private final AccountSupervisor supervisor = new AccountSupervisor(registry, new ObedientGate(), Ticker.system(),
            HostSettings.defaults()::reconnect);
    private final HostAttendance attendance = new HostAttendance(registry, new Knocks());

    @AfterEach
    void close() throws InterruptedException {
        supervisor.close();
        registry.close();
    }

    @Test
    void oneThatListensIsNoLongerExpectedThoughItSaidNothing() throws Exception {
        supervisor.configure(List.of(account()));
        await().until(() -> attendance.expects("qq", "a"));
        orders.add(connection -> connection.waiting(""));
        await().until(() -> status().waiting());
        assertFalse(attendance.expects("qq", "a"));
    }

    @Test
    void oneThatListensAgainInAMomentIsExpectedWhateverItWasBefore() throws Exception {
        CompletableFuture<Boolean> expected = new CompletableFuture<>();
        registry.start();
        registry.listen((before, after) -> {
            if (after.status().state() == AccountState.RETRYING) {
                expected.complete(after.status().expected());
            }
        });
        supervisor.configure(List.of(account()));
        orders.add(connection -> connection.waiting("waiting for a platform at ws://here"));
        orders.add(connection -> connection.connected(new AccountProfile("10001", "", "through ws://here")));
        orders.add(connection -> {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the peer went away");
        });
        assertEquals(true, expected.get());
    }

    private AccountStatus status() {
        return registry.snapshot().find("a").orElseThrow().status();
    }

    private static AccountSpec account() {
        return new AccountSpec(new AccountId("a"), "qq", "obedient", "", true, false, 100, Set.of(Capability.SEND_TEXT),
                new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "1", "");
    }

    /// Its adapters do what the test tells them, one thing after the other.
    private final class ObedientGate extends DirectGate {
        @Override
        public Adapter create(AccountSpec spec) {
            return new Adapter() {
                @Override
                public void run(Connection connection) throws InterruptedException {
                    while (true) {
                        orders.take().accept(connection);
                    }
                }

                @Override
                public Receipt send(OutboundMessage message) {
                    return Receipt.of("1");
                }
            };
        }
    }
}
