package dev.botyard.runtime.script.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two ends of one Unix socket.
record SocketPair(SocketChannel near, SocketChannel far) implements AutoCloseable {

    static SocketPair open(Path folder) throws IOException {
        Path path = folder.resolve("pair.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            SocketChannel near = SocketChannel.open(UnixDomainSocketAddress.of(path));
            return new SocketPair(near, server.accept());
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /// Writes at the far end, exactly these bytes.
    void send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            far.write(out);
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        near.close();
        far.close();
    }
}
