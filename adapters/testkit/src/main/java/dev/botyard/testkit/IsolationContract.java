package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.botyard.runtime.im.account.AccountState;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

abstract class IsolationContract {
    /// A platform that takes its time to come back is not waited for a thousand times.
    private static final Duration LONGEST = Duration.ofSeconds(3);
    /// From this many on, what other tests open at the same time does not hide a leak.
    private static final int UNMISTAKABLE = 100;

    abstract Stage stage();

    @Test
    @DisplayName("A-46 after unloading no thread and no class is left")
    void leavesNothingBehind() throws InterruptedException {
        useOnce();
        unloaded();
    }

    private void unloaded() throws InterruptedException {
        stage().host.unload();
        // A thread that has done its work is gone a little later, beside the tests of other classes more so.
        stage().waiting("no class is held").untilAsserted(() -> assertEquals(List.of(), stage().host.leaks()));
    }

    // A method of its own, so that no local variable of the test holds an object of the adapter.
    private void useOnce() throws InterruptedException {
        RecordingAdapterContext context = stage().online();
        if (stage().can(Behaviour.TALKS)) {
            stage().deliver("m-1", "hello");
            stage().message(context);
        }
        stage().send(stage().target(), "hello");
    }

    @Test
    @DisplayName("A-47 two accounts share nothing")
    void accountsAreApart() throws InterruptedException {
        RecordingAdapterContext one = stage().start("one");
        RecordingAdapterContext two = stage().start("two");
        stage().await("one", AccountState.ONLINE);
        stage().await("two", AccountState.ONLINE);
        if (stage().can(Behaviour.TALKS)) {
            stage().deliver("m-1", "both");
            assertEquals("both", Stage.text(stage().message(one)));
            assertEquals("both", Stage.text(stage().message(two)));
        }
        stage().host.stop("one");
        if (stage().can(Behaviour.TALKS)) {
            stage().deliver("m-2", "the other");
            assertEquals("the other", Stage.text(stage().message(two)));
        } else {
            stage().goesThrough("two");
        }
        assertEquals(AccountState.ONLINE, stage().host.status("two").state());
    }

    @Test
    @DisplayName("A-50 it survives many reconnects, and nothing grows")
    void survivesManyReconnects() throws InterruptedException {
        stage().prepared();
        long threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long files = openFiles();
        int reconnects = reconnect();
        stage().waiting("all connections are closed").until(() -> stage().im.connections() == 0);
        if (reconnects >= UNMISTAKABLE) {
            stage().waiting("no socket is left").until(() -> openFiles() - files < reconnects / 2);
            stage().waiting("no thread is left")
                    .until(() -> ManagementFactory.getThreadMXBean().getThreadCount() - threads < reconnects / 2);
        }
        unloaded();
    }

    // A method of its own, so that no local variable of the test holds an object of the adapter.
    private int reconnect() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int done = 0;
        while (done < stage().reconnects && System.nanoTime() < deadline) {
            try (SingleRun run = SingleRun.start(stage())) {
                run.awaitConnected();
                if (stage().can(Behaviour.DROPS_CONNECTION)) {
                    // A platform may count a connection later than the adapter does.
                    stage().waiting("the platform sees the connection").until(() -> stage().im.connections() > 0);
                    stage().im.dropConnections();
                    run.awaitEnd();
                }
            }
            done++;
        }
        return done;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
