package dev.botyard.runtime.net.http;

import dev.botyard.runtime.net.netty.Outbox;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/// The body of a streamed answer. One thread writes; it waits while 256 KiB are under way.
final class ChunkStream extends OutputStream {
    private static final int CHUNK = 16 << 10;
    private static final int BOUND = 256 << 10;

    private final Outbox outbox;
    private final Duration timeout;
    private final byte[] buffer = new byte[CHUNK];
    private int length;

    private ChunkStream(Outbox outbox, Duration timeout) {
        this.timeout = timeout;
        this.outbox = outbox;
    }

    /// Writes the head of the answer; the body follows.
    static ChunkStream begin(Channel channel, HttpResponse head, Duration timeout) {
        Outbox outbox = new Outbox(channel, BOUND);
        channel.closeFuture().addListener((ChannelFutureListener) _ -> outbox.close());
        outbox.force(head, null);
        return new ChunkStream(outbox, timeout);
    }

    @Override
    public void write(int value) throws IOException {
        if (length == CHUNK) {
            flush();
        }
        buffer[length++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        int from = offset;
        int left = count;
        while (left > 0) {
            if (length == CHUNK) {
                flush();
            }
            int part = Math.min(left, CHUNK - length);
            System.arraycopy(bytes, from, buffer, length, part);
            length += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void flush() throws IOException {
        if (length == 0) {
            return;
        }
        byte[] chunk = Arrays.copyOf(buffer, length);
        length = 0;
        try {
            switch (outbox.send(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)), chunk.length, timeout)) {
                case DONE -> {
                }
                case CLOSED -> throw new IOException("the peer closed the connection");
                case FULL -> throw new IOException("the peer did not read for " + timeout.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while writing an answer").initCause(e);
        }
    }

    /// Sends what is left.
    void finish() throws IOException {
        flush();
    }
}
