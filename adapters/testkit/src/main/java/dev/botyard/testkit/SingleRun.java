package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One call of `run` behind the error boundary, without the supervisor and its pauses.
final class SingleRun implements Connection, AutoCloseable {
    private static final Duration STOP = Patience.seconds(5);

    private final CountDownLatch connected = new CountDownLatch(1);
    private final Stage stage;
    private final Adapter adapter;
    private final boolean leftBehind;
    private Thread thread;

    private SingleRun(Stage stage, Adapter adapter, boolean leftBehind) {
        this.stage = stage;
        this.adapter = adapter;
        this.leftBehind = leftBehind;
    }

    static SingleRun start(Stage stage) throws InterruptedException {
        return start(stage, false);
    }

    /// One that the host has given up; it does not clean up after it any more.
    static SingleRun startLeftBehind(Stage stage) throws InterruptedException {
        return start(stage, true);
    }

    private static SingleRun start(Stage stage, boolean leftBehind) throws InterruptedException {
        SingleRun run = new SingleRun(stage, stage.host.create(Stage.BOT), leftBehind);
        run.thread = Threads.virtual("contract-run").newThread(run::call);
        run.thread.start();
        return run;
    }

    private void call() {
        try {
            stage.host.call(Stage.BOT, () -> {
                adapter.run(this);
                return null;
            });
        } catch (InterruptedException | RuntimeException expected) {
            // How it ends is for other tests; here it matters that it does.
            connected.countDown();
        } finally {
            if (!leftBehind) {
                stage.host.release(Stage.BOT);
            }
        }
    }

    Receipt send(OutboundMessage message) throws InterruptedException {
        return stage.host.call(Stage.BOT, () -> adapter.send(message));
    }

    /// Whether it connected before the time was over.
    boolean connectedWithin(Duration time) throws InterruptedException {
        return connected.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void awaitConnected() throws InterruptedException {
        assertTrue(connectedWithin(stage.patience()), () -> "not connected within " + stage.patience());
    }

    void awaitEnd() throws InterruptedException {
        assertTrue(thread.join(stage.patience()), () -> "run() did not end within " + stage.patience());
    }

    /// Asks it to stop, and checks that it does within the contract's 5 seconds.
    void stop() throws InterruptedException {
        thread.interrupt();
        assertTrue(endsWithin(STOP), () -> "run() did not end within " + STOP);
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        return thread.join(time);
    }

    boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        endsWithin(STOP);
    }

    @Override
    public void connected(AccountProfile profile) {
        connected.countDown();
    }

    @Override
    public void waiting(String detail) {}

    @Override
    public void loginLost(String reason, String action) {}

    @Override
    public void alive() {}

    @Override
    public void expectLife(Duration interval) {}
}
