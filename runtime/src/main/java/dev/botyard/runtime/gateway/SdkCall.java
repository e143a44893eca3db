package dev.botyard.runtime.gateway;

import dev.botyard.runtime.plugin.Run;

/// One method of the worker protocol.
@FunctionalInterface
interface SdkCall {

    /// @return what Jackson can write
    /// @throws dev.botyard.runtime.worker.CallException what the script gets as an exception
    Object answer(Run run, Params params) throws InterruptedException;
}
