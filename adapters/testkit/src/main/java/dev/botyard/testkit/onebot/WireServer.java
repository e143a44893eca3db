package dev.botyard.testkit.onebot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A small HTTP and WebSocket server on a free port of the loopback interface, one virtual thread per connection.
public final class WireServer implements AutoCloseable {
    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /// Answers requests.
    public interface Handler {

        /// The answer; status 101 accepts a WebSocket.
        Answer handle(WireMessage request) throws Exception;

        /// A WebSocket that was accepted; closed when this returns.
        default void connected(WireMessage request, WireSocket socket) throws Exception {}
    }

    /// An answer.
    public record Answer(int status, String contentType, byte[] body) {
        public static final Answer UPGRADE = status(101);

        public static Answer status(int status) {
            return new Answer(status, "text/plain", new byte[0]);
        }

        public static Answer json(String json) {
            return new Answer(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    public WireServer(Handler handler) {
        this.handler = handler;
        try {
            server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().name("wire-server").start(this::accept);
    }

    /// `scheme://127.0.0.1:port` + path.
    public URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
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
                WireMessage request = WireMessage.read(in);
                Answer answer = handler.handle(request);
                if (answer.status() == 101) {
                    upgrade(request, socket, in, out);
                    return;
                }
                if (answer.status() < 0) {
                    return;
                }
                out.write(head(answer).getBytes(StandardCharsets.UTF_8));
                out.write(answer.body());
                out.flush();
            }
        } catch (Exception ended) {
            // Connections end; tests look at what they saw before.
        } finally {
            sockets.remove(socket);
        }
    }

    private static String head(Answer answer) {
        return "HTTP/1.1 " + answer.status() + " -\r\nContent-Type: " + answer.contentType() + "\r\nContent-Length: "
                + answer.body().length + "\r\n\r\n";
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
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
