package dev.botyard.runtime.message.outbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendWatchTest {
    private static final long PAST = -TimeUnit.HOURS.toNanos(1);
    private static final long FUTURE = TimeUnit.HOURS.toNanos(1);

    private final TestTicker ticker = new TestTicker();
    private final SendWatch watch = new SendWatch(ticker);

    @AfterEach
    void clear() {
        assertFalse(Thread.interrupted(), "an interruption was left to whoever comes next");
    }

    private SendWatch.Watched begin(long fromNow) {
        return watch.begin(ticker.nanoTime() + fromNow);
    }

    @Test
    void aSendThatIsOverdueIsInterruptedAndKnowsIt() {
        SendWatch.Watched send = begin(PAST);
        watch.sweep();
        assertTrue(Thread.interrupted());
        assertTrue(send.interrupted());
        watch.end(send);
    }

    @Test
    void aSendInTimeIsLeftAlone() {
        SendWatch.Watched send = begin(FUTURE);
        watch.sweep();
        assertFalse(send.interrupted());
        watch.end(send);
    }

    @Test
    void aSendThatHasEndedIsNotInterrupted() {
        SendWatch.Watched send = begin(PAST);
        watch.end(send);
        watch.sweep();
        assertFalse(send.interrupted());
    }

    @Test
    void anInterruptionThatCameTooLateIsTakenBack() {
        SendWatch.Watched send = begin(PAST);
        watch.sweep();
        watch.end(send);
        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(send.interrupted());
    }

    @Test
    void anInterruptionBySomebodyElseIsNotTakenBack() {
        SendWatch.Watched send = begin(FUTURE);
        Thread.currentThread().interrupt();
        watch.end(send);
        assertTrue(Thread.interrupted());
    }

    @Test
    void whoIgnoresTheInterruptionIsInterruptedOnlyOnce() {
        SendWatch.Watched send = begin(PAST);
        watch.sweep();
        assertTrue(Thread.interrupted());
        watch.sweep();
        assertFalse(Thread.interrupted(), "he is cleaning up");
        watch.end(send);
    }

    @Test
    void oneOverdueSendDoesNotTouchAnother() throws Exception {
        AtomicBoolean woken = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Thread other = Thread.ofVirtual().start(() -> {
            SendWatch.Watched send = begin(PAST);
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                woken.set(send.interrupted());
            } finally {
                watch.end(send);
            }
        });
        SendWatch.Watched mine = begin(FUTURE);
        begun.await();
        watch.sweep();
        await().until(woken::get);
        other.join();
        assertFalse(mine.interrupted());
        watch.end(mine);
    }
}
