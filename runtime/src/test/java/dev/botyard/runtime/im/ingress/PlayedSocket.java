package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A connection of a platform: open until somebody closes it, and then it says how.
final class PlayedSocket implements WebSocket {
    private final String peer;
    private volatile String closed = "";

    PlayedSocket(String peer) {
        this.peer = peer;
    }

    /// Code and reason, `""` while it is open.
    String closed() {
        return closed;
    }

    @Override
    public String receive() throws InterruptedException {
        new CountDownLatch(1).await();
        return "";
    }

    @Override
    public byte[] receiveBytes() throws InterruptedException {
        return receive().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void send(String text) {
        // Nobody reads it.
    }

    @Override
    public void send(byte[] bytes) {
        // Nobody reads it.
    }

    @Override
    public boolean offer(String text) {
        return open();
    }

    @Override
    public boolean ping(Duration timeout) {
        return open();
    }

    @Override
    public boolean open() {
        return closed.isEmpty();
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public void close(int code, String reason) {
        if (open()) {
            closed = code + " " + reason;
        }
    }

    @Override
    public String toString() {
        return peer;
    }
}
