package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection without a network and the peer at its other end. The test is the event loop: nothing is read or written, and no time passes,
/// unless it says so.
final class PlayedSocket implements AutoCloseable {
    static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT.withPingInterval(Duration.ZERO).withMaxMessageBytes(2_000)
            .withCloseTimeout(Duration.ofSeconds(3)).withSendTimeout(Duration.ofMillis(20));

    final EmbeddedChannel channel = new EmbeddedChannel();
    final SocketConnection socket;
    final AtomicInteger ended = new AtomicInteger();
    private final EmbeddedChannel peer;

    private PlayedSocket(WebSocketLimits limits, boolean client) {
        channel.freezeTime();
        socket = SocketConnection.attach(channel, limits, Ticker.system(), client, _ -> ended.incrementAndGet());
        peer = new EmbeddedChannel(
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(client)
                        .withUTF8Validator(false).build()),
                new WebSocket13FrameEncoder(!client));
    }

    static PlayedSocket server(WebSocketLimits limits) {
        return new PlayedSocket(limits, false);
    }

    static PlayedSocket server() {
        return server(LIMITS);
    }

    static PlayedSocket client() {
        return new PlayedSocket(LIMITS, true);
    }

    /// The peer sends a frame, and the loop reads it.
    void say(WebSocketFrame frame) {
        peer.writeOutbound(frame);
        List<Object> parts = new ArrayList<>();
        for (Object part = peer.readOutbound(); part != null; part = peer.readOutbound()) {
            parts.add(part);
        }
        channel.writeInbound(parts.toArray());
    }

    void say(String text) {
        say(new TextWebSocketFrame(text));
    }

    /// The loop does what waits for it; what it has written, as the peer reads it.
    List<String> heard() {
        channel.runPendingTasks();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            peer.writeInbound(bytes);
        }
        List<String> heard = new ArrayList<>();
        for (WebSocketFrame frame = peer.readInbound(); frame != null; frame = peer.readInbound()) {
            heard.add(spelled(frame));
            frame.release();
        }
        return heard;
    }

    private static String spelled(WebSocketFrame frame) {
        String content = frame.content().toString(StandardCharsets.UTF_8);
        return switch (frame) {
            case TextWebSocketFrame _ -> "text " + content;
            case BinaryWebSocketFrame _ -> "binary " + content;
            case ContinuationWebSocketFrame _ -> "more " + content;
            case PingWebSocketFrame _ -> "ping";
            case PongWebSocketFrame _ -> "pong " + content;
            case CloseWebSocketFrame close -> "close " + close.statusCode() + " " + close.reasonText();
            default -> frame.toString();
        };
    }

    void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        peer.finishAndReleaseAll();
    }
}
