package dev.botyard.runtime.net.http;

import java.time.Duration;

/// Hears of every answer of the port, on the thread that gives it. Must be quick.
@FunctionalInterface
public interface AnswerListener {
    /// A request has its answer.
    ///
    /// @param method as the peer wrote it, which may be anything; `""` where the request was refused before it was read
    /// @param route  the pattern of the route, `""` where none answers such requests
    /// @param took   how long the answer was made; sending it is not counted, since streams are sent for hours
    void answered(String method, String route, int status, Duration took);
}
