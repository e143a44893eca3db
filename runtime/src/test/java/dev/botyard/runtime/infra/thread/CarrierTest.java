package dev.botyard.runtime.infra.thread;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Virtual threads on somebody else's thread. The tests are run with Java opened for it, as the launcher does.
class CarrierTest {
    private final ExecutorService owner = Threads.single("owner");
    private final Carrier carrier = new Carrier(owner);
    private final Seat seat = carrier.seat().sit();

    @AfterEach
    void end() {
        owner.shutdownNow();
    }

    private static <T> T got(CompletableFuture<T> future) throws Exception {
        return future.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    /// The platform thread under the current virtual one.
    private static String carriedBy() {
        return Thread.currentThread().toString().replaceFirst(".*@", "").replaceFirst("-\\d+(-worker-\\d+)?$", "");
    }

    private CompletableFuture<String> where(Seat of) {
        CompletableFuture<String> where = new CompletableFuture<>();
        of.threads("t").newThread(() -> where.complete(carriedBy())).start();
        return where;
    }

    @Test
    void aSeatedThreadRunsOnTheOwnersAndGoesOnThereAfterItHasWaited() throws Exception {
        Semaphore turn = new Semaphore(0);
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        seat.threads("t").newThread(() -> {
            List<String> places = new ArrayList<>(List.of(carriedBy()));
            turn.acquireUninterruptibly();
            places.add(carriedBy());
            seen.complete(places);
        }).start();
        turn.release();
        assertEquals(List.of("owner", "owner"), got(seen));
    }

    @Test
    void itsChildrenRunThereTooButNotWhatTheHostStarts() throws Exception {
        CompletableFuture<String> child = new CompletableFuture<>();
        CompletableFuture<String> stranger = new CompletableFuture<>();
        seat.threads("t").newThread(() -> {
            Thread.startVirtualThread(() -> child.complete(carriedBy()));
            Threads.startVirtual("s", () -> stranger.complete(carriedBy()));
        }).start();
        assertEquals("owner", got(child));
        assertEquals("ForkJoinPool", got(stranger));
    }

    @Test
    void whoHasNotSatDownOrHasRisenRunsOnJavasScheduler() throws Exception {
        assertEquals("ForkJoinPool", got(where(carrier.seat())));
        assertEquals("ForkJoinPool", got(where(Seat.none().sit())));
        seat.rise();
        assertEquals("ForkJoinPool", got(where(seat)));
    }

    @Test
    void aThreadThatBlocksLetsTheOthersRun() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = Threads.platform("holder").newThread(() -> {
            synchronized (monitor) {
                held.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        holder.start();
        held.await();
        CompletableFuture<String> blocked = new CompletableFuture<>();
        seat.threads("t").newThread(() -> {
            synchronized (monitor) {
                blocked.complete(carriedBy());
            }
        }).start();
        assertEquals("owner", got(where(seat)));
        assertFalse(blocked.isDone());
        never.countDown();
        assertEquals("owner", got(blocked));
    }

    @Test
    void whatIsExecutedRunsInItsOrder() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            carrier.execute(() -> order.add(number));
        }
        await().until(() -> order.size() == 1_000);
        assertEquals(order.stream().sorted().toList(), order);
    }

    /// A crowd that never ends must not keep the owner from its own work.
    @Test
    void theOwnerGetsItsTurnBetween() throws Exception {
        AtomicInteger stop = new AtomicInteger();
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (stop.get() == 0) {
                carrier.execute(again[0]);
            }
        };
        carrier.execute(again[0]);
        CompletableFuture<Void> own = new CompletableFuture<>();
        owner.execute(() -> own.complete(null));
        got(own);
        stop.set(1);
    }

    @RepeatedTest(5)
    void nothingIsForgottenWhenManyCome() throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        LinkedBlockingQueue<Integer> box = new LinkedBlockingQueue<>();
        Thread taker = seat.threads("taker").newThread(() -> {
            try {
                while (done.get() < 4_000) {
                    box.take();
                    done.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        taker.start();
        for (int i = 0; i < 4; i++) {
            senders.add(Thread.startVirtualThread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    box.add(n);
                }
            }));
        }
        assertTrue(taker.join(Patience.SOON), () -> "taken: " + done.get());
    }

    @Test
    void theEndOfTheOwnerLetsThreadsEnd() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> ended = new CompletableFuture<>();
        seat.threads("t").newThread(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.complete(carriedBy());
        }).start();
        got(where(seat));
        owner.shutdown();
        assertTrue(owner.awaitTermination(Patience.SECONDS, TimeUnit.SECONDS));
        go.countDown();
        assertEquals("carrier-rest", got(ended));
    }

    /// The owner stands behind a thread that only the owner would carry: nobody would ever go on.
    @Test
    void anOwnerThatWaitsForALockBehindACarriedThreadGetsIt() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CompletableFuture<String> carried = new CompletableFuture<>();
        CompletableFuture<Void> own = new CompletableFuture<>();
        lock.lock();
        seat.threads("t").newThread(() -> {
            lock.lock();
            carried.complete(carriedBy());
            lock.unlock();
        }).start();
        await().until(() -> lock.getQueueLength() == 1);
        owner.execute(() -> {
            lock.lock();
            own.complete(null);
            lock.unlock();
        });
        await().until(() -> lock.getQueueLength() == 2);
        lock.unlock();
        await().until(() -> {
            carrier.look();
            return own.isDone();
        });
        assertEquals("carrier-rest", got(carried));
    }

    @Test
    void whoMakesProgressIsNotHelped() throws Exception {
        got(where(seat));
        owner.submit(() -> {}).get(Patience.SECONDS, TimeUnit.SECONDS); // or it might still be about to say that it has nothing left to do
        carrier.look();
        carrier.look();
        assertEquals("owner", got(where(seat)));
    }

    @Test
    void whoHoldsTheCarrierForLongLosesItForAWhile() throws Exception {
        CompletableFuture<String> after = new CompletableFuture<>();
        CompletableFuture<String> during = new CompletableFuture<>();
        seat.threads("t").newThread(() -> {
            long began = System.nanoTime();
            while (System.nanoTime() - began < Seat.LONG_NANOS * 2) {
                Thread.onSpinWait();
            }
            during.complete(carriedBy());
            Thread.yield();
            after.complete(carriedBy());
        }).start();
        assertEquals("owner", got(during));
        assertEquals("ForkJoinPool", got(after));
        assertEquals("owner", got(where(carrier.seat().sit())), "others keep their seats");
    }
}
