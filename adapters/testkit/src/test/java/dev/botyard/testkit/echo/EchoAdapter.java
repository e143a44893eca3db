package dev.botyard.testkit.echo;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Collectors;

/// One account: logs in with a token, reads lines, answers each send with what the server says.
class EchoAdapter implements Adapter {
    private static final Duration LOGIN_DEADLINE = Duration.ofSeconds(3);
    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(1500);

    static final String FAULT = "the echo server failed; the message may have been sent";

    protected final AdapterContext context;
    private volatile EchoLink link;

    EchoAdapter(AdapterContext context) {
        this.context = context;
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        try (Socket socket = new Socket()) {
            connect(socket);
            EchoLink lines = new EchoLink(socket);
            login(lines, connection);
            socket.setSoTimeout(readTimeout());
            link = lines;
            try {
                receive(lines, connection);
            } finally {
                link = null;
                lines.lost();
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new AdapterException(ErrorKind.COMMUNICATION, "the connection to the echo server was lost: " + e.getMessage(),
                    e);
        }
    }

    int readTimeout() {
        return 0;
    }

    private void connect(Socket socket) throws IOException {
        socket.setSoTimeout((int) LOGIN_DEADLINE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), context.config().integer("port")),
                (int) LOGIN_DEADLINE.toMillis());
    }

    private void login(EchoLink lines, Connection connection) throws IOException {
        lines.write("LOGIN", context.config().text("token"));
        String[] answer = lines.read();
        if (!answer[0].equals("WELCOME")) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, loginRefused());
        }
        connection.expectLife(SIGN_OF_LIFE);
        link = lines;
        connection.connected(AccountProfile.of(answer[1]));
    }

    String loginRefused() {
        return "the echo server refused the token; correct it in the account's file";
    }

    private void receive(EchoLink lines, Connection connection) throws IOException, InterruptedException {
        while (true) {
            String[] words = lines.read();
            connection.alive();
            switch (words[0]) {
                case "PING" -> lines.write("PONG");
                case "MSG" -> message(words);
                case "SENT", "WAIT", "REFUSED", "NOBODY", "BROKEN" -> lines.answer(words);
                case "DENIED" -> revoked();
                default -> nonsense(words[0]);
            }
        }
    }

    void revoked() {
        throw new AdapterException(ErrorKind.AUTHENTICATION, loginRefused());
    }

    void nonsense(String word) {
        context.log().warn("the echo server said '{}', which means nothing here", word);
    }

    private void message(String[] words) throws InterruptedException {
        if (words.length < 7) {
            nonsense(words[0]);
            return;
        }
        Chat chat = words[2].equals("person") ? Chat.direct(words[3]) : new Chat(ChatKind.GROUP, words[3], "");
        emit(MessageEvent.in(chat, Person.of(words[4], words[5])).messageId(words[1]).text(words[6])
                .own(words.length > 7).once(true).time(context.clock().instant()).build());
    }

    void emit(MessageEvent event) throws InterruptedException {
        context.events().emit(event);
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        EchoLink current = link;
        if (current == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the connection to the echo server was lost");
        }
        String[] answer = current.ask(message.timeout(), message.target().kind() == ChatKind.PRIVATE ? "person" : "group",
                message.target().id(), text(message));
        return switch (answer[0]) {
            case "SENT" -> Receipt.of(answer[2]);
            case "WAIT" -> throw asksToWait(answer);
            case "BROKEN" -> throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, FAULT);
            case "NOBODY" ->
                throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "the echo server does not know " + message.target());
            default -> throw new AdapterException(ErrorKind.REJECTED, "the echo server refused the message");
        };
    }

    private static AdapterException asksToWait(String[] answer) {
        String sentence = "the echo server asks to wait";
        return answer.length > 2
                ? AdapterException.rateLimited(sentence, Duration.ofMillis(Long.parseLong(answer[2])))
                : new AdapterException(ErrorKind.RATE_LIMITED, sentence);
    }

    String text(OutboundMessage message) {
        return message.segments().stream().map(segment -> segment.accept(new Words())).collect(Collectors.joining());
    }

    /// Everything as text, but media, which this wire cannot carry.
    private static final class Words implements SegmentVisitor<String> {
        @Override
        public String other(Segment segment) {
            return segment.asText();
        }

        @Override
        public String image(Segment.Image segment) {
            throw unsupported("pictures");
        }

        @Override
        public String voice(Segment.Voice segment) {
            throw unsupported("voice messages");
        }

        @Override
        public String video(Segment.Video segment) {
            throw unsupported("films");
        }

        @Override
        public String file(Segment.File segment) {
            throw unsupported("files");
        }

        private static AdapterException unsupported(String what) {
            return new AdapterException(ErrorKind.UNSUPPORTED, "echo has no " + what);
        }
    }
}
