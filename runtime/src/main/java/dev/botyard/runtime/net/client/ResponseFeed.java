package dev.botyard.runtime.net.client;

import dev.botyard.runtime.net.netty.Failures;
import dev.botyard.runtime.net.netty.Mailbox;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Hands the answers on one connection to the thread that waits for them. The event loop puts, one thread takes; when too much waits the loop
/// stops reading the network.
final class ResponseFeed extends ChannelInboundHandlerAdapter {
    private static final long HIGH = 512 << 10;

    private final Mailbox<Item> box = new Mailbox<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean awaited;
    private boolean informational;
    private boolean reusable;

    /// What arrives, in this order: head, chunks, end; or a failure at any point.
    sealed interface Item {
        /// Status and headers, names in lower case.
        record Head(int status, Map<String, List<String>> headers) implements Item {}

        /// A part of the body.
        record Chunk(byte[] bytes) implements Item {}

        /// The answer is complete.
        record End(boolean reusable) implements Item {}

        /// Nothing more will come.
        record Failure(IOException cause) implements Item {}
    }

    /// A request is about to be written.
    void expect() {
        awaited = true;
    }

    /// The next item, null at the deadline.
    Item take(Channel channel, long deadline) throws InterruptedException {
        Item item = box.takeBefore(deadline);
        if (item instanceof Item.Chunk chunk && waiting.addAndGet(-chunk.bytes.length) < HIGH / 2
                && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return item;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!awaited) {
                context.close();
                return;
            }
            if (message instanceof HttpResponse head) {
                head(head);
            }
            if (message instanceof HttpContent content) {
                content(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpResponse head) {
        if (head.decoderResult().isFailure()) {
            fail(new IOException("the answer is not HTTP: " + head.decoderResult().cause().getMessage()));
            return;
        }
        informational = head.status().code() < 200;
        if (informational) {
            return;
        }
        reusable = HttpUtil.isKeepAlive(head);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : head.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1)).add(header.getValue());
        }
        box.put(new Item.Head(head.status().code(), headers));
    }

    private void content(ChannelHandlerContext context, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            fail(new IOException("the body of the answer is not well formed"));
            return;
        }
        if (informational) {
            return;
        }
        if (content.content().isReadable()) {
            byte[] bytes = ByteBufUtil.getBytes(content.content());
            box.put(new Item.Chunk(bytes));
            if (waiting.addAndGet(bytes.length) > HIGH) {
                context.channel().config().setAutoRead(false);
                if (waiting.get() < HIGH / 2) {
                    context.channel().config().setAutoRead(true);
                }
            }
        }
        if (content instanceof LastHttpContent) {
            awaited = false;
            box.put(new Item.End(reusable));
        }
    }

    void fail(IOException cause) {
        if (awaited) {
            awaited = false;
            box.put(new Item.Failure(cause));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !awaited) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the peer closed the connection before its answer was complete"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Failures.tell("the connection to " + context.channel().remoteAddress(), cause);
        fail(new IOException(String.valueOf(cause.getMessage()), cause));
        context.close();
    }
}
