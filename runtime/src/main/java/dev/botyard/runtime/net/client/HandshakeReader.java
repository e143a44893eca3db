package dev.botyard.runtime.net.client;

import dev.botyard.runtime.net.netty.Failures;
import dev.botyard.runtime.net.netty.Mailbox;
import dev.botyard.runtime.net.netty.SocketConnection;
import dev.botyard.runtime.net.netty.SocketHandshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.Function;

/// Reads the answer to a WebSocket handshake and turns the channel into a WebSocket, before the first frame behind it is read.
final class HandshakeReader extends ChannelInboundHandlerAdapter {
    private final String key;
    private final Function<Channel, SocketConnection> attach;
    private final Mailbox<Object> result = new Mailbox<>();
    private HttpResponse head;
    private boolean done;

    HandshakeReader(String key, Function<Channel, SocketConnection> attach) {
        this.key = key;
        this.attach = attach;
    }

    /// Waits for the outcome.
    SocketConnection await(long deadline) throws IOException, HandshakeRefusedException, InterruptedException {
        return switch (result.takeBefore(deadline)) {
            case null -> throw new IOException("no answer to the handshake in time");
            case SocketConnection socket -> socket;
            case HandshakeRefusedException refused -> throw refused;
            case Object failure -> throw (IOException) failure;
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                head = response;
            }
            if (done || head == null) {
                return;
            }
            if (head.decoderResult().isFailure()) {
                fail(context, new IOException("the answer is not HTTP"));
            } else if (head.status().code() != 101) {
                fail(context, new HandshakeRefusedException(head.status().code(), "the peer answered " + head.status()));
            } else if (message instanceof LastHttpContent) {
                complete(context);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void complete(ChannelHandlerContext context) {
        String accept = head.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, "");
        boolean upgrade = head.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrade || !accept.equals(SocketHandshake.accept(key))) {
            fail(context, new IOException("the peer does not speak WebSocket"));
            return;
        }
        if (head.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS) || head.headers()
                .contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            fail(context, new IOException("the peer chose an extension or a protocol that was not offered"));
            return;
        }
        done = true;
        SocketConnection socket = attach.apply(context.channel());
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove("http-encoder");
        pipeline.remove(this);
        // Last: what it has already read of the first frames goes on to the frame decoder.
        pipeline.remove("http-decoder");
        result.put(socket);
    }

    private void fail(ChannelHandlerContext context, Exception failure) {
        done = true;
        result.put(failure);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!done) {
            fail(context, new IOException("the peer closed the connection"));
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Failures.tell("the connection to " + context.channel().remoteAddress(), cause);
        if (!done) {
            fail(context, new IOException(String.valueOf(cause.getMessage()), cause));
        }
    }
}
