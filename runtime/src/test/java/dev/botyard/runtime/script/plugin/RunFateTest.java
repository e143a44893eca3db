package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.message.inbound.EventMark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunFateTest {
    private static final EventMark MARK = new EventMark("e", 1, 2, 3, true);

    @Test
    void whoKeepsItIsOneAlone() throws InterruptedException {
        RunFate fate = RunFate.of(MARK);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger claims = new AtomicInteger();
        List<Thread> keepers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            keepers.add(Thread.startVirtualThread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                if (fate.claim()) {
                    claims.incrementAndGet();
                }
            }));
        }
        go.countDown();
        for (Thread keeper : keepers) {
            keeper.join();
        }
        assertEquals(1, claims.get());
        assertTrue(fate.kept());
    }

    @Test
    void itSpeaksForTheFirstTimeOnce() {
        RunFate fate = RunFate.of(MARK);
        assertFalse(fate.spoken());
        assertTrue(fate.speaks());
        assertFalse(fate.speaks());
        assertTrue(fate.spoken());
    }

    @Test
    void whatComesOutOfTheStoreIsInItAlready() {
        RunFate left = RunFate.left(MARK);
        assertTrue(left.kept() && left.tracked());
        assertFalse(left.claim());
        assertEquals(MARK, left.event());
    }

    @Test
    void aRunThatNobodyInAChatHasCausedIsNotKept() {
        assertFalse(RunFate.NOT_KEPT.tracked());
        assertTrue(RunFate.of(MARK).tracked());
    }

    @Test
    void endingAndBeingCutAreTwoThings() {
        RunFate fate = RunFate.of(MARK);
        fate.cut();
        assertTrue(fate.wasCut());
        assertFalse(fate.over());
        fate.end();
        assertTrue(fate.over());
    }
}
