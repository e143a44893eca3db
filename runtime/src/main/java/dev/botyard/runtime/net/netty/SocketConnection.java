package dev.botyard.runtime.net.netty;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.infra.thread.Ticker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One WebSocket connection of either direction. Sending, pinging and closing from any thread; one thread receives.
///
/// Bounds are those of [WebSocketLimits]: a slow receiver stops the network, a slow peer makes senders wait and then closes the connection.
public final class SocketConnection implements WebSocket {
    private enum State {
        OPEN, CLOSING, CLOSED
    }

    /// Of RFC 6455, section 7.4.2; what lies between and may not be sent is Netty's knowledge.
    private static final int SMALLEST_CODE = 1_000;
    private static final int LARGEST_CODE = 4_999;
    /// Bytes; a control frame holds 125, two of them the code.
    private static final int LONGEST_REASON = 120;

    private final Channel channel;
    private final WebSocketLimits limits;
    private final String peer;
    private final Inbox inbox;
    private final Outbox outbox;
    private final LifeSigns life = new LifeSigns();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Consumer<SocketConnection> ended;
    private final Watchdog silence;
    private boolean awaitingPong;
    /// What the peer closed it with, `""` for nothing; written before the inbox ends.
    private volatile String closeCode = "";

    private SocketConnection(Channel channel, WebSocketLimits limits, Ticker ticker, Consumer<SocketConnection> ended) {
        this.channel = channel;
        this.limits = limits;
        this.ended = ended;
        peer = name(channel);
        inbox = new Inbox(channel, limits.inboxBytes());
        outbox = new Outbox(channel, limits.outboxBytes());
        silence = new Watchdog(channel.eventLoop(), ticker, this::silent);
    }

    /// Turns a channel whose handshake is complete into a WebSocket connection; on its event loop.
    ///
    /// @param client whether we opened the connection, which makes us mask what we send
    /// @param ended  called on the event loop once the channel is closed
    public static SocketConnection attach(Channel channel, WebSocketLimits limits, Ticker ticker, boolean client,
            Consumer<SocketConnection> ended) {
        SocketConnection connection = new SocketConnection(channel, limits, ticker, ended);
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(!client)
                .maxFramePayloadLength(limits.maxMessageBytes())
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast("frame-decoder", new WebSocket13FrameDecoder(config));
        pipeline.addLast("frame-encoder", new WebSocket13FrameEncoder(client));
        pipeline.addLast("socket", new FrameReader(connection, limits.maxMessageBytes()));
        connection.watch();
        return connection;
    }

    /// `address:port` of a channel's peer.
    public static String name(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet
                ? hostOf(inet) + ":" + inet.getPort()
                : String.valueOf(channel.remoteAddress());
    }

    private static String hostOf(InetSocketAddress address) {
        String host = address.getAddress() == null ? address.getHostString() : address.getAddress().getHostAddress();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public String receive() throws InterruptedException {
        return switch (take()) {
            case String text -> text;
            case Object bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8);
        };
    }

