package dev.botyard.adapters.weixin;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.testkit.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One attempt on a thread of its own, as the host makes it. Thread-safe.
final class TestRun implements Connection, AutoCloseable {
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WeixinAdapter adapter;
    private final Thread thread;
    private volatile AccountProfile profile;
    private volatile AdapterException end;
    private volatile String loginLost = "";

    TestRun(TestHost host) {
        adapter = host.adapter();
        thread = Threads.startVirtual("test-account", this::attempt);
    }

    static TestRun online(TestHost host) throws InterruptedException {
        TestRun run = new TestRun(host);
        run.awaitConnected();
        return run;
    }

    private void attempt() {
        try {
            adapter.run(this);
        } catch (AdapterException failure) {
            end = failure;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    WeixinAdapter adapter() {
        return adapter;
    }

    AccountProfile profile() {
        return profile;
    }

    String loginLost() {
        return loginLost;
    }

    void awaitConnected() throws InterruptedException {
        if (!connected.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("not connected", end);
        }
    }

    /// How it ended by itself; null for a return.
    AdapterException awaitEnd() throws InterruptedException {
        if (!ended.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("run() goes on");
        }
        return end;
    }

    boolean ended() {
        return ended.getCount() == 0;
    }

    @Override
    public void connected(AccountProfile given) {
        profile = given;
        connected.countDown();
    }

    @Override
    public void waiting(String detail) {}

    @Override
    public void loginLost(String reason, String action) {
        loginLost = reason + "; " + action;
    }

    @Override
    public void alive() {}

    @Override
    public void expectLife(Duration interval) {}

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(Patience.SOON)) {
            throw new AssertionError("run() did not end");
        }
    }
}
