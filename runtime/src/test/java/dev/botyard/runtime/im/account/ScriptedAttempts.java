package dev.botyard.runtime.im.account;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.Patience;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Attempts to connect, one after the other in the hands of a test. It notes what was given back.
final class ScriptedAttempts extends DirectGate {
    private final BlockingQueue<Attempt> begun = new LinkedBlockingQueue<>();
    /// What making an adapter, or giving back what it was lent, ends with; null while that works.
    volatile Throwable refusing;
    volatile RuntimeException keeping;
    private final List<String> givenBack = new CopyOnWriteArrayList<>();

    /// One call of `Adapter.run`.
    record Attempt(Connection connection, BlockingQueue<Optional<Throwable>> ends) {
        /// The adapter throws.
        void fail(Throwable failure) {
            ends.add(Optional.of(failure));
        }

        /// The adapter returns.
        void end() {
            ends.add(Optional.empty());
        }
    }

    /// The next attempt, as soon as it has begun.
    Attempt next() throws InterruptedException {
        Attempt attempt = begun.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(attempt, "no attempt was made");
        return attempt;
    }

    /// `release` after an attempt, `forget` after the last.
    List<String> givenBack() {
        return List.copyOf(givenBack);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Override
    public Adapter create(AccountSpec spec) {
        Optional.ofNullable(refusing).ifPresent(ScriptedAttempts::sneak);
        return new Adapter() {
            @Override
            public void run(Connection connection) throws InterruptedException {
                Attempt attempt = new Attempt(connection, new LinkedBlockingQueue<>());
                begun.add(attempt);
                attempt.ends.take().ifPresent(ScriptedAttempts::sneak);
            }

            @Override
            public Receipt send(OutboundMessage message) {
                return Receipt.of("1");
            }
        };
    }

    @Override
    public void release(AccountSpec spec) {
        givenBack.add("release " + spec.id());
        Optional.ofNullable(keeping).ifPresent(ScriptedAttempts::sneak);
    }

    @Override
    public void forget(AccountSpec spec) {
        givenBack.add("forget " + spec.id());
        Optional.ofNullable(keeping).ifPresent(ScriptedAttempts::sneak);
    }
}
