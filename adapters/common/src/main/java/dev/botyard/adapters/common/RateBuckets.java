package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// How many calls a platform takes, by what its answers say: calls of a route share a bucket, which is empty until a time, and all calls of the
/// account share a limit above them. A call waits here while that is brief, so that it is not refused on the wire; nothing is assumed of a
/// platform that says nothing. Thread-safe.
///
/// ```java
/// buckets.pass(route, timeout);
/// HttpAnswer answer = http.send(call);
/// buckets.learn(route, answer);
/// ```
///
/// Understood are `X-RateLimit-Remaining`, `-Reset-After` (seconds), `-Reset` (seconds, or the time since 1970), `-Limit` and `-Bucket`. A platform
/// that only refuses, with a time, tells it by [#close].
public final class RateBuckets {
    private static final String PREFIX = "X-RateLimit-";
    /// A larger number of seconds is a time since 1970.
    private static final long TIMES = 1_000_000_000L;
    /// Buckets of chats that nobody writes to any more are forgotten from this many on.
    private static final int MANY = 1_000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final int perSecond;
    private final Pause pause;
    private volatile int quota;
    private volatile Duration quotaTime = Duration.ZERO;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> names = new HashMap<>();
    private final Map<Route, Bucket> buckets = new HashMap<>();
    private final Bucket all = new Bucket();
    private final Bucket second = new Bucket();

    /// With no limit but those that the platform tells.
    public RateBuckets(Clock clock) {
        this(clock, 0);
    }

    /// @param perSecond calls of all routes that are let through within a second; 0 for any number
    public RateBuckets(Clock clock, int perSecond) {
        this(clock, perSecond, wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()));
    }

    RateBuckets(Clock clock, int perSecond, Pause pause) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.pause = pause;
    }

    /// For a platform that names no remainders, but has published how many calls a bucket takes; 0 for any number.
    public RateBuckets each(int calls, Duration per) {
        quota = calls;
        quotaTime = per;
        return this;
    }

    /// What calls have in common that share a bucket.
    ///
    /// @param name    the call without the ids in it, such as `POST channels/messages`
    /// @param subject the id that the platform counts by, such as a channel's; `""` for none
    public record Route(String name, String subject) {}

    /// Waits.
    @FunctionalInterface
    interface Pause {
        void last(Duration wait) throws InterruptedException;
    }

    /// Takes part in the route's bucket, waiting for its turn if need be.
    ///
    /// @param patience how long it may wait
    /// @throws AdapterException `RATE_LIMITED` with the time when that would be longer; it did not wait then
    public void pass(Route route, Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (true) {
            Duration wait = take(route);
            if (wait.isZero()) {
                return;
            }
            if (clock.instant().plus(wait).isAfter(end)) {
                throw AdapterException.rateLimited("the platform takes no " + route.name() + " for another "
                        + Math.max(1, wait.toMillis()) + " ms; nothing was sent", wait);
            }
            pause.last(wait);
        }
    }

    /// @return how long there is no room; zero when there was, and is one less now
    private Duration take(Route route) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (quota > 0) {
                forgetFull();
            }
            Bucket bucket = bucket(route);
            if (perSecond > 0 && !second.full.isAfter(now)) {
                second.reset(perSecond, now.plus(SECOND));
            }
            if (quota > 0 && !bucket.full.isAfter(now)) {
                bucket.reset(quota, now.plus(quotaTime));
            }
            Duration wait = longest(bucket.wait(now), all.wait(now), second.wait(now));
            if (wait.isZero()) {
                bucket.left--;
                second.left--;
            }
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private static Duration longest(Duration... waits) {
        Duration longest = Duration.ZERO;
        for (Duration wait : waits) {
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    private Bucket bucket(Route route) {
        return buckets.computeIfAbsent(new Route(names.getOrDefault(route.name(), route.name()), route.subject()),
                _ -> new Bucket());
    }

    /// Reads what an answer says about the route's bucket; an answer that says nothing changes nothing.
    public void learn(Route route, HttpAnswer answer) {
        Optional<Double> left = number(answer, "Remaining");
        Optional<Duration> wait = untilReset(answer);
        if (left.isEmpty() || wait.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            forgetFull();
            answer.header(PREFIX + "Bucket").ifPresent(name -> names.put(route.name(), name));
            Bucket bucket = bucket(route);
            Instant now = clock.instant();
            // Answers overtake each other, and calls are under way that they do not count yet.
            int known = bucket.full.isAfter(now) ? bucket.left : Integer.MAX_VALUE;
            bucket.reset(Math.min(known, left.get().intValue()), now.plus(wait.get()));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Duration> untilReset(HttpAnswer answer) {
        return number(answer, "Reset-After").or(() -> number(answer, "Reset").map(this::fromNow)).map(RateBuckets::seconds);
    }

    private double fromNow(double reset) {
        return reset < TIMES ? reset : Math.max(0, reset - clock.millis() / 1000.0);
    }

    private static Optional<Double> number(HttpAnswer answer, String name) {
        return answer.header(PREFIX + name).map(String::strip).filter(text -> text.matches("\\d{1,12}(\\.\\d{1,12})?"))
                .map(Double::valueOf);
    }

    /// A number of seconds with decimals, rounded up to milliseconds.
    public static Duration seconds(double value) {
        return Duration.ofMillis((long) Math.ceil(value * 1000));
    }

    /// The platform refuses the route's calls for a while.
    public void close(Route route, Duration wait) {
        close(bucketOf(route), wait);
    }

    /// The platform refuses all calls of the account for a while.
    public void closeAll(Duration wait) {
        close(all, wait);
    }

    private Bucket bucketOf(Route route) {
        lock.lock();
        try {
            return bucket(route);
        } finally {
            lock.unlock();
        }
    }

    private void close(Bucket bucket, Duration wait) {
        lock.lock();
        try {
            bucket.reset(0, clock.instant().plus(wait));
        } finally {
            lock.unlock();
        }
    }

    private void forgetFull() {
        if (buckets.size() >= MANY) {
            Instant now = clock.instant();
            buckets.values().removeIf(bucket -> !bucket.full.isAfter(now));
        }
    }

    /// Guarded by the lock.
    private static final class Bucket {
        private int left;
        private Instant full = Instant.MIN;

        void reset(int calls, Instant until) {
            left = calls;
            full = until;
        }

        Duration wait(Instant now) {
            return left > 0 || !full.isAfter(now) ? Duration.ZERO : Duration.between(now, full);
        }
    }
}
