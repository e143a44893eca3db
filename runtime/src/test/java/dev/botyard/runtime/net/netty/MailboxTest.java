package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The queues between event loops and those who wait for them.
class MailboxTest {
    private final Mailbox<String> box = new Mailbox<>();
    private final LifeSigns life = new LifeSigns();

    /// What a thread that waits gets in the end.
    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private static <T> CompletableFuture<T> parked(Waiting<T> waiting, Thread.State state) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(waiting.get());
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        Patience.await().until(() -> outcome.isDone() || thread.getState() == state);
        return outcome;
    }

    private static <T> T of(CompletableFuture<T> outcome) throws Exception {
        return outcome.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void whatCameFirstIsTakenFirst() throws Exception {
        assertNull(box.poll());
        box.put("a");
        box.put("b");
        box.put("c");
        assertEquals(List.of("a", "b", "c"), List.of(box.take(), box.poll(), box.takeBefore(in(Duration.ZERO))));
    }

    @Test
    void aReaderWaitsUntilSomethingComes() throws Exception {
        CompletableFuture<String> reader = parked(box::take, Thread.State.WAITING);
        assertFalse(reader.isDone());
        box.put("a");
        assertEquals("a", of(reader));
    }

    @Test
    void aDeadlineEndsTheWaiting() throws Exception {
        assertNull(box.takeBefore(in(Duration.ofMillis(1))));
        assertNull(box.takeBefore(in(Duration.ofSeconds(-1))));
        CompletableFuture<String> reader = parked(() -> box.takeBefore(in(Patience.SOON)), Thread.State.TIMED_WAITING);
        box.put("a");
        assertEquals("a", of(reader));
    }

    @Test
    void twoReadersAreAMistakeThatIsNamed() throws Exception {
        CompletableFuture<String> reader = parked(box::take, Thread.State.WAITING);
        String message = assertThrows(IllegalStateException.class, box::take).getMessage();
        assertTrue(message.startsWith("only one thread may wait here, and "), message);
        box.put("a");
        assertEquals("a", of(reader));
    }

    @Test
    void anInterruptEndsTheWaitingAndTheNextMayWait() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, box::take);
        assertFalse(Thread.currentThread().isInterrupted());
        box.put("a");
        assertEquals("a", box.take());
    }

    @Test
    void whatIsThereIsTakenThoughTheReaderIsInterrupted() throws Exception {
        box.put("a");
        Thread.currentThread().interrupt();
        assertEquals("a", box.take());
        assertTrue(Thread.interrupted());
    }

    @Test
    void nothingOfManyWritersIsLostOrOvertakesItsOwn() throws Exception {
        Set<String> taken = new HashSet<>();
        List<Integer> last = new ArrayList<>(List.of(-1, -1, -1, -1));
        try (var threads = Threads.perTask("test-writers")) {
            for (int writer = 0; writer < 4; writer++) {
                int me = writer;
                threads.submit(() -> {
                    for (int number = 0; number < 2_000; number++) {
                        box.put(me + " " + number);
                    }
                });
            }
            while (taken.size() < 8_000) {
                String item = box.takeBefore(in(Patience.SOON));
                assertTrue(item != null && taken.add(item), () -> "after " + taken.size());
                int writer = item.charAt(0) - '0';
                int number = Integer.parseInt(item.substring(2));
                assertEquals(last.get(writer) + 1, number);
                last.set(writer, number);
            }
        }
        assertNull(box.poll());
    }

    @Test
    void aSignThatCameMeanwhileIsSeenWithoutWaiting() throws Exception {
        long before = life.count();
        life.sign();
        assertTrue(life.awaitAfter(before, Duration.ZERO));
        assertFalse(life.awaitAfter(life.count(), Duration.ZERO));
        assertFalse(life.awaitAfter(life.count(), Duration.ofMillis(1)));
    }

    @Test
    void aSignWakesAllWhoWait() throws Exception {
        long before = life.count();
        CompletableFuture<Boolean> one = parked(() -> life.awaitAfter(before, Patience.SOON), Thread.State.TIMED_WAITING);
        CompletableFuture<Boolean> two = parked(() -> life.awaitAfter(before, Patience.SOON), Thread.State.TIMED_WAITING);
        life.sign();
        assertTrue(of(one) && of(two));
    }

    @Test
    void theEndWakesThemWithoutASign() throws Exception {
        CompletableFuture<Boolean> one = parked(() -> life.awaitAfter(life.count(), Patience.SOON), Thread.State.TIMED_WAITING);
        life.end();
        assertFalse(of(one));
        assertFalse(life.awaitAfter(life.count(), Patience.SOON));
    }
}
