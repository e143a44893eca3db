package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.worker.WorkerPool;

/// Finds the workers for a plugin. Wired by the host.
@FunctionalInterface
public interface WorkerPools {
    WorkerPool of(Plugin plugin);
}
