package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.script.plugin.Run;

/// One method of the worker protocol.
@FunctionalInterface
interface SdkCall {

    /// @return what Jackson can write
    /// @throws dev.botyard.runtime.script.worker.CallException what the script gets as an exception
    Object answer(Run run, Params params) throws InterruptedException;
}
