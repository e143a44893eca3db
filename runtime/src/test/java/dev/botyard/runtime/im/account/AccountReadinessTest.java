package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.AccountStatus.Progress;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountReadinessTest {
    private final AccountRegistry registry = new AccountRegistry();
    private final AccountReadiness readiness = new AccountReadiness(registry, Ticker.system());

    @BeforeEach
    void starting() {
        registry.start();
        registry.configure(Stream.of("a", "b").map(id -> SampleAccount.of("web", id).spec()).toList(),
                AccountStatus.of(AccountState.DISABLED, "", Instant.EPOCH));
        move("a", AccountState.STARTING, Progress.BEGINNING);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private void move(String id, AccountState state, Progress progress) {
        registry.update(id, status -> status.in(state, "", "", Instant.EPOCH).at(progress));
    }

    private Thread waiting() {
        return Threads.startVirtual("readiness", () -> {
            try {
                readiness.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void assertEnds(Thread thread) throws InterruptedException {
        assertTrue(thread.join(Patience.SOON));
    }

    @Test
    void theHostIsReadyWhenWhoeverStartsIsThere() throws Exception {
        Thread waiting = waiting();
        move("a", AccountState.ONLINE, Progress.BEGINNING);
        assertEnds(waiting);
    }

    @Test
    void whoHangsHoldsUpTheHostForAMomentOnly() throws Exception {
        assertEnds(waiting());
        assertEquals(AccountState.STARTING, registry.snapshot().find("a").orElseThrow().status().state());
    }

    @Test
    void anAccountMayStillComeUntilItIsThere() {
        assertTrue(readiness.mayStillCome("a"));
        move("a", AccountState.ONLINE, Progress.BEGINNING);
        assertFalse(readiness.mayStillCome("a"));
        assertFalse(readiness.mayStillCome("nobody"));
    }
}
