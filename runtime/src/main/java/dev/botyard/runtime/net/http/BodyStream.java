package dev.botyard.runtime.net.http;

import dev.botyard.runtime.net.netty.Mailbox;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// A body that is read while it arrives. The event loop puts, one thread reads; when too much waits the loop stops reading the network.
final class BodyStream extends InputStream {
    private static final long HIGH = 256 << 10;
    private static final byte[] END = new byte[0];

    private final Channel channel;
    private final Runnable onFirstRead;
    private final Runnable onDrained;
    private final Mailbox<Object> box = new Mailbox<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean started;
    private byte[] current = END;
    private int position;
    private Object last;
    private volatile boolean ended;
    private volatile boolean failed;
    private volatile boolean lost;

    /// Nothing is read from the network before the body is.
    ///
    /// @param onFirstRead on the reading thread, before it waits
    /// @param onDrained   on the event loop: begins to read the network again
    BodyStream(Channel channel, Runnable onFirstRead, Runnable onDrained) {
        this.channel = channel;
        this.onFirstRead = onFirstRead;
        this.onDrained = onDrained;
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
            failed = true;
            ended = true;
            lost = cause instanceof IOException;
            box.put(cause);
        }
    }

    /// Whether the peer went away in the middle.
    boolean lost() {
        return lost;
    }

    /// Whether all of it has arrived.
    boolean complete() {
        return ended && !failed;
    }

    /// Whether nothing more comes.
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

    /// The next piece as it came; null at the end.
    byte[] piece() throws IOException {
        if (position == current.length && !next()) {
            return null;
        }
        byte[] piece = position == 0 ? current : Arrays.copyOfRange(current, position, current.length);
        position = current.length;
        return piece;
    }

    private boolean next() throws IOException {
        if (!started) {
            started = true;
            if (!ended) {
                onFirstRead.run();
                channel.eventLoop().execute(this::resume);
            }
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
        if (started && left < HIGH / 2 && !channel.config().isAutoRead()) {
            channel.eventLoop().execute(this::resume);
        }
    }

    private void resume() {
        if (!ended && !channel.config().isAutoRead()) {
            onDrained.run();
        }
    }
}
