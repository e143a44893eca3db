package dev.botyard.runtime.net.http;

import java.io.IOException;
import java.io.OutputStream;

/// Writes the body of an answer while it is sent.
@FunctionalInterface
public interface StreamWriter {

    /// Called once, on the request's thread. Writing waits while the peer is slow and fails when it is gone; `flush` sends what is there.
    void writeTo(OutputStream out) throws IOException, InterruptedException;
}
