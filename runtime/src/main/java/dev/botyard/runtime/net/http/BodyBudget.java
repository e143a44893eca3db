package dev.botyard.runtime.net.http;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies the process holds at once, from arrival until they are answered. Strangers together get half of it, so that
/// they cannot shut out those whom the host knows. Thread-safe.
final class BodyBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /// What one request holds of the budget. Confined to the thread of the request.
    final class Share implements AutoCloseable {
        private final boolean known;
        private long bytes;

        private Share(boolean known) {
            this.known = known;
        }

        /// @throws HttpProblem 503 when too much is held
        void add(long more) {
            if (!known && !take(strangers, more, most / 2)) {
                throw full();
            }
            if (!take(held, more, most)) {
                if (!known) {
                    strangers.addAndGet(-more);
                }
                throw full();
            }
            bytes += more;
        }

        /// Idempotent.
        @Override
        public void close() {
            held.addAndGet(-bytes);
            if (!known) {
                strangers.addAndGet(-bytes);
            }
            bytes = 0;
        }
    }

    Share share(boolean known) {
        return new Share(known);
    }

    private static boolean take(AtomicLong counter, long more, long most) {
        if (counter.addAndGet(more) > most) {
            counter.addAndGet(-more);
            return false;
        }
        return true;
    }

    private static HttpProblem full() {
        return new HttpProblem(503, "too_many_bodies",
                "the host is busy with the bodies of other requests; send this one again in a few seconds")
                .with("Retry-After", "5");
    }

    /// How many bytes are held now.
    long held() {
        return held.get();
    }
}
