package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.LineSocket;
import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A pool whose workers are played by the test. It never starts a process: there is no such program.
public final class PlayedWorkers implements AutoCloseable {
    /// No process has such a number, so that ending one harms none.
    private static final long FIRST_PID = 400_000_000;

    private final Ticker ticker;
    private final EventLoops loops;
    private final WorkerServer server;
    private final WorkerBudget budget;
    private final WorkerPool pool;
    private final AtomicReference<Map<String, String>> environment = new AtomicReference<>(Map.of());
    private final List<PlayedWorker> joined = new ArrayList<>();

    /// @param most how many may join
    public PlayedWorkers(Path folder, int most) throws IOException {
        this(folder, most, Duration.ofMinutes(10));
    }

    PlayedWorkers(Path folder, int most, Duration idle) throws IOException {
        this(folder, most, idle, false, Ticker.system());
    }

    /// Workers whose time is the test's.
    PlayedWorkers(Path folder, int most, Ticker ticker) throws IOException {
        this(folder, most, Duration.ofMinutes(10), false, ticker);
    }

    /// Workers that a launcher has forked.
    static PlayedWorkers forked(Path folder, int most) throws IOException {
        return new PlayedWorkers(folder, most, Duration.ofMinutes(10), true, Ticker.system());
    }

    private PlayedWorkers(Path folder, int most, Duration idle, boolean forks, Ticker ticker) throws IOException {
        this.ticker = ticker;
        this.loops = EventLoops.start(1, ticker);
        server = new WorkerServer(folder.resolve("run"), loops, WorkerTransport.UNIX);
        server.start();
        budget = new WorkerBudget(most);
        pool = new WorkerPool(new WorkerSettings(Language.PYTHON, List.of("no-such-python"), forks, most, idle, 0, 1_000, folder,
                environment::get), server, ticker, budget);
        pool.start();
    }

    public WorkerPool pool() {
        return pool;
    }

    WorkerBudget budget() {
        return budget;
    }

    EventLoops loops() {
        return loops;
    }

    Ticker ticker() {
        return ticker;
    }

    WorkerServer server() {
        return server;
    }

    /// Other variables: workers that have the former ones are not used any more.
    void changeEnvironment() {
        environment.set(Map.of("CHANGED", "yes"));
    }

    /// One more worker, idle.
    public PlayedWorker join() throws IOException, InterruptedException {
        return join(FIRST_PID + joined.size());
    }

    /// One more worker, which answers every run.
    public PlayedWorker join(Function<JsonNode, Object> answer) throws IOException, InterruptedException {
        return join().answering(answer);
    }

    /// One more worker, which holds a place as if it had been started for a run.
    PlayedWorker joinInAPlace() throws IOException, InterruptedException {
        assertTrue(budget.take());
        return join();
    }

    PlayedWorker join(long pid) throws IOException, InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        Map<String, String> variables = environment.get();
        String token = server.expect(new WorkerServer.Expected() {
            @Override
            public Map<String, Object> limits() {
                return Map.of("output_bytes", 1_000);
            }

            @Override
            public void connected(LineSocket socket, WorkerServer.Hello hello) {
                pool.joined(new Worker(pool, ticker, socket, hello.pid(), variables));
                there.countDown();
            }
        });
        PlayedWorker worker = PlayedWorker.connect(server.address(), token, pid);
        worker.next();
        assertTrue(there.await(Patience.SECONDS, TimeUnit.SECONDS));
        joined.add(worker);
        return worker;
    }

    @Override
    public void close() throws IOException {
        joined.forEach(PlayedWorker::close);
        pool.close();
        server.close();
        loops.close();
        ticker.close();
    }
}
