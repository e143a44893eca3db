package dev.botyard.adapters.web;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The server's side of a WebSocket over a plain socket (RFC 6455), for tests.
final class WireSocket implements WebSocket {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    WireSocket(Socket socket, DataInputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    void cut() {
        try {
            socket.close();
        } catch (IOException already) {
            // it is closed
        }
    }

    @Override
    public String receive() {
        return new String(receiveBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] receiveBytes() {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = payload();
                switch (first & 0x0f) {
                    case 0, 1, 2 -> message.write(payload);
                    case 8 -> throw new IOException("closed by the peer");
                    case 9 -> frame(0x8a, payload);
                    default -> {
                    }
                }
                if ((first & 0x80) != 0 && (first & 0x0f) < 3) {
                    return message.toByteArray();
                }
            }
        } catch (IOException gone) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the browser went away", gone);
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    @Override
    public void send(String text) {
        if (!offer(text)) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the browser went away");
        }
    }

    @Override
    public void send(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean offer(String text) {
        try {
            frame(0x81, text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private synchronized void frame(int head, byte[] payload) throws IOException {
        out.writeByte(head);
        if (payload.length < 126) {
            out.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            out.writeByte(126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(127);
            out.writeLong(payload.length);
        }
        out.write(payload);
        out.flush();
    }

    @Override
    public boolean ping(Duration timeout) {
        return open();
    }

    @Override
    public boolean open() {
        return !socket.isClosed();
    }

    @Override
    public String peer() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    @Override
    public void close(int code, String reason) {
        try {
            frame(0x88, new byte[]{(byte) (code >> 8), (byte) code});
        } catch (IOException already) {
            // it is closed
        }
        cut();
    }
}
