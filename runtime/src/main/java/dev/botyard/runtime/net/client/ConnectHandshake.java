package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.Proxy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `CONNECT` of HTTP.
final class ConnectHandshake extends ProxyHandshake {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.\\d (\\d{3})\\b([^\\r\\n]{0,80})");

    ConnectHandshake(Proxy proxy, Endpoint to, Runnable connected) {
        super(proxy, to, connected);
    }

    @Override
    ByteBuf greeting(ChannelHandlerContext context) {
        String login = proxy.hasLogin() ? "Proxy-Authorization: " + login(proxy) + "\r\n" : "";
        return ByteBufUtil.encodeString(context.alloc(), CharBuffer.wrap("CONNECT " + to + " HTTP/1.1\r\nHost: " + to
                + "\r\nUser-Agent: Botyard\r\n" + login + "\r\n"), StandardCharsets.US_ASCII);
    }

    /// The value of `Proxy-Authorization`.
    static String login(Proxy proxy) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8));
    }

    /// What is wrong when a proxy does not let somebody in: with 407, and some with 401.
    static String loginRefused(Proxy proxy, String status) {
        return proxy.hasLogin()
                ? "refused the login (" + status + "); correct user and password where the proxy is named"
                : "wants a login (" + status + "); write user:password@ before its host";
    }

    @Override
    boolean read(ChannelHandlerContext context, ByteBuf in) throws IOException {
        int end = end(in);
        if (end < 0) {
            boolean http = matchesSoFar(in);
            if (!http || in.readableBytes() > LONGEST_HEAD) {
                throw noHttp();
            }
            return false;
        }
        String head = in.readCharSequence(end, StandardCharsets.ISO_8859_1).toString();
        Matcher line = STATUS_LINE.matcher(head);
        if (!line.lookingAt()) {
            throw noHttp();
        }
        String status = line.group(1);
        if (status.startsWith("2")) {
            return true;
        }
        throw refused(status.equals("407") || status.equals("401")
                ? loginRefused(proxy, status)
                : "did not connect to " + to + ": it answered " + (status + line.group(2)).replaceAll("[^ -~]", "?").strip());
    }

    private IOException noHttp() {
        return refused("does not speak HTTP; if it speaks SOCKS5, write socks5:// before it");
    }

    private static boolean matchesSoFar(ByteBuf in) {
        String expected = "HTTP/1.";
        int length = Math.min(expected.length(), in.readableBytes());
        return in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1).equals(expected.substring(0, length));
    }

    /// How many bytes the head has, -1 while it is not complete.
    private static int end(ByteBuf in) {
        for (int at = in.readerIndex(); at < in.writerIndex(); at++) {
            if (in.getByte(at) != '\n') {
                continue;
            }
            int next = at + 1 < in.writerIndex() && in.getByte(at + 1) == '\r' ? at + 2 : at + 1;
            if (next < in.writerIndex() && in.getByte(next) == '\n') {
                return next + 1 - in.readerIndex();
            }
        }
        return -1;
    }
}
