package dev.botyard.runtime.script.plugin;

import tools.jackson.databind.JsonNode;

/// What scripts can ask of the host; implemented by the gateway.
public interface RunCalls {

    /// Answers a call of a run.
    ///
    /// @throws dev.botyard.runtime.script.worker.CallException what the script gets as an exception
    Object call(Run run, String method, JsonNode params) throws InterruptedException;

    /// Whether people may notice the call, or answer it: a run that has made one is not begun again.
    boolean speaks(String method, JsonNode params);
}
