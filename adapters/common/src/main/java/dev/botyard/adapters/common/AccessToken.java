package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The access token of one account of a platform that gives tokens for a time. It is fetched when somebody needs it, and anew a while before its
/// end. One fetch is under way at most: whoever needs the token meanwhile waits for it, and shares its outcome. Nothing is kept beyond the
/// object's life. Thread-safe.
public final class AccessToken {
    private final Clock clock;
    private final Duration early;
    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;
    private @Nullable CompletableFuture<Held> underWay;

    /// @param early how long before its end a token is replaced; of one that lives less than twice as long, half its life
    public AccessToken(Clock clock, Duration early, Source source) {
        this.clock = clock;
        this.early = early;
        this.source = source;
    }

    /// Asks the platform for a token.
    @FunctionalInterface
    public interface Source {
        /// One try, with a time limit of its own.
        ///
        /// @throws AdapterException `AUTHENTICATION` where the platform does not accept the account's credentials
        Granted fetch() throws InterruptedException;
    }

    /// What the platform gave.
    ///
    /// @param lifetime from now
    public record Granted(String token, Duration lifetime) {
        public Granted {
            Objects.requireNonNull(token);
        }

        /// Without the token.
        @Override
        public String toString() {
            return "a token for " + lifetime;
        }
    }

    /// A call that needs a token.
    @FunctionalInterface
    public interface Call<T> {
        /// One try with this token.
        ///
        /// @throws AdapterException `AUTHENTICATION` where the platform does not accept the token
        T with(String token) throws InterruptedException;
    }

    private record Held(String token, Instant renewal, Instant end) {}

    /// A token that is good for a while.
    ///
    /// @throws AdapterException as the source says; while the token before is good, only `AUTHENTICATION`
    public String current() throws InterruptedException {
        return insteadOf("");
    }

    /// A token other than one that the platform has refused, though the platform may give the same again.
    public String insteadOf(String refused) throws InterruptedException {
        while (true) {
            CompletableFuture<Held> fetch;
            boolean own = false;
            lock.lock();
            try {
                Held known = held;
                if (known != null && !known.token.equals(refused) && clock.instant().isBefore(known.renewal)) {
                    return known.token;
                }
                if (underWay == null) {
                    underWay = new CompletableFuture<>();
                    own = true;
                }
                fetch = underWay;
            } finally {
                lock.unlock();
            }
            if (own) {
                fetch(fetch, refused);
            }
            try {
                return fetch.get().token;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof AdapterException failure) {
                    throw failure;
                }
                if (!(failed.getCause() instanceof InterruptedException)) {
                    throw new IllegalStateException("the source of a token broke", failed.getCause());
                }
                // Whoever fetched it was interrupted, which is no matter of those who waited: one of them fetches it.
            }
        }
    }

    private void fetch(CompletableFuture<Held> fetch, String refused) throws InterruptedException {
        try {
            Granted granted = source.fetch();
            Duration before = granted.lifetime.compareTo(early.multipliedBy(2)) < 0 ? granted.lifetime.dividedBy(2) : early;
            Instant end = clock.instant().plus(granted.lifetime);
            Held fresh = new Held(granted.token, end.minus(before), end);
            settle(fresh);
            fetch.complete(fresh);
        } catch (AdapterException failure) {
            Held rest = stillGood(failure, refused);
            settle(rest);
            if (rest == null) {
                fetch.completeExceptionally(failure);
            } else {
                fetch.complete(rest);
            }
        } catch (InterruptedException | RuntimeException | Error broken) {
            settle(held);
            fetch.completeExceptionally(broken);
            throw broken;
        }
    }

    /// What is held, when the fetch failed for a reason that has nothing to do with it. It is not asked for at each call then.
    private @Nullable Held stillGood(AdapterException failure, String refused) {
        Held known = held;
        Instant now = clock.instant();
        if (known == null || known.token.equals(refused) || failure.kind() == ErrorKind.AUTHENTICATION
                || !now.isBefore(known.end)) {
            return null;
        }
        return new Held(known.token, now.plus(Duration.between(now, known.end).dividedBy(2)), known.end);
    }

    private void settle(@Nullable Held value) {
        lock.lock();
        try {
            held = value;
            underWay = null;
        } finally {
            lock.unlock();
        }
    }

    /// Calls with a token. When the platform refuses it, which means that nothing was done, the call is made once more with another one.
    ///
    /// @throws AdapterException of the call, or of fetching the token; `AUTHENTICATION` when both tokens were refused
    public <T> T call(Call<T> call) throws InterruptedException {
        String token = current();
        try {
            return call.with(token);
        } catch (AdapterException refusal) {
            if (refusal.kind() != ErrorKind.AUTHENTICATION) {
                throw refusal;
            }
        }
        return call.with(insteadOf(token));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "AccessToken";
    }
}
