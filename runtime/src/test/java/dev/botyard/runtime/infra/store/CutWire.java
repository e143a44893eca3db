package dev.botyard.runtime.infra.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands bytes on between the store and its server, and breaks when it is told to.
final class CutWire implements AutoCloseable {
    /// Where this has gone to the server, the answer to the next commit is lost with the connection.
    static final String MARK = "the answer to the commit gets lost";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final AtomicInteger swallowed = new AtomicInteger();

    CutWire(int target) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Ends all connections.
    void cutAll() {
        wires.forEach(Wire::cut);
    }

    int swallowed() {
        return swallowed.get();
    }

    private static boolean contains(byte[] piece, int count, String text) {
        return new String(piece, 0, count, StandardCharsets.ISO_8859_1).contains(text);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Wire wire = new Wire(client, server);
                wires.add(wire);
                Thread.ofVirtual().start(wire::there);
                Thread.ofVirtual().start(wire::back);
            } catch (IOException _) {
                return;
            }
        }
    }

    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean marked;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void cut() {
            try {
                client.close();
                server.close();
            } catch (IOException _) {
                // So it is.
            }
        }

        private void there() {
            try (client; server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                byte[] piece = new byte[64 << 10];
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    if (contains(piece, count, MARK)) {
                        marked = true;
                    }
                    out.write(piece, 0, count);
                    out.flush();
                }
            } catch (IOException _) {
                // Its other end is gone.
            }
        }

        private void back() {
            try (client; server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] piece = new byte[64 << 10];
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    if (marked && contains(piece, count, "COMMIT\0")) {
                        swallowed.incrementAndGet();
                        return;
                    }
                    out.write(piece, 0, count);
                    out.flush();
                }
            } catch (IOException _) {
                // Its other end is gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
