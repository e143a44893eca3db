package dev.botyard.adapters.onebot11;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// A WebSocket as the host lends it.
final class TestWebSocket implements WebSocket {
    final Semaphore closed = new Semaphore(0);
    private final WireSocket socket;

    TestWebSocket(WireSocket socket) {
        this.socket = socket;
    }

    @Override
    public String receive() {
        return new String(receiveBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] receiveBytes() {
        try {
            byte[] frame = socket.receive();
            if (frame != null) {
                return frame;
            }
        } catch (IOException lost) {
            closed.release();
            throw new AdapterException(ErrorKind.COMMUNICATION, "lost: " + lost.getMessage(), lost);
        }
        closed.release();
        throw new AdapterException(ErrorKind.COMMUNICATION, "the peer closed");
    }

    @Override
    public void send(String text) {
        try {
            socket.send(text);
        } catch (IOException lost) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "closed", lost);
        }
    }

    @Override
    public boolean offer(String text) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public void send(byte[] bytes) {
        throw new UnsupportedOperationException("OneBot has no binary messages");
    }

    @Override
    public boolean ping(Duration timeout) {
        return open();
    }

    @Override
    public boolean open() {
        return socket.open();
    }

    @Override
    public String peer() {
        return socket.peer();
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
        closed.release();
    }
}
