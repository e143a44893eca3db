package dev.botyard.runtime.script.plugin;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// What the host gives to every run.
interface RunEnvironment {
    RunCalls calls();

    /// The `host` object of the worker protocol as JSON text.
    String hostJson();

    Duration timeLimit();

    int outputBytes();

    /// The run is about to do what people notice.
    ///
    /// @throws dev.botyard.runtime.script.worker.CallException when it must not begin to, because the host is stopping
    void speaks(Run run, String method, JsonNode params);

    /// A worker has begun the run.
    void began(Run run);

    /// A call of the run is about to wait for people.
    ///
    /// @throws dev.botyard.runtime.script.worker.CallException when too many wait already
    Waits.Wait waits(Run run);

    void ended(Run run);
}
