package dev.botyard.testkit.onebot;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A small HTTP and WebSocket server on a free port of the loopback interface, one virtual thread per connection.
public final class WireServer implements AutoCloseable {
    private final Handler handler;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;
    private volatile int longest = Integer.MAX_VALUE;

    /// Answers requests.
    public interface Handler {

        /// The answer; status 101 accepts a WebSocket.
        Answer handle(WireMessage request) throws Exception;

        /// A WebSocket that was accepted; closed when this returns.
        default void connected(WireMessage request, WireSocket socket) throws Exception {}

        /// Writes a complete answer; a slow platform does so in pieces.
        default void write(OutputStream out, byte[] bytes) throws IOException {
            out.write(bytes);
        }
    }

    /// An answer.
    public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
        public static final Answer UPGRADE = status(101);

        public Answer(int status, String contentType, byte[] body) {
            this(status, contentType, body, Map.of());
        }

        public static Answer status(int status) {
            return new Answer(status, "text/plain", new byte[0]);
        }

        public static Answer json(String json) {
            return new Answer(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    public WireServer(Handler handler) {
        this.handler = handler;
        port = listen(0);
    }

    private int listen(int at) {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 1024);
            server = fresh;
            // Of the platform's threads: where a virtual one accepts, a closed server goes on listening until that thread is woken.
            Thread.ofPlatform().daemon().name("wire-server").start(() -> accept(fresh));
            return fresh.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether anybody listens at the address. Connections that are open stay open.
    public void listening(boolean value) {
        if (!value) {
            close(server);
        } else if (server.isClosed()) {
            listen(port);
        }
    }

    /// `scheme://127.0.0.1:port` + path.
    public URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    /// From now on connections break in the middle of bodies longer than this.
    public void breakAfter(int bytes) {
        longest = bytes;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("wire-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = socket.getOutputStream();
            while (true) {
                WireMessage request = WireMessage.read(in, () -> longest);
                Answer answer = handler.handle(request);
                if (answer.status() == 101) {
                    upgrade(request, socket, in, out);
                    return;
                }
                if (answer.status() < 0) {
                    return;
                }
                byte[] head = head(answer).getBytes(StandardCharsets.UTF_8);
                byte[] bytes = Arrays.copyOf(head, head.length + answer.body().length);
                System.arraycopy(answer.body(), 0, bytes, head.length, answer.body().length);
                handler.write(out, bytes);
                out.flush();
            }
        } catch (Exception ended) {
            // Connections end; tests look at what they saw before.
        } finally {
            sockets.remove(socket);
        }
    }

    private static String head(Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" -\r\nContent-Type: ")
                .append(answer.contentType()).append("\r\nContent-Length: ").append(answer.body().length).append("\r\n");
        answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private void upgrade(WireMessage request, Socket socket, InputStream in, OutputStream out) throws Exception {
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + WireSocket.accept(request.header("Sec-WebSocket-Key")) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        try (WireSocket webSocket = new WireSocket(socket, in, out, false)) {
            handler.connected(request, webSocket);
        }
    }

    @Override
    public void close() {
        close(server);
        sockets.forEach(WireServer::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
