package dev.botyard.runtime.net.netty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// The far end of a line socket, blocking. One thread reads at a time; any thread may write.
public final class PlayedLines implements AutoCloseable {
    private static final int USUAL = 64 << 10;

    private final SocketChannel channel;
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuffer buffer = ByteBuffer.allocate(USUAL).flip();
    private int scanned;

    public PlayedLines(SocketChannel channel) {
        this.channel = channel;
    }

    /// The next line without its end, null at the end of the stream. The slice is valid until the next call.
    public ByteBuffer readLine() throws IOException {
        while (true) {
            int end = lineEnd();
            if (end >= 0) {
                ByteBuffer line = buffer.slice(buffer.position(), end - buffer.position());
                buffer.position(end + 1);
                scanned = buffer.position();
                return line;
            }
            if (!fill()) {
                return null;
            }
        }
    }

    private int lineEnd() {
        byte[] bytes = buffer.array();
        int limit = buffer.arrayOffset() + buffer.limit();
        for (int i = buffer.arrayOffset() + scanned; i < limit; i++) {
            if (bytes[i] == '\n') {
                scanned = i - buffer.arrayOffset();
                return scanned;
            }
        }
        scanned = buffer.limit();
        return -1;
    }

    private boolean fill() throws IOException {
        int length = buffer.remaining();
        boolean grow = length > buffer.capacity() / 2;
        if (grow || (length == 0 && buffer.capacity() > USUAL)) {
            buffer = ByteBuffer.allocate(grow ? buffer.capacity() * 2 : USUAL).put(buffer);
        } else {
            buffer.compact();
        }
        int read = channel.read(buffer);
        buffer.flip();
        scanned = length;
        return read >= 0;
    }

    public void writeLine(String line) throws IOException {
        writeLine(line.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the bytes and a line feed.
    public void writeLine(byte[] line) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        writing.lock();
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The socket is gone either way.
        }
    }
}
