package dev.botyard.runtime.net.netty;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Two ends of one Unix socket: the host's, and that of a process.
public record SocketPair(LineSocket near, SocketChannel far, EventLoops loops) implements AutoCloseable {

    /// The process is known.
    public static SocketPair open(Path folder) throws IOException, InterruptedException {
        SocketPair pair = strangers(folder);
        pair.near.admit();
        return pair;
    }

    static SocketPair strangers(Path folder) throws IOException, InterruptedException {
        EventLoops loops = EventLoops.start(1, Ticker.system());
        BlockingQueue<LineSocket> arrived = new ArrayBlockingQueue<>(1);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("pair.sock"));
        try (LineServer server = LineServer.listen(loops, address, arrived::add)) {
            SocketChannel far = SocketChannel.open(address);
            return new SocketPair(arrived.poll(Patience.SECONDS, TimeUnit.SECONDS), far, loops);
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
        loops.close();
    }
}
