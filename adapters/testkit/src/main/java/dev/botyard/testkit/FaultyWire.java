package dev.botyard.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The way to a fake that speaks HTTP, on which connections are counted and all that can go wrong goes wrong. Thread-safe. What is switched on
/// stays until it is switched off.
public final class FaultyWire implements AutoCloseable {
    private static final int PIECE = 5;
    private static final int SOME_PART = 64 << 10;
    private static final Duration PATIENCE = Patience.SOON;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final int serverPort;
    private final String pollMark;
    private final String uploadMark;
    private final int port;
    private ServerSocket listener;
    private boolean closed;
    private volatile boolean inPieces;
    private volatile boolean dyingAtUpload;
    private volatile Pause pause = new Pause("", Duration.ZERO, new CountDownLatch(0));

    /// @param serverPort where the fake listens on the loopback interface
    /// @param pollMark   what stands in the first line of a request that is held until there is news
    /// @param uploadMark what stands in the first line of a request with a medium
    public FaultyWire(int serverPort, String pollMark, String uploadMark) {
        this.serverPort = serverPort;
        this.pollMark = pollMark;
        this.uploadMark = uploadMark;
        listen(0);
        port = listener.getLocalPort();
    }

    /// A pause in the middle of what has this mark in it.
    private record Pause(String mark, Duration time, CountDownLatch over) {
        boolean strikes(byte[] bytes) {
            return over.getCount() > 0 && latin(bytes).contains(mark);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// How many connections are open.
    public int connections() {
        return links.size();
    }

    /// Whether somebody listens.
    public synchronized void listening(boolean listening) {
        if (!listening) {
            stopListening();
        } else if (listener.isClosed() && !closed) {
            listen(port);
        }
    }

    private void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void listen(int at) {
        try {
            ServerSocket open = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
            listener = open;
            // Of the platform's threads: where a virtual one accepts, a closed server goes on listening until that thread is woken.
            Thread.ofPlatform().daemon().name("faulty-wire").start(() -> accept(open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                new Link(open.accept()).begin();
            } catch (IOException closing) {
                // The loop ends with the socket.
            }
        }
    }

    /// Breaks every connection. Waits until a poll is open: only then does a client have something to lose.
    public void drop() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (this) {
            while (links.stream().noneMatch(link -> link.polling)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("no client polls");
                }
                wait(left);
            }
        }
        links.forEach(Link::close);
    }

    private synchronized void changed() {
        notifyAll();
    }

    /// From now on answers come in pieces of a few bytes.
    public void cutUp() {
        inPieces = true;
    }

    /// Pauses once, in the middle of the next piece of an answer that has this mark in it.
    ///
    /// @return zero when the rest is written or the connection is gone
    public CountDownLatch pauseAt(String mark, Duration time) {
        pause = new Pause(mark, time, new CountDownLatch(1));
        return pause.over;
    }

    /// Whether connections break in the middle of a large upload.
    public void dieAtUpload(boolean die) {
        dyingAtUpload = die;
    }

    @Override
    public synchronized void close() {
        closed = true;
        stopListening();
        links.forEach(Link::close);
        threads.shutdownNow();
    }

    /// One connection of a client and the one to the server that belongs to it.
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean polling;
        private int uploaded = -1;

        Link(Socket client) throws IOException {
            this.client = client;
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void begin() {
            links.add(this);
            threads.execute(() -> pump(client, server, this::ask));
            threads.execute(() -> pump(server, client, this::answer));
        }

        private void pump(Socket from, Socket to, Step step) {
            byte[] buffer = new byte[32 << 10];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    step.write(Arrays.copyOf(buffer, count), out);
                }
            } catch (IOException gone) {
                // As at the end of the stream.
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        private void ask(byte[] bytes, OutputStream out) throws IOException {
            String head = latin(Arrays.copyOf(bytes, Math.min(bytes.length, 100)));
            if (head.startsWith("POST ")) {
                uploaded = head.contains(uploadMark) ? 0 : -1;
                polling = head.contains(pollMark);
            }
            out.write(bytes);
            if (polling) {
                changed();
            }
            if (uploaded >= 0) {
                uploaded += bytes.length;
                if (dyingAtUpload && uploaded > SOME_PART) {
                    throw new IOException("this upload is to break");
                }
            }
        }

        private void answer(byte[] bytes, OutputStream out) throws IOException, InterruptedException {
            polling = false;
            Pause now = pause;
            if (now.strikes(bytes)) {
                try {
                    out.write(bytes, 0, bytes.length / 2);
                    TimeUnit.NANOSECONDS.sleep(now.time.toNanos());
                    out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                } finally {
                    now.over.countDown();
                }
                return;
            }
            for (int i = 0; i < bytes.length; i += inPieces ? PIECE : bytes.length) {
                out.write(bytes, i, Math.min(inPieces ? PIECE : bytes.length, bytes.length - i));
            }
        }

        void close() {
            try (client; server) {
                links.remove(this);
            } catch (IOException closing) {
                // It is gone either way.
            }
        }
    }

    /// Passes on what came.
    private interface Step {
        void write(byte[] bytes, OutputStream out) throws IOException, InterruptedException;
    }
}
