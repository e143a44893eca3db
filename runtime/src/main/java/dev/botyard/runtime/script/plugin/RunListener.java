package dev.botyard.runtime.script.plugin;

/// Hears of every run, on the thread that begins or ends it. Must be quick.
@FunctionalInterface
public interface RunListener {
    /// A worker begins it.
    default void began(Run run) {}

    void ended(Run run);
}
