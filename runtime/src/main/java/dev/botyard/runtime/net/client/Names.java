package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Resolves names. Thread-safe. The system's resolver blocks the processor that a virtual thread runs on, and two slow name servers would
/// so stop the whole host; therefore up to eight platform threads ask it.
final class Names implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 256;

    private final Ticker ticker;
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Threads.platform("names"));

    Names(Ticker ticker) {
        this.ticker = ticker;
        pool.allowCoreThreadTimeOut(true);
    }

    /// All addresses of a host.
    ///
    /// @throws UnknownHostException also when it takes longer than `deadline`, see [Ticker#nanoTime]
    List<InetAddress> resolve(String host, long deadline) throws UnknownHostException, InterruptedException {
        if (host.startsWith("[") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            return List.of(InetAddress.getByName(host));
        }
        try {
            Future<InetAddress[]> answer = pool.submit(() -> InetAddress.getAllByName(host));
            return List.of(answer.get(Math.max(1, ticker.until(deadline)), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw unknown("the name " + host + " is unknown", e.getCause());
        } catch (TimeoutException e) {
            throw unknown("the name servers did not answer for " + host + " in time", e);
        } catch (RejectedExecutionException e) {
            throw unknown("too many names are being resolved", e);
        }
    }

    private static UnknownHostException unknown(String message, Throwable cause) {
        UnknownHostException failure = new UnknownHostException(message);
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
