package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.Proxy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/// SOCKS5, RFC 1928, with the login of RFC 1929. Names go to the proxy as they are.
final class SocksHandshake extends ProxyHandshake {
    private static final byte VERSION = 5;
    private static final byte NO_LOGIN = 0;
    private static final byte LOGIN = 2;
    private static final byte LOGIN_VERSION = 1;
    private static final byte CONNECT = 1;
    private static final byte IPV4 = 1;
    private static final byte NAME = 3;
    private static final byte IPV6 = 4;
    private static final int LONGEST = 255;

    private Step step = Step.METHOD;

    private enum Step {
        METHOD, LOGIN, REPLY
    }

    SocksHandshake(Proxy proxy, Endpoint to, Runnable connected) {
        super(proxy, to, connected);
    }

    @Override
    ByteBuf greeting(ChannelHandlerContext context) {
        return context.alloc().buffer().writeBytes(proxy.hasLogin()
                ? new byte[]{VERSION, 2, NO_LOGIN, LOGIN}
                : new byte[]{VERSION, 1, NO_LOGIN});
    }

    @Override
    boolean read(ChannelHandlerContext context, ByteBuf in) throws IOException {
        return switch (step) {
            case METHOD -> method(context, in);
            case LOGIN -> login(context, in);
            case REPLY -> reply(in);
        };
    }

    private boolean method(ChannelHandlerContext context, ByteBuf in) throws IOException {
        version(in);
        if (in.readableBytes() < 2) {
            return false;
        }
        in.skipBytes(1);
        switch (in.readByte()) {
            case NO_LOGIN -> request(context);
            case LOGIN -> {
                if (!proxy.hasLogin()) {
                    throw refused("wants a login; write user:password@ before its host");
                }
                sendLogin(context);
            }
            default -> throw refused(proxy.hasLogin()
                    ? "takes no login by user and password"
                    : "wants a login; write user:password@ before its host");
        }
        return false;
    }

    private void sendLogin(ChannelHandlerContext context) throws IOException {
        byte[] user = proxy.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = proxy.password().getBytes(StandardCharsets.UTF_8);
        if (user.length > LONGEST || password.length > LONGEST) {
            throw refused("cannot be told a user or a password of more than " + LONGEST + " bytes");
        }
        step = Step.LOGIN;
        context.writeAndFlush(context.alloc().buffer().writeByte(LOGIN_VERSION).writeByte(user.length).writeBytes(user)
                .writeByte(password.length).writeBytes(password));
    }

    private boolean login(ChannelHandlerContext context, ByteBuf in) throws IOException {
        if (in.readableBytes() < 2) {
            return false;
        }
        in.skipBytes(1);
        if (in.readByte() != 0) {
            throw refused("refused the login; correct user and password where the proxy is named");
        }
        request(context);
        return false;
    }

    private void request(ChannelHandlerContext context) throws IOException {
        step = Step.REPLY;
        ByteBuf request = context.alloc().buffer().writeByte(VERSION).writeByte(CONNECT).writeByte(0);
        byte[] literal = literal(to.host());
        if (literal.length > 0) {
            request.writeByte(literal.length == 4 ? IPV4 : IPV6).writeBytes(literal);
        } else {
            byte[] name = to.host().getBytes(StandardCharsets.US_ASCII);
            if (name.length > LONGEST) {
                request.release();
                throw refused("cannot be told a name of more than " + LONGEST + " letters");
            }
            request.writeByte(NAME).writeByte(name.length).writeBytes(name);
        }
        context.writeAndFlush(request.writeShort(to.port()));
    }

    private static byte[] literal(String host) {
        if (host.startsWith("[")) {
            return InetAddress.ofLiteral(host.substring(1, host.length() - 1)).getAddress();
        }
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") ? InetAddress.ofLiteral(host).getAddress() : new byte[0];
    }

    private boolean reply(ByteBuf in) throws IOException {
        version(in);
        if (in.readableBytes() < 2) {
            return false;
        }
        int code = in.getUnsignedByte(in.readerIndex() + 1);
        if (code != 0) {
            throw refused("did not connect to " + to + ": " + meaning(code));
        }
        if (in.readableBytes() < 5) {
            return false;
        }
        int address = switch (in.getByte(in.readerIndex() + 3)) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> 1 + in.getUnsignedByte(in.readerIndex() + 4);
            default -> throw noSocks();
        };
        if (in.readableBytes() < 6 + address) {
            return false;
        }
        in.skipBytes(6 + address);
        return true;
    }

    private void version(ByteBuf in) throws IOException {
        if (in.isReadable() && in.getByte(in.readerIndex()) != VERSION) {
            throw noSocks();
        }
    }

    private IOException noSocks() {
        return refused("does not speak SOCKS5; if it speaks HTTP, write http:// before it");
    }

    private static String meaning(int code) {
        String[] known = {"", "it failed", "its rules do not allow that", "the network cannot be reached",
            "the host cannot be reached", "the connection was refused", "it took too long",
            "it does not connect for others", "it does not know this kind of address"};
        return code < known.length ? known[code] : "it answered " + code;
    }
}
