package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Whether accounts have come so far that a host may say it is ready. Thread-safe.
public final class AccountReadiness {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final AccountRegistry registry;
    private final Ticker ticker;

    public AccountReadiness(AccountRegistry registry, Ticker ticker) {
        this.registry = registry;
        this.ticker = ticker;
    }

    /// Waits, not for long, for accounts that need nobody else, such as the web chat: they should answer when the host says that it is
    /// ready.
    public void await() throws InterruptedException {
        long end = ticker.in(LONGEST);
        CountDownLatch settled = new CountDownLatch(1);
        registry.listen((before, after) -> {
            // Looks at all accounts: not for the rest of the host's life.
            if (settled.getCount() > 0 && settled()) {
                settled.countDown();
            }
        });
        while (!settled() && !ticker.reached(end)) {
            settled.await(20, TimeUnit.MILLISECONDS);
        }
    }

    /// Whether the account is there but has not connected yet.
    public boolean mayStillCome(String account) {
        return registry.snapshot().find(account).filter(found -> found.status().state() != AccountState.ONLINE).isPresent();
    }

    private boolean settled() {
        return registry.snapshot().all().stream().map(Account::status)
                .noneMatch(status -> status.state() == AccountState.STARTING && status.expected());
    }
}
