package dev.botyard.runtime.script.plugin;

/// Hears of the end of every run, on the thread that ended it. Must be quick.
@FunctionalInterface
public interface RunListener {
    void ended(Run run);
}
