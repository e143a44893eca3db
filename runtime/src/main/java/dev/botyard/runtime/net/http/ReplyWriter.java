package dev.botyard.runtime.net.http;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.net.netty.SocketConnection;
import dev.botyard.runtime.net.netty.SocketHandshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one reply. Called on the request's thread; what touches the channel is handed to its event loop.
final class ReplyWriter {
    private static final Logger log = LoggerFactory.getLogger(ReplyWriter.class);

    private final HttpCore core;
    private final HttpConnection connection;
    private final Exchange exchange;
    private final Channel channel;

    ReplyWriter(HttpCore core, HttpConnection connection, Exchange exchange) {
        this.core = core;
        this.connection = connection;
        this.exchange = exchange;
        channel = connection.channel();
    }

    void write(HttpReply reply) throws InterruptedException {
        switch (reply.body()) {
            case ReplyBody.Bytes _ -> bytes(reply);
            case ReplyBody.WholeFile whole -> wholeFile(reply, whole.file());
            case ReplyBody.FilePart part -> filePart(reply, part);
            case ReplyBody.Streamed streamed -> streamed(reply, streamed.writer());
            case ReplyBody.Events events -> {
                tie(reply.leash());
                events(reply, events);
            }
            case ReplyBody.Socket socket -> {
                tie(reply.leash());
                upgrade(reply).ifPresent(opened -> live(opened, socket.handler()));
            }
            case ReplyBody.HandedOver handedOver -> {
                tie(reply.leash());
                upgrade(reply).ifPresent(handedOver.owner());
            }
        }
    }

    private void tie(Leash leash) {
        Runnable letGo = leash.hold(channel::close);
        channel.closeFuture().addListener(_ -> letGo.run());
    }

    private void bytes(HttpReply reply) {
        boolean close = exchange.closes();
        var response = ReplyHead.complete(core, reply, close, !exchange.headOnly());
        channel.eventLoop().execute(() -> connection.finished(channel.writeAndFlush(response), close));
    }

    private void wholeFile(HttpReply reply, Path file) {
        try {
            FileSlice slice = FileSlice.of(exchange.request(), file);
            HttpReply dressed = slice.dress(reply);
            if (slice.hasContent()) {
                sendFile(dressed, file, slice.offset(), slice.length());
            } else {
                bytes(dressed);
            }
        } catch (IOException e) {
            bytes(missing(file, e));
        }
    }

    private void filePart(HttpReply reply, ReplyBody.FilePart part) {
        try {
            sendFile(reply, part.file(), part.offset(), part.length());
        } catch (IOException e) {
            bytes(missing(part.file(), e));
        }
    }

