package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final int SOON = 10;

    private final Semaphore beats = new Semaphore(0);
    private final CountDownLatch silent = new CountDownLatch(1);

    private Heartbeat start() {
        return Heartbeat.start("heart", INTERVAL, beats::release, silent::countDown);
    }

    @Test
    void aPeerThatAnswersIsBeatenForEver() throws InterruptedException {
        try (Heartbeat heartbeat = start()) {
            for (int i = 0; i < 10; i++) {
                assertTrue(beats.tryAcquire(SOON, TimeUnit.SECONDS));
                heartbeat.heard();
            }
            assertEquals(1, silent.getCount());
        }
    }

    @Test
    void aPeerThatSaysNothingIsSilent() throws InterruptedException {
        try (Heartbeat heartbeat = start()) {
            heartbeat.looking();
            assertTrue(silent.await(SOON, TimeUnit.SECONDS));
        }
    }

    @Test
    void whereNobodyLooksNobodyIsSilent() throws InterruptedException {
        try (Heartbeat heartbeat = start()) {
            heartbeat.looking();
            heartbeat.heard();
            assertTrue(beats.tryAcquire(5, SOON, TimeUnit.SECONDS));
            assertEquals(1, silent.getCount());
        }
    }

    @Test
    void itEndsWithTheConnection() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        try (Heartbeat _ = Heartbeat.start("heart", INTERVAL, () -> {
            tries.incrementAndGet();
            first.countDown();
            throw new AdapterException(ErrorKind.COMMUNICATION, "gone");
        }, silent::countDown)) {
            assertTrue(first.await(SOON, TimeUnit.SECONDS));
        }
        assertEquals(1, tries.get());
        assertEquals(1, silent.getCount());
    }
}
