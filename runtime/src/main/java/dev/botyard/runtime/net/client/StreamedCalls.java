package dev.botyard.runtime.net.client;

import dev.botyard.api.transport.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// HTTP calls whose answers are read while they arrive. Thread-safe.
@FunctionalInterface
public interface StreamedCalls {

    /// Sends the call and gives the answer's body away as it comes. Fails as [dev.botyard.api.transport.HttpClient#send] does.
    ///
    /// @param silence how long nothing may come; the call's own timeout is that of the whole
    void send(HttpCall call, Duration silence, BodySink sink) throws InterruptedException;

    /// Takes the body of the last answer, on the thread of the call.
    interface BodySink {
        /// Once, before the first bytes.
        void head(int status, Map<String, List<String>> headers) throws IOException;

        /// In order.
        ///
        /// @return whether more is wanted; if not, the connection is given up
        boolean bytes(byte[] chunk) throws IOException;
    }
}