    private HttpReply missing(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return HttpReply.error(404, "not_found", "the file is not there any more");
        }
        log.error("file {} could not be read for {}", file, exchange, cause);
        return HttpReply.error(500, "internal_error", "the file could not be read");
    }

    private void sendFile(HttpReply reply, Path file, long offset, long length) throws IOException {
        boolean close = exchange.closes();
        HttpResponse head = ReplyHead.head(core, reply, close);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        if (exchange.headOnly() || length == 0) {
            channel.eventLoop().execute(() -> end(head, close));
            return;
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        if (opened.size() < offset + length) {
            opened.close();
            throw new IOException("the file is shorter than offset and length say");
        }
        DefaultFileRegion region = new DefaultFileRegion(opened, offset, length);
        channel.eventLoop().execute(() -> {
            channel.write(head);
            channel.write(region);
            connection.finished(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), close);
        });
    }

    private void end(HttpResponse head, boolean close) {
        channel.write(head);
        connection.finished(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), close);
    }

    private void streamed(HttpReply reply, StreamWriter writer) throws InterruptedException {
        boolean close = exchange.closes() || !exchange.chunks();
        HttpResponse head = ReplyHead.head(core, reply, close);
        if (exchange.chunks()) {
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (exchange.headOnly()) {
            head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
            channel.eventLoop().execute(() -> end(head, close));
            return;
        }
        ChunkStream out = ChunkStream.begin(channel, head, core.limits().writeTimeout());
        try {
            writer.writeTo(new UnclosedStream(out));
            out.finish();
            channel.eventLoop()
                    .execute(() -> connection.finished(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), close));
        } catch (IOException e) {
            // The status is gone already; only a broken body can still tell the peer.
            log.info("the answer to {} broke off: {}", exchange, e.getMessage());
            channel.close();
        } catch (RuntimeException e) {
            log.error("the answer to {} broke off", exchange, e);
            channel.close();
        }
    }

    /// A writer may close its stream; only a writer that returns normally ends the body.
    private static final class UnclosedStream extends OutputStream {
        private final OutputStream out;

        private UnclosedStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    private void events(HttpReply reply, ReplyBody.Events events) {
        HttpResponse head = ReplyHead.head(core, reply, true);
        if (exchange.chunks()) {
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        channel.eventLoop().execute(() -> {
            if (exchange.headOnly()) {
                head.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
                end(head, true);
                return;
            }
            connection.streams();
            channel.writeAndFlush(head);
            events.source().join(channel, events.wanted());
        });
    }

    private void live(WebSocket socket, SocketHandler handler) {
        try {
            handler.handle(socket);
            socket.close();
        } catch (InterruptedException _) {
            socket.close(1001, "the host is stopping");
        } catch (AdapterException e) {
            log.debug("{} ended", socket, e);
            socket.close(1011, "");
        } catch (Throwable e) {
            log.error("the handler of {} for {} failed", socket, exchange, e);
            socket.close(1011, "the host failed");
        }
    }

    /// Completes the handshake; nothing when the request was no handshake or the peer is gone.
    private Optional<WebSocket> upgrade(HttpReply reply) throws InterruptedException {
        HttpRequest request = exchange.request();
        if (!request.wantsWebSocket() || !request.method().equals("GET")) {
            bytes(HttpReply.error(426, "websocket_required", "this path speaks WebSocket").with("Upgrade", "websocket"));
            return Optional.empty();
        }
        if (!request.header("Sec-WebSocket-Version").orElse("").equals("13")) {
            bytes(HttpReply.error(426, "websocket_version", "only WebSocket version 13 is supported")
                    .with("Sec-WebSocket-Version", "13"));
            return Optional.empty();
        }
        String key = request.header("Sec-WebSocket-Key").orElse("");
        if (!SocketHandshake.validKey(key)) {
            bytes(HttpReply.error(400, "bad_request", "the Sec-WebSocket-Key is not 16 bytes in Base64"));
            return Optional.empty();
        }
        HttpResponse head = ReplyHead.head(core, reply, false);
        head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, SocketHandshake.accept(key));
        CompletableFuture<Optional<WebSocket>> done = new CompletableFuture<>();
        channel.eventLoop().execute(() -> done.complete(switchProtocol(head)));
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<WebSocket> switchProtocol(HttpResponse head) {
        if (!channel.isActive()) {
            return Optional.empty();
        }
        if (connection.hasMoreInput()) {
            HttpReply refused = HttpReply.error(400, "bad_request",
                    "a WebSocket handshake must be the last request of its connection");
            connection.finished(channel.writeAndFlush(ReplyHead.complete(core, refused, true)), true);
            return Optional.empty();
        }
        channel.write(head);
        ChannelFuture written = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        SocketConnection socket = SocketConnection.attach(channel, core.limits().webSocket(), core.ticker(), false, core::ended);
        core.sockets().add(socket);
        connection.upgraded();
        channel.pipeline().remove("http-encoder");
        channel.pipeline().remove("http-decoder");
        channel.config().setAutoRead(true);
        if (written.isDone() && !written.isSuccess()) {
            socket.terminate("the handshake could not be sent");
        }
        if (core.draining()) {
            socket.close(1001, "the host is stopping");
        }
        return Optional.of(socket);
    }
}
