package dev.botyard.runtime.net.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Puts frames together to messages. Confined to the event loop; buffers end here.
final class FrameReader extends ChannelInboundHandlerAdapter {
    private static final int TOO_BIG = 1009;
    private static final int NOT_UTF_8 = 1007;
    private static final int PROTOCOL_ERROR = 1002;

    private final SocketConnection connection;
    private final int maxMessageBytes;
    private ByteArrayOutputStream fragments;
    private boolean fragmentsAreText;
    private boolean broken;

    FrameReader(SocketConnection connection, int maxMessageBytes) {
        this.connection = connection;
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof WebSocketFrame frame && !broken) {
                read(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text when text.isFinalFragment() && fragments == null ->
                text(ByteBufUtil.getBytes(text.content()));
            case BinaryWebSocketFrame binary when binary.isFinalFragment() && fragments == null -> connection
                    .binary(ByteBufUtil.getBytes(binary.content()));
            case TextWebSocketFrame text -> begin(text, true);
            case BinaryWebSocketFrame binary -> begin(binary, false);
            case ContinuationWebSocketFrame more -> append(more);
            case PingWebSocketFrame ping -> connection.pinged(ping.content());
            case CloseWebSocketFrame close -> connection.peerCloses(close.statusCode(), close.reasonText());
            default -> {
                // a pong; that something came is already counted
            }
        }
    }

    private void begin(WebSocketFrame frame, boolean text) {
        if (fragments != null) {
            violated(PROTOCOL_ERROR, "a new message began inside a fragmented one");
            return;
        }
        fragments = new ByteArrayOutputStream();
        fragmentsAreText = text;
        append(frame);
    }

    private void append(WebSocketFrame frame) {
        ByteBuf content = frame.content();
        if (fragments == null) {
            violated(PROTOCOL_ERROR, "a continuation without a beginning");
            return;
        }
        if ((long) fragments.size() + content.readableBytes() > maxMessageBytes) {
            violated(TOO_BIG, "a message is larger than " + maxMessageBytes + " bytes");
            return;
        }
        try {
            content.readBytes(fragments, content.readableBytes());
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail", e);
        }
        if (frame.isFinalFragment()) {
            byte[] whole = fragments.toByteArray();
            fragments = null;
            if (fragmentsAreText) {
                text(whole);
            } else {
                connection.binary(whole);
            }
        }
    }

    private void text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The constructor replaces what is malformed by U+FFFD; only when one is seen the slow strict way decides whether it was sent.
        if (text.indexOf('\uFFFD') >= 0 && !valid(bytes)) {
            violated(NOT_UTF_8, "a text message is not valid UTF-8");
            return;
        }
        connection.text(text, bytes.length);
    }

    private static boolean valid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private void violated(int code, String reason) {
        broken = true;
        fragments = null;
        connection.violated(code, reason);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.sawLife();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            violated(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
        } else if (cause.getCause() instanceof CorruptedWebSocketFrameException corrupted) {
            violated(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
        } else {
            connection.failed(cause);
        }
    }
}
