package dev.botyard.testkit;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.echo.EchoLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The fake of the echo platform.
final class EchoServer implements FakeIm {
    private static final String TOKEN = "s3cret-token-of-the-test";
    private static final int HUGE = 1 << 20;
    private static final int UPLOAD = 10_000;

    private final Map<EchoLink, Socket> online = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String flaw;
    private final int port;
    private volatile ServerSocket server;
    private volatile boolean refuseLogin;
    private volatile boolean silent;
    private volatile boolean unanswered;
    private volatile boolean dieAtSend;
    private volatile boolean reject;
    private volatile boolean faulty;
    private volatile boolean vague;
    private volatile boolean dieAtUpload;
    private volatile boolean bad;
    private volatile Duration limit = Duration.ZERO;

    EchoServer(String flaw) {
        this.flaw = flaw;
        listen(0);
        port = server.getLocalPort();
        Thread.ofVirtual().name("echo-pings").start(this::ping);
    }

    private void listen(int at) {
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
            server = fresh;
            // Of the platform's threads: where a virtual one accepts, a closed server goes on listening until that thread is woken.
            Thread.ofPlatform().daemon().name("echo-accept").start(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                attempts.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("echo-connection").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        EchoLink link = null;
        try (socket) {
            link = new EchoLink(socket);
            String[] login = link.read();
            while (silent && closed.getCount() > 0) {
                closed.await(10, TimeUnit.MILLISECONDS);
            }
            if (bad) {
                return;
            }
            if (refuseLogin || !login[1].equals(TOKEN)) {
                link.write("DENIED");
                return;
            }
            welcome(link, socket);
            while (true) {
                handle(link, socket, link.read());
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (link != null) {
                online.remove(link);
            }
            open.remove(socket);
        }
    }

    // Whoever sees the welcome gets every later message.
    private synchronized void welcome(EchoLink link, Socket socket) throws IOException {
        link.write("WELCOME", "echo-1");
        online.put(link, socket);
    }

    private void handle(EchoLink link, Socket socket, String[] words) throws IOException {
        if (!words[0].equals("SEND")) {
            return;
        }
        String number = words[1];
        boolean person = words[2].equals("person");
        sent.add(new SentCall(person ? Target.person(words[3]) : Target.group(words[3]), words[4]));
        if (dieAtSend || dieAtUpload && words[4].length() > UPLOAD) {
            socket.close();
        } else if (!limit.isZero()) {
            link.write("WAIT", number, Long.toString(limit.toMillis()));
        } else if (vague) {
            link.write("WAIT", number);
        } else if (faulty) {
            link.write("BROKEN", number);
        } else if (reject) {
            link.write("REFUSED", number);
        } else if (words[3].equals(unknownPerson())) {
            link.write("NOBODY", number);
        } else if (!unanswered && !silent) {
            link.write("SENT", number, "e" + ids.incrementAndGet());
        }
    }

    private void ping() {
        try {
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                if (!silent) {
                    toAll(EchoLink.line("PING"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void toAll(byte[] bytes) {
        online.forEach((link, _) -> {
            try {
                link.raw(bytes);
            } catch (IOException e) {
                online.remove(link);
            }
        });
    }

    @Override
    public Map<String, List<String>> config() {
        Map<String, List<String>> config = new java.util.HashMap<>(
                Map.of("port", List.of(Integer.toString(port)), "token", List.of(TOKEN)));
        if (!flaw.isEmpty()) {
            config.put("flaw", List.of(flaw));
        }
        return config;
    }

    @Override
    public int connections() {
        return open.size();
    }

    @Override
    public int attempts() {
        return attempts.get();
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(message(chat, sender, messageId, text));
    }

    private static byte[] message(Chat chat, Person sender, String messageId, String text) {
        return EchoLink.line("MSG", messageId, chat.kind() == ChatKind.PRIVATE ? "person" : "group", chat.id(), sender.id(),
                sender.name(),
                text);
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        byte[] whole = message(chat, sender, messageId, text);
        online.forEach((_, socket) -> {
            try {
                socket.setTcpNoDelay(true);
                for (int at = 0; at < whole.length; at += 3) {
                    socket.getOutputStream().write(Arrays.copyOfRange(whole, at, Math.min(at + 3, whole.length)));
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void deliverNonsense() {
        toAll("{\"half\": \u0000 %zz ]]\nMSG\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void deliverOversized() {
        byte[] huge = new byte[HUGE];
        Arrays.fill(huge, (byte) 'x');
        huge[HUGE - 1] = '\n';
        toAll(huge);
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        toAll(EchoLink.line("MSG", messageId, "group", chat.id(), "echo-1", "Bot", text, "own"));
    }

    @Override
    public void dropConnections() {
        open.forEach(EchoServer::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void refuseConnections(boolean refuse) {
        if (!refuse) {
            listen(port);
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void refuseLogin(boolean refuse) {
        refuseLogin = refuse;
    }

    /// The adapter calls here; for the host it is the same as if it were called.
    @Override
    public void connectBadly(boolean badly) {
        bad = badly;
    }

    @Override
    public void fallSilent(boolean value) {
        silent = value;
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        unanswered = leave;
    }

    @Override
    public void dieAtSend(boolean die) {
        dieAtSend = die;
    }

    @Override
    public void limitRate(Duration wait) {
        limit = wait;
    }

    @Override
    public void rejectMessages(boolean value) {
        reject = value;
    }

    @Override
    public void revokeLogin() {
        refuseLogin = true;
        toAll(EchoLink.line("DENIED"));
    }

    @Override
    public void limitRateVaguely(boolean value) {
        vague = value;
    }

    @Override
    public void failSends(boolean fail) {
        faulty = fail;
    }

    /// Pings must not come between the halves.
    @Override
    public synchronized void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        byte[] whole = message(chat, sender, messageId, text);
        toAll(Arrays.copyOf(whole, whole.length / 2));
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        toAll(Arrays.copyOfRange(whole, whole.length / 2, whole.length));
    }

    @Override
    public void dieAtUpload(boolean die) {
        dieAtUpload = die;
    }

    @Override
    public String unknownPerson() {
        return "nobody";
    }

    /// The wire of echo has none.
    @Override
    public List<SentCall> edited() {
        return List.of();
    }

    @Override
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        closed.countDown();
        refuseConnections(true);
        dropConnections();
    }
}
