package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The token of an account, with a clock that the test moves and a platform that it plays.
final class AccessTokenTest {
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration EARLY = Duration.ofSeconds(50);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-28T08:00:00Z"));
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile AdapterException failure;
    private final AccessToken token = new AccessToken(clock, EARLY, this::fetch);

    private AccessToken.Granted fetch() {
        int number = fetches.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        return new AccessToken.Granted("secret-" + number, LIFE);
    }

    private static AdapterException failing(ErrorKind kind) {
        return new AdapterException(kind, "as the test wants it");
    }

    @Test
    void isFetchedOnceUntilAWhileBeforeItsEnd() throws InterruptedException {
        assertEquals("secret-1", token.current());
        clock.advance(LIFE.minus(EARLY).minusMillis(1));
        assertEquals("secret-1", token.current());
        clock.advance(Duration.ofMillis(1));
        assertEquals("secret-2", token.current());
    }

    @Test
    void oneThatLivesShortlyIsReplacedAtHalfItsLife() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        AccessToken brief = new AccessToken(clock, EARLY,
                () -> new AccessToken.Granted("brief-" + asked.incrementAndGet(), Duration.ofSeconds(20)));
        brief.current();
        clock.advance(Duration.ofMillis(9_999));
        assertEquals("brief-1", brief.current());
        clock.advance(Duration.ofMillis(1));
        assertEquals("brief-2", brief.current());
    }

    @RepeatedTest(20)
    void thoseWhoNeedItAtOnceShareOneFetch() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        AccessToken shared = new AccessToken(clock, EARLY, () -> {
            answered.await();
            return fetch();
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> tokens = ask(callers, shared, 16);
            answered.countDown();
            for (Future<String> one : tokens) {
                assertEquals("secret-1", one.get(Patience.SECONDS, TimeUnit.SECONDS));
            }
        }
        assertEquals(1, fetches.get());
    }

    @RepeatedTest(20)
    void theyShareItsFailureToo() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AccessToken shared = new AccessToken(clock, EARLY, () -> {
            waiting.countDown();
            answered.await();
            failure = failing(ErrorKind.COMMUNICATION);
            return fetch();
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Thread> threads = new CopyOnWriteArrayList<>();
            List<Future<String>> tokens = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tokens.add(callers.submit(() -> {
                    threads.add(Thread.currentThread());
                    return shared.current();
                }));
            }
            waiting.await();
            Patience.await("all wait for the one fetch").until(() -> waiting(threads) == 8);
            answered.countDown();
            for (Future<String> one : tokens) {
                Throwable cause = assertThrows(ExecutionException.class, one::get).getCause();
                assertEquals(ErrorKind.COMMUNICATION, ((AdapterException) cause).kind());
            }
        }
        assertEquals(1, fetches.get());
    }

    private static long waiting(List<Thread> threads) {
        return threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count();
    }

    @RepeatedTest(20)
    void theInterruptOfOneIsNoMatterOfTheOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AccessToken shared = new AccessToken(clock, EARLY, () -> {
            if (fetches.get() == 0) {
                fetches.incrementAndGet();
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return fetch();
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(shared::current);
            begun.await();
            List<Future<String>> others = ask(callers, shared, 4);
            first.cancel(true);
            for (Future<String> one : others) {
                assertEquals("secret-2", one.get(Patience.SECONDS, TimeUnit.SECONDS));
            }
        }
        assertEquals(2, fetches.get());
    }

    private static List<Future<String>> ask(ExecutorService callers, AccessToken token, int count) {
        List<Future<String>> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(callers.submit(token::current));
        }
        return tokens;
    }

    @Test
    void aRefusedCallIsMadeOnceMoreWithAnotherToken() throws InterruptedException {
        List<String> used = new ArrayList<>();
        String answer = token.call(value -> {
            used.add(value);
            if (value.equals("secret-1")) {
                throw failing(ErrorKind.AUTHENTICATION);
            }
            return "done";
        });
        assertEquals("done", answer);
        assertEquals(List.of("secret-1", "secret-2"), used);
        assertEquals("secret-2", token.current());
    }

    @Test
    void aSecondRefusalIsTheEnd() {
        List<String> used = new ArrayList<>();
        AdapterException refusal = assertThrows(AdapterException.class, () -> token.call(value -> {
            used.add(value);
            throw failing(ErrorKind.AUTHENTICATION);
        }));
        assertEquals(ErrorKind.AUTHENTICATION, refusal.kind());
        assertEquals(List.of("secret-1", "secret-2"), used);
    }

    @Test
    void anyOtherFailureOfACallIsNotRepeated() {
        AtomicInteger calls = new AtomicInteger();
        assertThrows(AdapterException.class, () -> token.call(_ -> {
            calls.incrementAndGet();
            throw failing(ErrorKind.UNKNOWN_OUTCOME);
        }));
        assertEquals(1, calls.get());
    }

    @RepeatedTest(20)
    void manyRefusedAtOnceRenewItOnce() throws Exception {
        token.current();
        Set<String> accepted = Set.of("secret-2");
        CountDownLatch together = new CountDownLatch(8);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(callers.submit(() -> token.call(value -> {
                    if (accepted.contains(value)) {
                        return value;
                    }
                    together.countDown();
                    together.await();
                    throw failing(ErrorKind.AUTHENTICATION);
                })));
            }
            for (Future<String> one : answers) {
                assertEquals("secret-2", one.get(Patience.SECONDS, TimeUnit.SECONDS));
            }
        }
        assertEquals(2, fetches.get());
    }

    @Test
    void whileTheOldOneIsGoodAPlatformThatCannotBeReachedCostsNothing() throws InterruptedException {
        token.current();
        clock.advance(LIFE.minusSeconds(40));
        failure = failing(ErrorKind.COMMUNICATION);
        assertEquals("secret-1", token.current());
        assertEquals("secret-1", token.current());
        assertEquals(2, fetches.get());
        clock.advance(Duration.ofSeconds(20));
        assertEquals("secret-1", token.current());
        assertEquals(3, fetches.get());
        clock.advance(Duration.ofSeconds(20));
        assertEquals(ErrorKind.COMMUNICATION, assertThrows(AdapterException.class, token::current).kind());
    }

    @Test
    void credentialsThatAreNotAcceptedAreSaidAtOnce() throws InterruptedException {
        token.current();
        clock.advance(LIFE.minusSeconds(40));
        failure = failing(ErrorKind.AUTHENTICATION);
        assertEquals(ErrorKind.AUTHENTICATION, assertThrows(AdapterException.class, token::current).kind());
    }

    @Test
    void neverShowsTheToken() throws InterruptedException {
        token.current();
        assertFalse(token.toString().contains("secret"));
        assertFalse(new AccessToken.Granted("secret-9", LIFE).toString().contains("secret"));
    }
}
