package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Seat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.time.Duration;

/// Lines of bytes over a socket of this machine. One thread reads at a time; any thread may write.
///
/// Whoever has connected is a stranger until [#admit]: of a stranger next to nothing is kept.
public final class LineSocket implements AutoCloseable {
    /// Longer lines end the connection.
    private static final int MAX_LINE = 32 << 20;
    /// As much as a process says to make itself known, and more.
    private static final int MOST_OF_A_STRANGER = 4_096;
    /// The [reason][#endReason] of an end that the peer wanted, or this side.
    public static final String ENDED = "the connection has ended";
    private static final long MOST_WAITING = 1 << 20;
    private static final long MOST_UNREAD = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final ByteBuf END = Unpooled.unreleasableBuffer(Unpooled.directBuffer(1).writeByte('\n')).asReadOnly();

    private final Channel channel;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Seat seat;
    private volatile boolean admitted;

    private LineSocket(Channel channel) {
        this.channel = channel;
        inbox = new Inbox(channel, MOST_WAITING);
        outbox = new Outbox(channel, MOST_UNREAD);
        seat = EventLoops.carrier(channel.eventLoop()).seat().sit();
    }

    /// On the event loop, before anything was read.
    static LineSocket on(Channel channel) {
        LineSocket socket = new LineSocket(channel);
        channel.pipeline().addLast(socket.new Door(), new LineBasedFrameDecoder(MAX_LINE, true, true), socket.new Reader());
        return socket;
    }

    /// Where the threads should run that deal with what comes.
    public Seat seat() {
        return seat;
    }

    /// It is known who has connected: from now on the peer may say much.
    public void admit() {
        admitted = true;
    }

    /// Waits for the next line.
    ///
    /// @return without its end; null at the end of the connection
    public byte[] readLine() throws InterruptedException {
        return (byte[]) inbox.take();
    }

    /// Why it has ended; only after [#readLine] gave null.
    public String endReason() {
        return inbox.endReason();
    }

    /// Writes the bytes and a line feed. Waits while very much waits for a peer that does not read.
    ///
    /// @throws IOException when the connection has ended
    public void writeLine(byte[] line) throws IOException {
        try {
            switch (outbox.send(Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(line), END.duplicate()), line.length + 1,
                    PATIENCE)) {
                case DONE -> {
                }
                case CLOSED -> throw new IOException(ENDED);
                case FULL -> {
                    channel.close();
                    throw new IOException("the peer did not read for " + PATIENCE.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the peer did not read", e);
        }
    }

    /// Whether it has not ended.
    public boolean isOpen() {
        return channel.isOpen();
    }

    /// Ends it once everything is written, or a moment later if the peer does not read.
    @Override
    public void close() {
        if (channel.isOpen()) {
            outbox.force(Unpooled.EMPTY_BUFFER, ChannelFutureListener.CLOSE);
            EventLoops.closeAfter(channel, GOODBYE);
        }
    }

    private final class Door extends ChannelInboundHandlerAdapter {
        private int said;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            said += ((ByteBuf) bytes).readableBytes();
            if (admitted) {
                context.pipeline().remove(this);
            } else if (said > MOST_OF_A_STRANGER) {
                ((ByteBuf) bytes).release();
                inbox.end("it said more than " + MOST_OF_A_STRANGER + " bytes before it was known");
                context.close();
                return;
            }
            context.fireChannelRead(bytes);
        }
    }

    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            byte[] bytes = ByteBufUtil.getBytes(line);
            inbox.put(bytes, bytes.length);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            inbox.end(ENDED);
            outbox.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Failures.tell("the connection with a process", cause);
            inbox.end(cause instanceof TooLongFrameException
                    ? "a line is longer than " + MAX_LINE + " bytes"
                    : String.valueOf(cause.getMessage()));
            context.close();
        }
    }
}
