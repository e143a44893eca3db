package dev.botyard.runtime.infra.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void aVirtualThreadHasItsNameAndRuns() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread thread = Threads.startVirtual("test-name", () -> ran.complete(Thread.currentThread()));
        assertEquals(thread, ran.get(Patience.SECONDS, TimeUnit.SECONDS));
        assertTrue(thread.isVirtual());
        assertEquals("test-name", thread.getName());
    }

    @Test
    void platformThreadsAreNumberedAndHoldNobodyUp() {
        ThreadFactory factory = Threads.platform("test");
        Thread first = factory.newThread(() -> {});
        Thread second = factory.newThread(() -> {});
        assertEquals(List.of("test-0", "test-1"), List.of(first.getName(), second.getName()));
        assertTrue(first.isDaemon());
        assertFalse(first.isVirtual());
    }

    @Test
    void oneThreadDoesItsTasksInTheirOrderAndOutlivesAFailure() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        try (var single = Threads.single("test-single")) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                single.execute(() -> {
                    if (number == 50) {
                        throw new IllegalStateException("the expected failure of this test");
                    }
                    done.add(number);
                });
            }
        }
        assertEquals(99, done.size());
        assertEquals(done.stream().sorted().toList(), done);
    }
}