    @Override
    public byte[] receiveBytes() throws InterruptedException {
        return switch (take()) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Object bytes -> (byte[]) bytes;
        };
    }

    private Object take() throws InterruptedException {
        Object message = inbox.take();
        if (message == null) {
            throw lost("the connection with " + peer + " has ended: " + inbox.endReason()).withPlatformCode(closeCode);
        }
        return message;
    }

    @Override
    public void send(String text) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)), bytes.length);
    }

    @Override
    public void send(byte[] bytes) throws InterruptedException {
        send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes.clone())), bytes.length);
    }

    private void send(WebSocketFrame frame, int bytes) throws InterruptedException {
        if (!open()) {
            throw lost("nothing was sent: the connection with " + peer + " is closed");
        }
        switch (outbox.send(frame, bytes, limits.sendTimeout())) {
            case DONE -> {
            }
            case CLOSED -> throw lost("nothing was sent: the connection with " + peer + " is closed");
            case FULL -> {
                long waiting = outbox.pending();
                terminate("the peer did not read for " + limits.sendTimeout().toSeconds() + " s");
                throw lost("nothing was sent: " + peer + " reads too slowly (" + waiting
                        + " bytes wait); the connection was closed");
            }
        }
    }

    @Override
    public boolean offer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return open()
                && outbox.offer(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)), bytes.length) == Outbox.Handover.DONE;
    }

    @Override
    public boolean ping(Duration timeout) throws InterruptedException {
        if (!open()) {
            return false;
        }
        long before = life.count();
        channel.eventLoop().execute(() -> inbox.probe(1));
        try {
            outbox.force(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER), null);
            return life.awaitAfter(before, timeout);
        } finally {
            channel.eventLoop().execute(() -> inbox.probe(-1));
        }
    }

    @Override
    public boolean open() {
        return state.get() == State.OPEN && channel.isActive();
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public void close(int code, String reason) {
        // Looked at first: what cannot be said must not leave the connection neither open nor ever closed.
        int said = sendable(code);
        String why = shortened(reason);
        if (!state.compareAndSet(State.OPEN, State.CLOSING)) {
            return;
        }
        outbox.force(new CloseWebSocketFrame(said, why), null);
        onLoop(() -> {
            inbox.end("closed by this side with " + code + (reason.isEmpty() ? "" : " (" + reason + ")"));
            inbox.discard();
            EventLoops.closeAfter(channel, limits.closeTimeout());
        });
    }

    /// Closes without a handshake.
    public void terminate(String reason) {
        state.set(State.CLOSED);
        onLoop(() -> {
            inbox.end(reason);
            channel.close();
        });
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    // ---- called by FrameReader on the event loop

    void text(String text, int bytes) {
        inbox.put(text, bytes);
    }

    void binary(byte[] bytes) {
        inbox.put(bytes, bytes.length);
    }

    void sawLife() {
        life.sign();
        watch();
    }

    void pinged(ByteBuf content) {
        if (outbox.pending() < limits.outboxBytes()) {
            outbox.force(new PongWebSocketFrame(content.copy()), null);
        }
    }

    void peerCloses(int code, String reason) {
        State before = state.getAndSet(State.CLOSED);
        closeCode = code < 0 || before != State.OPEN ? "" : Integer.toString(code);
        inbox.end("the peer closed it with " + (code < 0 ? "no code" : code) + (reason.isEmpty() ? "" : " (" + reason + ")"));
        inbox.discard();
        if (before != State.OPEN) {
            channel.close();
            return;
        }
        CloseWebSocketFrame answer = code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
        outbox.force(answer, _ -> channel.close());
        EventLoops.closeAfter(channel, limits.closeTimeout());
    }

    void violated(int code, String reason) {
        if (state.getAndSet(State.CLOSED) == State.CLOSED) {
            return;
        }
        inbox.end("it broke the protocol: " + reason);
        inbox.discard();
        // Not closed at once: unread input would make the system send a reset, which can overtake the close frame.
        outbox.force(new CloseWebSocketFrame(code, shortened(reason)), null);
        EventLoops.closeAfter(channel, Duration.ofSeconds(1));
    }

    void failed(Throwable cause) {
        Failures.tell("the WebSocket with " + peer(), cause);
        terminate("it was lost: " + cause.getMessage());
    }

    void gone() {
        state.set(State.CLOSED);
        silence.cancel();
        inbox.end("it was lost without a close frame");
        outbox.close();
        life.end();
        ended.accept(this);
    }

    private void watch() {
        if (limits.pingInterval().isPositive()) {
            awaitingPong = false;
            silence.within(limits.pingInterval());
        }
    }

    private void silent() {
        if (awaitingPong && !inbox.paused()) {
            terminate("it was lost: no sign of life for " + limits.pingInterval().multipliedBy(2).toSeconds() + " s");
            return;
        }
        awaitingPong = true;
        outbox.force(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER), null);
        silence.within(limits.pingInterval());
    }

    private static int sendable(int code) {
        if (code < SMALLEST_CODE || code > LARGEST_CODE || !WebSocketCloseStatus.isValidStatusCode(code)) {
            throw new IllegalArgumentException(
                    code + " is no code that a side may send; take 1000 or one of the application from 4000 to 4999");
        }
        return code;
    }

    private static String shortened(String reason) {
        int end = Math.min(reason.length(), LONGEST_REASON);
        while (reason.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON
                || end > 0 && Character.isHighSurrogate(reason.charAt(end - 1))) {
            end--;
        }
        return reason.substring(0, end);
    }

    private static AdapterException lost(String message) {
        return new AdapterException(ErrorKind.COMMUNICATION, message);
    }

    @Override
    public String toString() {
        return "WebSocket with " + peer + " " + state.get();
    }
}
