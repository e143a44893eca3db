package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts the processes of one pool, which connect by themselves. Thread-safe.
final class WorkerProcesses {
    private final WorkerSettings settings;
    private final WorkerServer server;
    private final WorkerPool pool;

    WorkerProcesses(WorkerSettings settings, WorkerServer server, WorkerPool pool) {
        this.settings = settings;
        this.server = server;
        this.pool = pool;
    }

    /// Starts a process and waits until it has joined. Blocks.
    ///
    /// @param role `launcher` or `worker`
    void start(String role, Joining joining)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        String token = server.expect(joining);
        ProcessBuilder builder = new ProcessBuilder(settings.command()).directory(settings.folder().toFile())
                .redirectErrorStream(true);
        builder.redirectInput(ChildProcess.NO_INPUT);
        ChildEnvironment.give(builder, joining.environment);
        builder.environment()
                .putAll(Map.of("BOTYARD_SOCKET", server.named(), "BOTYARD_TOKEN", token, "BOTYARD_ROLE", role,
                        "PYTHONUNBUFFERED", "1", "PYTHONIOENCODING", "utf-8"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            server.forget(token);
            throw Files.isDirectory(settings.folder())
                    ? Interpreters.cannotRun(settings.command().getFirst(), settings.language(), e)
                    : e;
        }
        ProcessWords said = ProcessWords.of(process, settings.language().label());
        process.onExit().thenRun(() -> {
            joining.joined
                    .completeExceptionally(new IOException("its process ended with code " + process.exitValue() + ": " + said));
            pool.exited(process.pid(), WorkerEnd.code(process.exitValue()));
        });
        try {
            joining.joined.get(Joining.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("its process did not connect within " + Joining.LIMIT.toSeconds() + " s: " + said, e);
        } finally {
            server.forget(token);
        }
    }
}
