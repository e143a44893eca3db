package dev.botyard.testkit.onebot;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// One WebSocket of either side over a plain socket, after RFC 6455, with ways to break the rules. One thread receives, any may send.
public final class WireSocket implements AutoCloseable {
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int FINAL = 0x80;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean client;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean deaf;
    private volatile int longest = Integer.MAX_VALUE;
    private volatile String closeReason = "";
    private volatile long lastPong;

    WireSocket(Socket socket, InputStream in, OutputStream out, boolean client) {
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = out;
        this.client = client;
    }

    /// Connects and completes the handshake.
    ///
    /// @throws HandshakeRefused when the answer is not 101
    public static WireSocket connect(URI uri, Map<String, String> headers) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            byte[] nonce = new byte[16];
            ThreadLocalRandom.current().nextBytes(nonce);
            String key = Base64.getEncoder().encodeToString(nonce);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            StringBuilder head = new StringBuilder("GET ").append(path)
                    .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                    .append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority())
                    .append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
                    .append(key)
                    .append("\r\n");
            headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            WireMessage answer = WireMessage.read(in);
            int status = Integer.parseInt(answer.start().split(" ", 3)[1]);
            if (status != 101) {
                throw new HandshakeRefused(status, new String(answer.body(), StandardCharsets.UTF_8));
            }
            if (!accept(key).equals(answer.header("Sec-WebSocket-Accept"))) {
                throw new IOException("the handshake was answered with a wrong Sec-WebSocket-Accept");
            }
            return new WireSocket(socket, in, socket.getOutputStream(), true);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /// The answer that a handshake key demands.
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Waits for the next text or binary message, as UTF-8 bytes. Answers pings on the way, unless deaf.
    ///
    /// @return null when the connection is closed
    public byte[] receive() throws IOException {
        ByteArrayOutputStream parts = null;
        while (true) {
            int first;
            int second;
            try {
                first = in.readUnsignedByte();
                second = in.readUnsignedByte();
            } catch (EOFException gone) {
                return null;
            }
            byte[] payload = payload(second);
            switch (first & 0x0F) {
                case PING -> {
                    if (!deaf) {
                        frame(PONG | FINAL, payload);
                    }
                }
                case PONG -> lastPong = System.nanoTime();
                case CLOSE -> {
                    closed(payload);
                    return null;
                }
                case TEXT, BINARY, CONTINUATION -> {
                    boolean last = (first & FINAL) != 0;
                    if (last && parts == null) {
                        return payload;
                    }
                    parts = parts == null ? new ByteArrayOutputStream() : parts;
                    parts.write(payload);
                    if (parts.size() > longest) {
                        abort();
                        throw new EOFException("cut off in the middle of a message");
                    }
                    if (last) {
                        return parts.toByteArray();
                    }
                }
                default -> throw new IOException("a frame with the unknown opcode " + (first & 0x0F));
            }
        }
    }

    private byte[] payload(int second) throws IOException {
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = (second & 0x80) == 0 ? null : in.readNBytes(4);
        if (length > longest) {
            in.readNBytes(longest);
            abort();
            throw new EOFException("cut off in the middle of " + length + " bytes");
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (mask != null) {
            mask(payload, mask);
        }
        return payload;
    }

    private static void mask(byte[] payload, byte[] mask) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
    }

    private void closed(byte[] payload) {
        closeReason = payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        try {
            frame(CLOSE | FINAL, payload);
        } catch (IOException gone) {
            // The other side did not wait for our goodbye.
        }
        abort();
    }

    /// Sends a text message.
    public void send(String text) throws IOException {
        frame(TEXT | FINAL, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends a text message in pieces with pauses between them.
    public void sendSlowly(String text, int pieces, Duration pause) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.max(1, (bytes.length + pieces - 1) / pieces);
        sending.lock();
        try {
            pieces(bytes, size, pause);
        } finally {
            sending.unlock();
        }
    }

    private void pieces(byte[] bytes, int size, Duration pause) throws IOException {
        for (int from = 0; from < bytes.length; from += size) {
            int to = Math.min(bytes.length, from + size);
            int opcode = (from == 0 ? TEXT : CONTINUATION) | (to == bytes.length ? FINAL : 0);
            frame(opcode, java.util.Arrays.copyOfRange(bytes, from, to));
            if (to < bytes.length) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    /// Sends a binary message.
    public void sendBinary(byte[] bytes) throws IOException {
        frame(BINARY | FINAL, bytes.clone());
    }

    /// Writes bytes to the wire as they are.
    public void sendRaw(byte[] bytes) throws IOException {
        sending.lock();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    private void frame(int first, byte[] payload) throws IOException {
        int extra = payload.length < 126 ? 0 : payload.length < 1 << 16 ? 2 : 8;
        byte[] bytes = new byte[2 + extra + (client ? 4 : 0) + payload.length];
        bytes[0] = (byte) first;
        bytes[1] = (byte) ((client ? 0x80 : 0) | (extra == 0 ? payload.length : extra == 2 ? 126 : 127));
        for (int i = 0; i < extra; i++) {
            bytes[2 + i] = (byte) ((long) payload.length >>> (8 * (extra - 1 - i)));
        }
        int at = 2 + extra;
        if (client) {
            byte[] mask = new byte[4];
            ThreadLocalRandom.current().nextBytes(mask);
            System.arraycopy(mask, 0, bytes, at, 4);
            at += 4;
            for (int i = 0; i < payload.length; i++) {
                bytes[at + i] = (byte) (payload[i] ^ mask[i & 3]);
            }
        } else {
            System.arraycopy(payload, 0, bytes, at, payload.length);
        }
        sendRaw(bytes);
    }

    /// Sends a ping; the answer is noted by the receiving thread.
    public void ping() throws IOException {
        frame(PING | FINAL, new byte[]{1});
    }

    /// When a pong last came, by [System#nanoTime]; 0 for never.
    public long lastPong() {
        return lastPong;
    }

    /// From now on pings are not answered, as by a peer behind a dead link.
    public void deafen() {
        deaf = true;
    }

    /// From now on the connection breaks in the middle of messages longer than this.
    public void breakAfter(int bytes) {
        longest = bytes;
    }

    boolean isDeaf() {
        return deaf;
    }

    /// Whether the socket is open on this side.
    public boolean open() {
        return !socket.isClosed();
    }

    /// What the other side said when it closed.
    public String closeReason() {
        return closeReason;
    }

    /// The other side's address.
    public String peer() {
        return socket.getRemoteSocketAddress().toString();
    }

    /// Closes with a code and a reason.
    public void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        try {
            frame(CLOSE | FINAL, payload);
        } catch (IOException gone) {
            // Closed already.
        }
        abort();
    }

    @Override
    public void close() {
        close(1000, "");
    }

    /// Ends the connection without a goodbye.
    public void abort() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closed is closed.
        }
    }

    /// A handshake that was answered with something else than 101.
    public static final class HandshakeRefused extends IOException {
        private final int status;

        HandshakeRefused(int status, String body) {
            super("HTTP " + status + (body.isBlank() ? "" : ": " + body.strip()));
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
