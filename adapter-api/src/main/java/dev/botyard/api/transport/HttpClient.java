package dev.botyard.api.transport;

/// HTTP calls out of the host. Thread-safe.
public interface HttpClient {

    /// Sends the call and reads the whole answer. Any HTTP status is an answer, not a failure.
    ///
    /// @throws dev.botyard.api.error.AdapterException `COMMUNICATION` when nothing was sent (refused, unknown host, timeout while
    ///         connecting), `UNKNOWN_OUTCOME` when the request was written and no complete answer came, `MEDIA` when the answer is
    ///         larger than the call allows
    /// @throws InterruptedException when the account is stopping
    HttpAnswer send(HttpCall call) throws InterruptedException;
}
