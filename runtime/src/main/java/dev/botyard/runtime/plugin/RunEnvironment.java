package dev.botyard.runtime.plugin;

import java.time.Duration;

/// What the host gives to every run.
interface RunEnvironment {
    RunCalls calls();

    /// The `host` object of the worker protocol as JSON text.
    String hostJson();

    Duration timeLimit();

    int outputBytes();

    void began(Run run);

    void parked(Run run);

    void ended(Run run);
}
