package dev.botyard.runtime.net.http;

import java.io.IOException;

/// Answers one request, on a virtual thread of its own.
@FunctionalInterface
public interface HttpHandler {

    /// May block. An [HttpProblem] becomes its answer; anything else that is thrown is logged and becomes a 500 without details.
    HttpReply handle(HttpRequest request) throws IOException, InterruptedException;
}
