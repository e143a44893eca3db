package dev.botyard.testkit;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.runtime.thread.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// One call of `run` behind the error boundary, without the supervisor and its pauses.
final class SingleRun implements Connection, AutoCloseable {
    private final CountDownLatch connected = new CountDownLatch(1);
    private final Stage stage;
    private Thread thread;

    private SingleRun(Stage stage) {
        this.stage = stage;
    }

    static SingleRun start(Stage stage) throws InterruptedException {
        Adapter adapter = stage.host.create(Stage.BOT);
        SingleRun run = new SingleRun(stage);
        run.thread = Threads.virtual("contract-run").newThread(() -> run.call(adapter));
        run.thread.start();
        return run;
    }

    private void call(Adapter adapter) {
        try {
            stage.host.call(Stage.BOT, () -> {
                adapter.run(this);
                return null;
            });
        } catch (InterruptedException | RuntimeException expected) {
            // How it ends is for other tests; here it matters that it does.
            connected.countDown();
        } finally {
            stage.host.release(Stage.BOT);
        }
    }

    void awaitConnected() {
        stage.waiting("connected").until(() -> connected.getCount() == 0);
    }

    boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
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
