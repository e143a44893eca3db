package dev.botyard.runtime.infra.thread;

import java.io.IOException;

/// A part of the host that lives: it has threads, tasks of the timer, sockets, or looks at files. Made without any of these, so that whoever
/// makes it decides when it begins; nothing of it is left once it is closed.
public interface Service extends AutoCloseable {

    /// Begins; called once, unless the part says that it may be called again.
    void start() throws IOException, InterruptedException;

    /// Ends what [#start] began; also when that was never called, or failed half way.
    @Override
    void close() throws IOException, InterruptedException;
}
