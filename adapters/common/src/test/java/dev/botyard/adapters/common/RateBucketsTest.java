package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.RateBuckets.Route;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateBucketsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration LANE = Duration.ofSeconds(5);
    private static final Route HERE = new Route("POST messages", "1");
    private static final Route THERE = new Route("POST messages", "2");

    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final RateBuckets buckets = new RateBuckets(clock, 0, wait -> now = now.plus(wait));

    private static HttpAnswer answer(String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put("x-ratelimit-" + headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
        }
        return new HttpAnswer(200, all, new byte[0]);
    }

    private Duration waited(RateBuckets which, Route route) throws InterruptedException {
        Instant before = now;
        which.pass(route, LANE);
        return Duration.between(before, now);
    }

    private Duration waited(Route route) throws InterruptedException {
        return waited(buckets, route);
    }

    @Test
    void aPlatformThatSaysNothingIsNotWaitedFor() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            buckets.learn(HERE, answer());
            assertEquals(Duration.ZERO, waited(HERE));
        }
    }

    @Test
    void anEmptyBucketIsWaitedForUntilItIsFullAgain() throws InterruptedException {
        buckets.learn(HERE, answer("Limit", "5", "Remaining", "0", "Reset-After", "1.25"));
        assertEquals(Duration.ofMillis(1250), waited(HERE));
        assertEquals(Duration.ZERO, waited(HERE));
    }

    @Test
    void whatIsLeftIsCountedBeforeTheAnswersCome() throws InterruptedException {
        buckets.learn(HERE, answer("Remaining", "2", "Reset-After", "3"));
        assertEquals(Duration.ZERO, waited(HERE));
        assertEquals(Duration.ZERO, waited(HERE));
        assertEquals(Duration.ofSeconds(3), waited(HERE));
    }

    @Test
    void anAnswerThatWasOvertakenGivesNothingBack() throws InterruptedException {
        buckets.learn(HERE, answer("Remaining", "0", "Reset-After", "3"));
        buckets.learn(HERE, answer("Remaining", "1", "Reset-After", "3"));
        assertEquals(Duration.ofSeconds(3), waited(HERE));
    }

    @Test
    void otherSubjectsHaveBucketsOfTheirOwn() throws InterruptedException {
        buckets.learn(HERE, answer("Remaining", "0", "Reset-After", "3", "Bucket", "abc"));
        assertEquals(Duration.ZERO, waited(THERE));
    }

    @Test
    void routesOfOneBucketShareIt() throws InterruptedException {
        Route edit = new Route("PATCH messages", "1");
        buckets.learn(edit, answer("Remaining", "5", "Reset-After", "3", "Bucket", "abc"));
        buckets.learn(HERE, answer("Remaining", "0", "Reset-After", "3", "Bucket", "abc"));
        assertEquals(Duration.ofSeconds(3), waited(edit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1767323047"})
    void theTimeMayBeSecondsOrSince1970(String reset) throws InterruptedException {
        buckets.learn(HERE, answer("Remaining", "0", "Reset", reset));
        assertEquals(Duration.ofSeconds(2), waited(HERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "NaN", "99999999999999999999", "1e9"})
    void aTimeThatIsNoneChangesNothing(String reset) throws InterruptedException {
        buckets.learn(HERE, answer("Remaining", "0", "Reset-After", reset));
        assertEquals(Duration.ZERO, waited(HERE));
    }

    @Test
    void whoWouldWaitTooLongIsToldTheTimeAtOnce() {
        buckets.close(HERE, Duration.ofSeconds(64));
        AdapterException failure = assertThrows(AdapterException.class, () -> buckets.pass(HERE, LANE));
        assertEquals(ErrorKind.RATE_LIMITED, failure.kind());
        assertEquals(Duration.ofSeconds(64), failure.retryAfter().orElseThrow());
        assertEquals("the platform takes no POST messages for another 64000 ms; nothing was sent", failure.getMessage());
        assertEquals(START, now);
    }

    @Test
    void aRefusalOfEverythingStopsAllRoutes() throws InterruptedException {
        buckets.closeAll(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(4), waited(THERE));
        assertEquals(Duration.ZERO, waited(HERE));
    }

    @Test
    void soManyCallsGoThroughInASecond() throws InterruptedException {
        RateBuckets paced = new RateBuckets(clock, 3, wait -> now = now.plus(wait));
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, waited(paced, new Route("GET anything", "" + i)));
        }
        assertEquals(Duration.ofSeconds(1), waited(paced, HERE));
    }

    @Test
    void waitingEndsWhenItIsInterrupted() {
        RateBuckets real = new RateBuckets(clock);
        real.close(HERE, Duration.ofSeconds(4));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> real.pass(HERE, LANE));
    }

    @Test
    void thousandsOfChatsAreForgottenOnceTheyAreFull() throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            buckets.learn(new Route("POST messages", "" + i), answer("Remaining", "0", "Reset-After", "1"));
            now = now.plusMillis(100);
        }
        assertEquals(Duration.ZERO, waited(HERE));
        assertEquals(Duration.ofMillis(900), waited(new Route("POST messages", "4999")));
    }

    @Test
    void aPublishedQuotaHoldsForEachRouteByItself() throws InterruptedException {
        RateBuckets published = new RateBuckets(clock, 0, wait -> now = now.plus(wait)).each(2, Duration.ofSeconds(4));
        assertEquals(Duration.ZERO, waited(published, HERE));
        assertEquals(Duration.ZERO, waited(published, HERE));
        assertEquals(Duration.ZERO, waited(published, THERE));
        assertEquals(Duration.ofSeconds(4), waited(published, HERE));
        published.each(1, Duration.ofSeconds(60));
        waited(published, new Route("others", ""));
        AdapterException refused = assertThrows(AdapterException.class, () -> published.pass(new Route("others", ""), LANE));
        assertEquals(ErrorKind.RATE_LIMITED, refused.kind());
        assertEquals(Duration.ofSeconds(60), refused.retryAfter().orElseThrow());
    }
}
