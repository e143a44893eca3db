package dev.botyard.runtime.net.http;

import dev.botyard.runtime.net.netty.Failures;
import dev.botyard.runtime.net.netty.Watchdog;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection while it speaks HTTP: one request after the other, each answered before the next is begun, so that pipelined requests are
/// answered in order. Confined to the event loop. While a request is answered nothing is read from the network; what one read brought
/// before waits in the backlog.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long LINGER_BYTES = 1 << 20;
    private static final int SLOWEST_BODY_BYTES_PER_SECOND = 16 << 10;

    private static final byte[] NO_BODY = new byte[0];

    private enum Phase {
        WAITING, BODY, ANSWERING, LINGERING, STREAMING, UPGRADED
    }

    private final HttpCore core;
    private final Channel channel;
    private final Watchdog watchdog;
    private final Queue<Object> backlog = new ArrayDeque<>();
    private Phase phase = Phase.WAITING;
    private boolean headTimerRuns;
    private boolean bytesSeen;
    private Incoming incoming;
    private boolean broken;
    private long discarded;
    private long writeMark;

    HttpConnection(HttpCore core, Channel channel) {
        this.core = core;
        this.channel = channel;
        watchdog = new Watchdog(channel.eventLoop(), core.ticker(), this::expired);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        core.connections().add(this);
        headTimerRuns = true;
        watchdog.within(core.limits().headTimeout());
        context.fireChannelActive();
    }

    /// Before bytes are decoded.
    void bytesArrived() {
        bytesSeen = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.LINGERING || phase == Phase.STREAMING) {
            discard(message);
        } else if (phase == Phase.ANSWERING && (incoming == null || incoming.stream == null)) {
            backlog.add(message);
        } else {
            accept(message);
        }
    }

    /// What comes after the answer is thrown away, but not without end: a peer that goes on sending is no longer read.
    private void discard(Object message) {
        if (phase == Phase.LINGERING && message instanceof HttpContent content) {
            discarded += content.content().readableBytes();
            if (discarded > LINGER_BYTES) {
                channel.config().setAutoRead(false);
            }
        }
        ReferenceCountUtil.release(message);
    }

    private void accept(Object message) {
        try {
            if (message instanceof io.netty.handler.codec.http.HttpRequest head) {
                head(head);
            }
            // Not else: a malformed head comes as a complete message.
            if (message instanceof HttpContent content && incoming != null) {
                content(content);
            }
        } catch (HttpProblem problem) {
            refuse(problem);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(io.netty.handler.codec.http.HttpRequest head) {
        headTimerRuns = false;
        RequestCheck.check(head, core.limits());
        if (core.draining()) {
            throw new HttpProblem(503, "host_stopping", "the host is stopping");
        }
        boolean hasBody = RequestCheck.hasBody(head);
        Asked asked = Asked.of(core, head.method().name(), head.uri(), hasBody);
        incoming = new Incoming(head, asked.target(), asked.match(), asked.match().route().bound(core.limits(), true),
                core.ticker().nanoTime());
        phase = Phase.BODY;
        watchdog.within(core.limits().bodyTimeout());
        if (hasBody || asked.match().route().streams()) {
            // Nothing more is read until somebody wants the body.
            channel.config().setAutoRead(false);
            incoming.stream = new BodyStream(channel, HttpUtil.is100ContinueExpected(head) ? this::sendContinue : () -> {},
                    this::readBody);
            phase = Phase.ANSWERING;
            start(incoming.stream);
        } else if (HttpUtil.is100ContinueExpected(head)) {
            sendContinue();
        }
    }

    private void readBody() {
        if (incoming != null && phase == Phase.ANSWERING) {
            if (incoming.received == 0) {
                incoming.began = core.ticker().nanoTime();
            }
            watchdog.within(core.limits().bodyTimeout());
            channel.config().setAutoRead(true);
        }
    }

    private void sendContinue() {
        channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }

    private void content(HttpContent content) {
        Incoming now = incoming;
        if (content.decoderResult().isFailure()) {
            throw HttpProblem.badRequest("the body is not well formed");
        }
        now.received += content.content().readableBytes();
        if (now.received > now.bound) {
            throw HttpProblem.tooLarge(now.bound);
        }
        boolean last = content instanceof LastHttpContent;
        if (now.stream != null) {
            now.stream.put(ByteBufUtil.getBytes(content.content()));
            if (last) {
                incoming = null;
                watchdog.off();
                channel.config().setAutoRead(false);
                now.stream.end();
            }
            return;
        }
        if (last) {
            phase = Phase.ANSWERING;
            watchdog.off();
            channel.config().setAutoRead(false);
            start(null);
            incoming = null;
        }
    }

    private void start(BodyStream stream) {
        HttpRequest request = new HttpRequest(incoming.head.method().name(), incoming.target, incoming.match.parameters(),
                incoming.head
                        .headers(),
                remoteAddress(), NO_BODY, incoming.match.route().streams() ? stream : null, core.pages());
        long length = HttpUtil.getContentLength(incoming.head, 0L);
        new Exchange(core, this, request, incoming.match.route(), stream, length, HttpUtil.isKeepAlive(incoming.head),
                incoming.head
                        .protocolVersion()
                        .minorVersion() > 0)
                .start();
    }

    private String remoteAddress() {
        return channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }

    /// Answers with an error and closes, because what follows on the connection cannot be trusted or is not wanted.
    private void refuse(HttpProblem problem) {
        BodyStream stream = incoming == null ? null : incoming.stream;
        incoming = null;
        if (stream != null) {
            // The handler is at work and answers; it learns it from the stream.
            stream.fail(problem);
            broken = true;
            channel.config().setAutoRead(false);
            watchdog.off();
            return;
        }
        phase = Phase.ANSWERING;
        channel.config().setAutoRead(false);
        core.answered("", "", problem.status(), core.ticker().nanoTime());
        finished(channel.writeAndFlush(ReplyHead.complete(core, problem.reply(), true)), true);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (phase == Phase.WAITING && bytesSeen && !headTimerRuns) {
            headTimerRuns = true;
            watchdog.within(core.limits().headTimeout());
        } else if (incoming != null && !channel.config().isAutoRead()) {
            watchdog.off();
        } else if (incoming != null) {
            long earned = incoming.received / SLOWEST_BODY_BYTES_PER_SECOND;
            Duration spent = Duration.ofNanos(core.ticker().since(incoming.began));
            Duration left = core.limits().bodyTimeout().plusSeconds(earned).minus(spent);
            watchdog.within(incoming.match.route().streams() ? core.limits().bodyTimeout() : left);
        }
        bytesSeen = false;
        context.fireChannelReadComplete();
    }

    // ---- called by an exchange on the event loop

    Channel channel() {
        return channel;
    }

    /// The last write of an answer is on its way.
    void finished(ChannelFuture written, boolean close) {
        if (!written.isDone()) {
            writeMark = -1;
            watchdog.within(core.limits().writeTimeout());
        }
        written.addListener((ChannelFutureListener) future -> answered(future.isSuccess(), close));
    }

    private void answered(boolean success, boolean close) {
        if (phase == Phase.UPGRADED) {
            return;
        }
        boolean unread = incoming != null;
        incoming = null;
        if (!success) {
            channel.close();
        } else if (close || unread || broken || core.draining()) {
            linger();
        } else {
            next();
        }
    }

    private void next() {
        phase = Phase.WAITING;
        headTimerRuns = false;
        while (phase != Phase.ANSWERING && phase != Phase.LINGERING && !backlog.isEmpty()) {
            accept(backlog.poll());
        }
        if (phase == Phase.WAITING || phase == Phase.BODY) {
            if (phase == Phase.WAITING) {
                watchdog.within(core.limits().idleTimeout());
            }
            channel.config().setAutoRead(true);
        }
    }

    /// Closes our side and discards what still comes, because closing with unread input makes the system send a reset, which can destroy
    /// the answer before the peer has read it.
    private void linger() {
        phase = Phase.LINGERING;
        dropBacklog();
        ((SocketChannel) channel).shutdownOutput();
        watchdog.within(LINGER);
        channel.config().setAutoRead(true);
    }

    private void dropBacklog() {
        for (Object message = backlog.poll(); message != null; message = backlog.poll()) {
            ReferenceCountUtil.release(message);
        }
    }

    /// The answer has no end of its own; input only tells that the peer is gone.
    void streams() {
        phase = Phase.STREAMING;
        incoming = null;
        dropBacklog();
        watchdog.off();
        channel.config().setAutoRead(true);
    }

    /// Whether the peer has already sent something behind the request, which a WebSocket handshake does not allow.
    boolean hasMoreInput() {
        return !backlog.isEmpty() || incoming != null;
    }

    /// From now on others handle the channel.
    void upgraded() {
        phase = Phase.UPGRADED;
        core.ended(this);
        watchdog.cancel();
        channel.pipeline().remove(this);
    }

    /// The server is stopping: idle connections are closed, the others after their answer.
    void drain() {
        channel.eventLoop().execute(() -> {
            if (phase == Phase.WAITING || phase == Phase.STREAMING) {
                channel.close();
            }
        });
    }

    private void expired() {
        switch (phase) {
            case WAITING -> {
                if (headTimerRuns) {
                    refuse(new HttpProblem(408, "timeout", "the request did not arrive in time"));
                } else {
                    channel.close();
                }
            }
            case BODY -> refuse(new HttpProblem(408, "timeout", "the body did not arrive in time"));
            case ANSWERING -> stalled();
            default -> channel.close();
        }
    }

    private void stalled() {
        if (incoming != null && incoming.stream != null) {
            refuse(new HttpProblem(408, "timeout", "the body did not arrive in time"));
            return;
        }
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        long mark = pending == null ? -1 : pending.totalPendingWriteBytes() - pending.currentProgress();
        if (pending == null || mark == writeMark) {
            log.info("closing the connection of {}: it did not read its answer", remoteAddress());
            channel.close();
            return;
        }
        writeMark = mark;
        watchdog.within(core.limits().writeTimeout());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        core.ended(this);
        watchdog.cancel();
        dropBacklog();
        if (incoming != null && incoming.stream != null) {
            incoming.stream.fail(new IOException("the peer closed the connection"));
        }
        incoming = null;
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Failures.tell("the connection of " + remoteAddress(), cause);
        channel.close();
    }
}
