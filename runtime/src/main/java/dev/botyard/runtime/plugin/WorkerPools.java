package dev.botyard.runtime.plugin;

import dev.botyard.runtime.worker.WorkerPool;

/// Finds the workers for a plugin. Wired by the host.
@FunctionalInterface
public interface WorkerPools {
    WorkerPool of(Plugin plugin);
}
