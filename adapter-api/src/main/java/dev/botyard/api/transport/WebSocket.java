package dev.botyard.api.transport;

import java.time.Duration;

/// One WebSocket connection, of either direction. One thread receives; any thread may send.
public interface WebSocket extends AutoCloseable {

    /// Waits for the next message; a binary message is decoded as UTF-8.
    ///
    /// @throws dev.botyard.api.error.AdapterException `COMMUNICATION` when the connection is closed or lost; the message says how, and
    ///         the platform code is the peer's close code, such as `4004`, if it closed with one
    String receive() throws InterruptedException;

    /// Waits for the next message as bytes; a text message is encoded as UTF-8.
    ///
    /// @throws dev.botyard.api.error.AdapterException like [#receive]
    byte[] receiveBytes() throws InterruptedException;

    /// Sends a text message. Returns once it is handed to the connection's bounded outgoing buffer.
    ///
    /// @throws dev.botyard.api.error.AdapterException `COMMUNICATION` when the connection was closed before the message was handed over,
    ///         or the peer reads so slowly that the buffer stayed full
    void send(String text) throws InterruptedException;

    /// Sends a binary message, otherwise like [#send(String)].
    void send(byte[] bytes) throws InterruptedException;

    /// Sends a text message if that needs no waiting, for one who speaks to many and must not be held up by the slowest.
    ///
    /// @return false when the connection is closed or its outgoing buffer is full; nothing of the message was sent then
    boolean offer(String text);

    /// Sends a ping and waits for any sign of life.
    ///
    /// @return whether the peer answered in time
    boolean ping(Duration timeout) throws InterruptedException;

    /// Whether neither side has closed it so far as is known.
    boolean open();

    /// The peer's address for logs, such as `127.0.0.1:51234`.
    String peer();

    /// Closes with a code and a reason, of which the first 120 bytes are sent; without effect when closed.
    ///
    /// @throws IllegalArgumentException for a code that no side may send, such as 1005 or 5000
    void close(int code, String reason);

    /// Closes normally.
    @Override
    default void close() {
        close(1000, "");
    }
}
