package dev.botyard.runtime.net.client;

/// The peer answered the handshake with something else than a WebSocket.
final class HandshakeRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
