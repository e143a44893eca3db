package dev.botyard.runtime.script.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A process that is about to connect.
abstract class Joining implements WorkerServer.Expected {
    /// How long it may take.
    static final Duration LIMIT = Duration.ofSeconds(20);

    final CompletableFuture<Void> joined = new CompletableFuture<>();
    final Map<String, String> environment;
    private final WorkerSettings settings;

    /// @param environment what it was started with
    Joining(WorkerSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public Map<String, Object> limits() {
        return Map.of("memory_bytes", settings.memoryBytes(), "output_bytes", settings.outputBytes());
    }
}
