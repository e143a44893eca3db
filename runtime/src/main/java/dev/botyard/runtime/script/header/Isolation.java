package dev.botyard.runtime.script.header;

/// Where the runs of a plugin happen.
public enum Isolation {
    /// In a warm worker that other runs use too.
    SHARED,
    /// In a process of its own for each run.
    PROCESS
}
