package dev.botyard.adapters.notify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server in the clear that can be told what to answer at each stage. Complains of whatever a strict one would not take.
final class MailServer implements AutoCloseable {
    static final String USER = "bot@bots.example";
    static final String PASSWORD = "app-password-0123456789";
    private static final Pattern FROM = Pattern.compile("MAIL FROM:<([^<>\\s]+)>");
    private static final Pattern TO = Pattern.compile("RCPT TO:<([^<>\\s]+)>");
    private static final List<String> ONCE = List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version");

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listening;
    final List<Post> posts = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    /// What a stage answers instead, by the begin of its command; `.` is the end of a mail.
    final Map<String, String> replies = new ConcurrentHashMap<>();
    final AtomicInteger came = new AtomicInteger();
    final AtomicReference<CompletableFuture<Void>> greeting = new AtomicReference<>(CompletableFuture.completedFuture(null));
    final AtomicReference<CompletableFuture<Void>> dot = new AtomicReference<>(CompletableFuture.completedFuture(null));
    volatile String abilities = "250-mail.example\r\n250-SIZE 26214400\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME";
    volatile int breakAfter = Integer.MAX_VALUE;
    volatile boolean dieAtDot;

    /// A mail that came, accepted or not.
    ///
    /// @param mail as it is without the second dots
    record Post(String from, String to, String mail) {
        /// A header, unfolded, `""` when it is not there.
        String header(String name) {
            Matcher header = Pattern.compile("(?m)^" + name + ": (.*(?:\r\n[ \t].*)*)")
                    .matcher(mail.substring(0, mail.indexOf("\r\n\r\n") + 2));
            return header.find() ? header.group(1).replaceAll("\r\n[ \t]", " ") : "";
        }

        /// What it says, of several parts the first.
        String text() {
            return text(mail);
        }

        private static String text(String part) {
            int end = part.indexOf("\r\n\r\n");
            String head = part.substring(0, end);
            String body = part.substring(end + 4);
            Matcher boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(head);
            if (boundary.find()) {
                String line = "--" + boundary.group(1) + "\r\n";
                int from = body.indexOf(line) + line.length();
                return text(body.substring(from, body.indexOf("\r\n--" + boundary.group(1), from)));
            }
            if (head.contains("Content-Disposition: attachment")) {
                return "";
            }
            return head.contains("Content-Transfer-Encoding: base64")
                    ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8)
                    : body.stripTrailing().replace("\r\n", "\n");
        }
    }

    MailServer() {
        port = listen(0);
    }

    private int listen(int at) {
        try {
            ServerSocket fresh = new ServerSocket(at, 256, InetAddress.getLoopbackAddress());
            listening = fresh;
            // Of the platform's threads: where a virtual one accepts, a closed server goes on listening until that thread is woken.
            Thread.ofPlatform().daemon().start(() -> accept(fresh));
            return fresh.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void listening(boolean value) {
        try {
            if (!value) {
                listening.close();
            } else if (listening.isClosed()) {
                listen(port);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    int open() {
        return sockets.size();
    }

    private void accept(ServerSocket here) {
        while (!here.isClosed()) {
            try {
                Socket socket = here.accept();
                sockets.add(socket);
                came.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()).hold();
        } catch (IOException ended) {
            // Connections end; tests look at what came before.
        } finally {
            sockets.remove(socket);
        }
    }

    private final class Conversation {
        private final InputStream in;
        private final OutputStream out;
        private String from = "";
        private String to = "";
        private boolean known;

        private Conversation(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("closed");
                }
                line.write(next);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (!text.endsWith("\r") || text.chars().anyMatch(c -> c > '~') || text.length() > 999) {
                complaints.add("a line that is too long, not ASCII, or without CR: " + text);
            }
            return text.strip();
        }

        private void hold() throws IOException {
            greeting.get().join();
            say("220 mail.example ESMTP");
            while (true) {
                String line = line();
                commands.add(line.startsWith("AUTH PLAIN") ? "AUTH PLAIN" : line);
                String told = replies.entrySet().stream().filter(entry -> line.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst().orElse("");
                if (!told.isEmpty()) {
                    say(told);
                } else if (line.equals("QUIT")) {
                    say("221 bye");
                    return;
                } else {
                    command(line);
                }
            }
        }

        private void command(String line) throws IOException {
            Matcher sender = FROM.matcher(line);
            Matcher reader = TO.matcher(line);
            if (line.startsWith("EHLO ") && line.length() > 5) {
                say(abilities);
            } else if (line.startsWith("AUTH PLAIN ")) {
                logIn(decoded(line.substring("AUTH PLAIN ".length())));
            } else if (line.equals("AUTH LOGIN")) {
                say("334 VXNlcm5hbWU6");
                String user = decoded(line());
                say("334 UGFzc3dvcmQ6");
                logIn("\0" + user + "\0" + decoded(line()));
            } else if (sender.matches() && known) {
                from = sender.group(1);
                say("250 2.1.0 fine");
            } else if (reader.matches() && !from.isEmpty()) {
                to = reader.group(1);
                say(to.startsWith("nobody@") ? "550 5.1.1 user unknown" : "250 2.1.5 fine");
            } else if (line.equals("DATA") && !to.isEmpty()) {
                say("354 go on");
                data();
            } else {
                complaints.add("out of order or unknown: " + line);
                say("503 5.5.1 bad sequence");
            }
        }

        private static String decoded(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }

        private void logIn(String login) throws IOException {
            known = login.equals("\0" + USER + "\0" + PASSWORD);
            say(known ? "235 2.7.0 welcome" : "535 5.7.8 bad credentials for " + login.replace('\0', ' '));
        }

        private void data() throws IOException {
            StringBuilder mail = new StringBuilder();
            for (String line = raw(); !line.equals("."); line = raw()) {
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                if (mail.length() > breakAfter) {
                    throw new IOException("broken on purpose");
                }
            }
            Post post = new Post(from, to, mail.toString());
            posts.add(post);
            for (String name : ONCE) {
                String head = post.mail.substring(0, post.mail.indexOf("\r\n\r\n") + 2);
                if (Pattern.compile("(?m)^" + name + ":").matcher(head).results().count() != 1) {
                    complaints.add("not exactly one " + name);
                }
            }
            if (dieAtDot) {
                throw new IOException("dies on purpose");
            }
            dot.get().join();
            say(replies.getOrDefault("dot", "250 2.0.0 queued"));
            from = "";
            to = "";
        }

        private String raw() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("closed");
                }
                line.write(next);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (!text.endsWith("\r") || text.length() > 999 || text.chars().anyMatch(c -> c > '~')) {
                complaints.add("a line of a mail that is too long, not ASCII, or without CR");
            }
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }

    @Override
    public void close() {
        greeting.get().complete(null);
        dot.get().complete(null);
        listening(false);
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException gone) {
                // It was closing already.
            }
        });
    }
}
