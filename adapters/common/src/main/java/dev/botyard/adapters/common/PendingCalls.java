package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls over a socket whose answers come among everything else: a call and its answer find each other by an id, and the thread that reads the
/// socket completes the call. Thread-safe.
///
/// @param <T> an answer
public final class PendingCalls<T> {
    private final ConcurrentHashMap<String, CompletableFuture<T>> waiting = new ConcurrentHashMap<>();
    private volatile String lost = "";

    /// Puts a call on the wire.
    @FunctionalInterface
    public interface Sending {
        /// @throws AdapterException `COMMUNICATION` when nothing was sent
        void send() throws InterruptedException;
    }

    /// Sends a call and waits for its answer.
    ///
    /// @param what the call, for sentences
    /// @throws AdapterException `COMMUNICATION` when nothing was sent, `UNKNOWN_OUTCOME` when no answer came
    public T ask(String what, String id, Duration timeout, Sending sending) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        CompletableFuture<T> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            if (!lost.isEmpty()) {
                throw new AdapterException(ErrorKind.COMMUNICATION, what + " was not sent: " + lost);
            }
            sending.send();
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no answer to " + what + " within " + timeout.toMillis()
                    + " ms; it may have been done all the same", late);
        } catch (ExecutionException gone) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "the connection ended before " + what + " was answered ("
                    + gone.getCause().getMessage() + "); it may have been done all the same", gone.getCause());
        } finally {
            waiting.remove(id, answer);
        }
    }

    /// Completes the call that has this id. An answer that nobody waits for any more is none of our business.
    public void answered(String id, T answer) {
        CompletableFuture<T> call = waiting.get(id);
        if (call != null) {
            call.complete(answer);
        }
    }

    /// Ends every waiting call, and those to come.
    ///
    /// @param reason not empty
    public void lose(String reason) {
        lost = reason;
        AdapterException failure = new AdapterException(ErrorKind.COMMUNICATION, reason);
        waiting.values().forEach(call -> call.completeExceptionally(failure));
    }

    /// Whether a call waits for its answer.
    public boolean any() {
        return !waiting.isEmpty();
    }
}
