package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import java.util.concurrent.CountDownLatch;

/// An adapter of a test that is online at once and stays so; what it sends is the test's.
public abstract class OnlineAdapter implements Adapter {
    private final String bot;

    /// @param bot who it logs in as
    protected OnlineAdapter(String bot) {
        this.bot = bot;
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        connection.connected(AccountProfile.of(bot));
        new CountDownLatch(1).await();
    }
}
