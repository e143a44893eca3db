package dev.botyard.runtime.http;

import dev.botyard.runtime.netty.Mailbox;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// A body that is read while it arrives. The event loop puts, one thread reads; when too much waits the loop stops reading the network.
final class BodyStream extends InputStream {
    private static final long HIGH = 256 << 10;
    private static final byte[] END = new byte[0];

    private final Channel channel;
    private final Runnable onFirstRead;
    private final Mailbox<Object> box = new Mailbox<>();
    private final AtomicLong waiting = new AtomicLong();
    private boolean started;
    private byte[] current = END;
    private int position;
    private Object last;
    private volatile boolean ended;
    private volatile boolean lost;

    BodyStream(Channel channel, Runnable onFirstRead) {
        this.channel = channel;
        this.onFirstRead = onFirstRead;
    }

    /// On the event loop.
    void put(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        box.put(bytes);
        if (waiting.addAndGet(bytes.length) > HIGH) {
            channel.config().setAutoRead(false);
            resumeIfDrained(waiting.get());
        }
    }

    /// On the event loop.
    void end() {
        ended = true;
        box.put(END);
    }

    /// On the event loop: reading throws this from now on.
    void fail(Exception cause) {
        if (!ended) {
            ended = true;
            lost = cause instanceof IOException;
            box.put(cause);
        }
    }

    /// Whether the peer went away in the middle.
    boolean lost() {
        return lost;
    }

    /// Whether everything has arrived from the network.
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean next() throws IOException {
        if (!started) {
            started = true;
            onFirstRead.run();
        }
        if (last == null) {
            Object item = take();
            if (item instanceof byte[] bytes && bytes != END) {
                current = bytes;
                position = 0;
                resumeIfDrained(waiting.addAndGet(-bytes.length));
                return true;
            }
            last = item;
        }
        return switch (last) {
            case HttpProblem problem -> throw problem;
            case Exception cause -> throw new IOException("the body broke off: " + cause.getMessage(), cause);
            default -> false;
        };
    }

    private Object take() throws IOException {
        try {
            return box.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading a body").initCause(e);
        }
    }

    private void resumeIfDrained(long left) {
        if (left < HIGH / 2 && !channel.config().isAutoRead()) {
            channel.eventLoop().execute(() -> {
                if (!ended) {
                    channel.config().setAutoRead(true);
                }
            });
        }
    }
}
