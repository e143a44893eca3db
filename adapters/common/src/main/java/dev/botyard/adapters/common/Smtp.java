package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One conversation with a mail server (RFC 5321). Confined to one thread; a watch ends it when its time is over, whatever it waits for.
public final class Smtp implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 100;
    private static final Pattern SLOWER = Pattern.compile("\\brate|grey|gray|too many|too fast|slow down|throttl",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DAILY = Pattern.compile("\\b(?:5\\.4\\.5|4\\.2\\.1)\\b|daily|per day|quota exceeded for sending",
            Pattern.CASE_INSENSITIVE);

    private final Server mailbox;
    private final Socket base = new Socket();
    private final CountDownLatch done = new CountDownLatch(1);
    private Socket socket = base;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private List<String> abilities = List.of();
    private volatile boolean late;
    private boolean told;

    /// When a connection is encrypted.
    public enum Encryption {
        /// From the begin.
        IMPLICIT(465),
        /// Once both have said who they are.
        STARTTLS(587),
        /// Never; for servers of this machine.
        NONE(25);

        private final int port;

        Encryption(int port) {
            this.port = port;
        }

        /// The port where servers usually do so.
        public int usualPort() {
            return port;
        }
    }

    /// A server and who speaks to it.
    ///
    /// @param tls      makes what is encrypted
    /// @param password `""` where there is no login
    public record Server(String host, int port, Encryption encryption, SSLSocketFactory tls, String domain, String user,
            String password) {

        /// Without the password.
        @Override
        public String toString() {
            return "Server[" + host + ":" + port + "]";
        }
    }

    /// @param time how long all of it may take
    public Smtp(Server server, Duration time) {
        mailbox = server;
        Thread.ofVirtual().name("smtp-watch").start(() -> watch(time));
    }

    private void watch(Duration time) {
        try {
            if (!done.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                late = true;
                base.close();
            }
        } catch (IOException | InterruptedException over) {
            // Nothing is left to be ended.
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private record Reply(int code, String text) {}

    /// Connects, and logs in where there is a password.
    public void logIn() throws InterruptedException {
        step(() -> {
            base.connect(new InetSocketAddress(mailbox.host, mailbox.port));
            if (mailbox.encryption == Encryption.IMPLICIT) {
                encrypt();
            }
            streams();
            expect("the greeting", read(), 220);
            greet();
            if (mailbox.encryption == Encryption.STARTTLS) {
                if (!abilities.contains("STARTTLS")) {
                    throw new AdapterException(ErrorKind.CONFIGURATION,
                            mailbox.host + " offers no STARTTLS on port " + mailbox.port
                                    + "; look at the setting of its encryption. Nothing was sent");
                }
                expect("STARTTLS", ask("STARTTLS"), 220);
                encrypt();
                // Whatever somebody put behind the answer in the clear is left behind with the old streams.
                streams();
                greet();
            }
            if (!mailbox.password.isEmpty()) {
                authenticate();
            }
        });
    }

    private void step(Step step) throws InterruptedException {
        try {
            step.take();
        } catch (IOException failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the account is stopping");
            }
            String why = late ? "it took too long" : String.valueOf(failed.getMessage());
            throw new AdapterException(told ? ErrorKind.UNKNOWN_OUTCOME : ErrorKind.COMMUNICATION, told
                    ? "the mail was given to " + mailbox.host + ", but it is not known whether it was taken: " + why
                    : mailbox.host + ":" + mailbox.port + " cannot be reached or did not answer: " + why + "; nothing was sent",
                    failed);
        }
    }

    /// Nobody but the named host gets the password.
    private void encrypt() throws IOException {
        SSLSocket encrypted = (SSLSocket) mailbox.tls.createSocket(base, mailbox.host, mailbox.port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        socket = encrypted;
    }

    private void streams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    private void greet() throws IOException {
        Reply reply = ask("EHLO " + mailbox.domain);
        expect("EHLO", reply, 250);
        abilities = reply.text.lines().map(line -> line.toUpperCase(Locale.ROOT)).toList();
    }

    private void authenticate() throws IOException {
        String methods = " " + abilities.stream().filter(line -> line.startsWith("AUTH")).findFirst().orElse("") + " ";
        if (methods.contains(" PLAIN ")) {
            expect("the login", ask("AUTH PLAIN " + encoded("\0" + mailbox.user + "\0" + mailbox.password)), 235);
        } else if (methods.contains(" LOGIN ")) {
            expect("the login", ask("AUTH LOGIN"), 334);
            expect("the login", ask(encoded(mailbox.user)), 334);
            expect("the login", ask(encoded(mailbox.password)), 235);
        } else {
            throw new AdapterException(ErrorKind.CONFIGURATION, mailbox.host + " takes no password (neither AUTH PLAIN nor LOGIN)"
                    + (mailbox.encryption == Encryption.NONE
                            ? "; look at the setting of its encryption"
                            : "; leave the password out"));
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Gives the mail to the server. Its answer to the final dot decides.
    public void send(Mail mail) throws InterruptedException {
        step(() -> {
            long most = abilities.stream().filter(line -> line.matches("SIZE \\d{1,18}"))
                    .mapToLong(line -> Long.parseLong(line.substring("SIZE ".length()))).filter(size -> size > 0).findFirst()
                    .orElse(Long.MAX_VALUE);
            if (mail.bytes().length > most) {
                throw new AdapterException(mail.large() ? ErrorKind.MEDIA : ErrorKind.REJECTED, "the mail has "
                        + mail.bytes().length + " bytes, and " + mailbox.host + " takes " + most + "; nothing was sent");
            }
            expect("MAIL FROM", ask("MAIL FROM:<" + mail.from() + ">"), 250);
            expect("RCPT TO", ask("RCPT TO:<" + mail.to() + ">"), 250, 251);
            expect("DATA", ask("DATA"), 354);
            told = true;
            out.write(stuffed(mail.bytes()));
            out.flush();
            Reply answer = read();
            told = false;
            expect(mail.large() ? "the mail with what is attached" : "the mail", answer, 250);
        });
    }

    /// With a second dot where a line begins with one, and the line that ends it all.
    static byte[] stuffed(byte[] mail) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(mail.length + 64);
        boolean begins = true;
        for (byte each : mail) {
            if (begins && each == '.') {
                stuffed.write('.');
            }
            stuffed.write(each);
            begins = each == '\n';
        }
        stuffed.writeBytes((begins ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        return stuffed.toByteArray();
    }

    private Reply ask(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return read();
    }

    /// All lines of a reply, without its code.
    private Reply read() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            String line = line();
            if (!line.matches("\\d{3}(?:[ -].*)?")) {
                throw new IOException("it answers with something that is not SMTP");
            }
            lines.add(line.length() > 4 ? line.substring(4).strip() : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new Reply(Integer.parseInt(line.substring(0, 3)), String.join("\n", lines));
            }
        }
        throw new IOException("its answer does not end");
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it closed the connection");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a line of its answer does not end");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private void expect(String what, Reply reply, int... good) {
        for (int code : good) {
            if (reply.code == code) {
                return;
            }
        }
        // A server may repeat what it was told, the password too.
        String words = what.equals("the login") ? "" : " " + TextPieces.line(reply.text, 200);
        throw new AdapterException(kind(what, reply.code, reply.text),
                mailbox.host + " refused " + what + ": " + reply.code + words
                        + (what.equals("the login") ? "; large providers want an app password (授权码)" : ""))
                .withPlatformCode("smtp-" + reply.code);
    }

    static ErrorKind kind(String what, int code, String text) {
        if (code == 530 || code == 534 || code == 535 || code == 538) {
            return ErrorKind.AUTHENTICATION;
        }
        if (DAILY.matcher(text).find()) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        if (code < 500) {
            return SLOWER.matcher(text).find() ? ErrorKind.RATE_LIMITED : ErrorKind.COMMUNICATION;
        }
        if (what.equals("the login")) {
            return ErrorKind.AUTHENTICATION;
        }
        if (text.startsWith("5.3.4") || text.startsWith("5.2.3")) {
            return what.contains("attached") ? ErrorKind.MEDIA : ErrorKind.REJECTED;
        }
        if (text.startsWith("5.7.") || code == 554) {
            return ErrorKind.REJECTED;
        }
        if (text.startsWith("5.1.") || text.startsWith("5.2.") || what.equals("RCPT TO") && code >= 550) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        return code <= 504 ? ErrorKind.UNSUPPORTED : ErrorKind.REJECTED;
    }

    @Override
    public void close() {
        done.countDown();
        try (base) {
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException gone) {
            // It has ended anyway.
        }
    }
}
