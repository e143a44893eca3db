package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One attempt of an [AdapterHarness]: one call of [Adapter#run] on a virtual thread of its own, as the host makes it. Thread-safe.
public final class HarnessRun implements AutoCloseable {
    private final Adapter adapter;
    private final Queue<String> states;
    private final Consumer<HarnessRun> afterwards;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile AccountProfile profile;
    private volatile String loginLost = "";
    private volatile boolean reported;
    private volatile Throwable ending;

    HarnessRun(AccountId account, Adapter adapter, Queue<String> states, Consumer<HarnessRun> afterwards) {
        this.adapter = adapter;
        this.states = states;
        this.afterwards = afterwards;
        thread = Threads.virtual("account-" + account).newThread(this::attempt);
    }

    void begin() {
        thread.start();
    }

    private void attempt() {
        try {
            adapter.run(new Ear());
        } catch (Throwable failure) {
            ending = failure;
        } finally {
            afterwards.accept(this);
            ended.countDown();
            connected.countDown();
        }
    }

    /// The adapter of this attempt.
    public Adapter adapter() {
        return adapter;
    }

    /// What the adapter can do besides, such as an interface of `dev.botyard.api.ability`.
    public <A> A ability(Class<A> type) {
        return ability(adapter, type);
    }

    static <A> A ability(Adapter adapter, Class<A> type) {
        return adapter.ability(type)
                .orElseThrow(() -> new AssertionError(adapter.getClass().getSimpleName() + " has no " + type.getSimpleName()));
    }

    /// The newest profile, null before it is connected.
    public AccountProfile profile() {
        return profile;
    }

    /// Why the login was lost and what to do, `""` if it was not.
    public String loginLost() {
        return loginLost;
    }

    /// Waits for the first [Connection#connected].
    public AccountProfile awaitConnected() throws InterruptedException {
        if (!connected.await(Patience.SECONDS, TimeUnit.SECONDS) || profile == null) {
            throw new AssertionError("the account did not connect" + (ended() ? "; the attempt ended with " + ending : ""),
                    ending);
        }
        return profile;
    }

    /// Waits until the attempt has ended by itself.
    ///
    /// @return what it threw, null when it returned
    public Throwable end() throws InterruptedException {
        if (!ended.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("run() goes on");
        }
        return ending;
    }

    /// Waits until the attempt has failed.
    public AdapterException failure() throws InterruptedException {
        if (end() instanceof AdapterException failure) {
            return failure;
        }
        throw new AssertionError("the attempt ended with " + ending + " instead of an AdapterException", ending);
    }

    /// Whether it is over.
    public boolean ended() {
        return ended.getCount() == 0;
    }

    Throwable ending() {
        return ending;
    }

    /// Whether the adapter has said anything of its connection: from then on whoever finds no door does not wait for one.
    boolean reported() {
        return reported;
    }

    /// Interrupts it as a host does that stops, and waits for its end.
    public void stop() throws InterruptedException {
        thread.interrupt();
        if (!ended.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("run() did not end when it was interrupted");
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private final class Ear implements Connection {
        private void report(String state) {
            reported = true;
            states.add(state);
        }

        @Override
        public void connected(AccountProfile given) {
            profile = given;
            report("connected " + given.platformId() + " " + given.name() + " " + given.detail());
            connected.countDown();
        }

        @Override
        public void waiting(String detail) {
            report("waiting " + detail);
        }

        @Override
        public void pending(String reason) {
            report("pending " + reason);
        }

        @Override
        public void loginLost(String reason, String action) {
            loginLost = reason + "; " + action;
            report("lost " + loginLost);
        }

        @Override
        public void alive() {}

        @Override
        public void expectLife(Duration interval) {}
    }
}
