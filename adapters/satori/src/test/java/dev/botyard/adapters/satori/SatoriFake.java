package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.satori.SatoriServer.Call;
import dev.botyard.adapters.satori.SatoriServer.Login;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// The server as the contract kit wants it, over a connection or, where the server posts, over HTTP.
public final class SatoriFake implements FakeIm {
    private static final String STRANGER = "666";
    private static final String SEND = "message.create";
    private static final int UPLOAD = 100_000;
    private static final int PIECES = 60;

    final SatoriServer server = new SatoriServer();
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    private final List<SentCall> edited = new CopyOnWriteArrayList<>();
    private final AtomicBoolean unanswered = new AtomicBoolean();
    private final Optional<URI> host;
    private final HttpClient poster = HttpClient.newHttpClient();
    private final ExecutorService posting = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("satori-post").factory());
    private volatile Function<Call, Answer> fault = _ -> null;

    private SatoriFake(Optional<URI> host) {
        this.host = host;
        server.faults.put(SEND, this::sent);
        server.faults.put("message.update", this::edited);
        server.faults.put("user.channel.create", call -> Json.text(call.body(), "user_id").equals(STRANGER)
                ? text(400, "no such user")
                : null);
    }

    /// The host comes to the server.
    public static SatoriFake sockets() {
        return new SatoriFake(Optional.empty());
    }

    /// The server posts to this host.
    static SatoriFake posts(URI host) {
        return new SatoriFake(Optional.of(host.resolve("/api/test/receive")));
    }

    static Answer text(int status, String words) {
        return new Answer(status, "text/plain", words.getBytes(StandardCharsets.UTF_8));
    }

    private Answer sent(Call call) {
        sent.add(read(call));
        return fault.apply(call);
    }

    private Answer edited(Call call) {
        edited.add(read(call));
        return Json.text(call.body(), "message_id").isEmpty() ? text(400, "no message_id") : Answer.json("{}");
    }

    private static SentCall read(Call call) {
        String channel = Json.text(call.body(), "channel_id");
        return new SentCall(channel.startsWith("private:") ? Target.person(channel.substring(8)) : Target.group(channel),
                words(Json.text(call.body(), "content")));
    }

    @Override
    public List<SentCall> edited() {
        return List.copyOf(edited);
    }

    /// What a platform without elements shows.
    private static String words(String content) {
        return content.replace("<br/>", "\n").replaceAll("<(\\w+)[^>]*/>", "[$1]").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&amp;", "&");
    }

    @Override
    public Map<String, List<String>> config() {
        Login login = server.login("test", "bot" + server.number(), 1);
        Map<String, List<String>> config = new HashMap<>(
                Map.of("url", List.of(server.url() + "/"), "token", List.of(SatoriServer.TOKEN),
                        "platform", List.of("test"), "user_id", List.of(login.user()), "heartbeat_timeout", List.of("1500ms")));
        host.ifPresent(_ -> {
            config.put("mode", List.of("webhook"));
            config.put("webhook_token", List.of("h00k-of-" + login.user()));
        });
        return config;
    }

    @Override
    public int connections() {
        return server.lines.size();
    }

    @Override
    public int attempts() {
        return host.isPresent() ? server.loginsAsked.get() : server.attempts.get();
    }

    private void toAll(String rest) {
        for (Login login : server.logins.values()) {
            if (host.isPresent()) {
                String event = server.event(login, "message-created", rest.replace("SELF", login.user()));
                posting.execute(() -> post(login, event));
            } else {
                server.emit(login, "message-created", rest.replace("SELF", login.user()));
            }
        }
    }

    private void post(Login login, String event) {
        HttpRequest request = HttpRequest.newBuilder(host.orElseThrow()).timeout(Patience.SOON).header("Satori-Opcode", "0")
                .header("Authorization", "Bearer h00k-of-" + login.user()).POST(BodyPublishers.ofString(event)).build();
        try {
            poster.send(request, BodyHandlers.discarding());
        } catch (IOException gone) {
            // The server does not post again.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String message(Chat chat, String user, String messageId, String text) {
        return SatoriServer.message(chat.shared() ? chat.id() : "private:" + chat.id(), !chat.shared(), user, messageId,
                SatoriServer.escaped(text));
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(message(chat, sender.id(), messageId, text));
    }

    @Override
    public void deliverOwn(Chat chat, String messageId, String text) {
        toAll(message(chat, "SELF", messageId, text));
    }

    /// Sends to a line what only lines can.
    private interface Sending {
        void to(WireSocket line) throws IOException;
    }

    private void toLines(Sending sending) {
        for (WireSocket line : server.lines) {
            try {
                sending.to(line);
            } catch (IOException gone) {
                line.abort();
            }
        }
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        slowly(message(chat, sender.id(), messageId, text), PIECES, Duration.ofMillis(1));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        slowly(message(chat, sender.id(), messageId, text), 2, pause);
    }

    private void slowly(String rest, int pieces, Duration pause) {
        for (Login login : server.logins.values()) {
            String frame = SatoriServer.frame(server.event(login, "message-created", rest));
            toLines(line -> line.sendSlowly(frame, pieces, pause));
        }
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"op\":0,\"bo", "[]", "null", "", "{\"op\":0}", "{\"op\":0,\"body\":{}}",
                "{\"op\":9,\"body\":{}}",
                "{\"op\":0,\"body\":{\"type\":\"message-created\",\"login\":7}}")) {
            toLines(line -> line.send(nonsense));
        }
        for (Login login : server.logins.values()) {
            server.emit(login, "message-created", ",\"message\":{\"content\":[]}");
            server.emit(login, "never-heard-of", "");
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        toLines(line -> line.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array()));
    }

    @Override
    public void dropConnections() {
        server.lines.forEach(WireSocket::abort);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.wire().listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.token = refuse ? "another" : SatoriServer.TOKEN;
    }

    @Override
    public void revokeLogin() {
        server.logins.values().forEach(login -> server.status(login, 0));
    }

    @Override
    public void fallSilent(boolean silent) {
        server.silent = silent;
    }

    private void fault(boolean on, Function<Call, Answer> answer) {
        fault = on ? answer : _ -> null;
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        unanswered.set(leave);
        fault(leave, _ -> {
            try {
                server.holdWhile(unanswered::get);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return Answer.status(-1);
        });
    }

    @Override
    public void dieAtSend(boolean die) {
        fault(die, _ -> {
            dropConnections();
            return Answer.status(-1);
        });
    }

    @Override
    public void dieAtUpload(boolean die) {
        server.wire().breakAfter(die ? UPLOAD : Integer.MAX_VALUE);
    }

    @Override
    public void limitRate(Duration wait) {
        fault(!wait.isZero(),
                _ -> new Answer(429, "text/plain", new byte[0], Map.of("Retry-After", Long.toString(wait.toSeconds()))));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault(limit, _ -> text(429, "slow down"));
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault(reject, _ -> text(400, "bad content"));
    }

    @Override
    public void failSends(boolean fail) {
        fault(fail, _ -> text(500, "Internal Server Error"));
    }

    @Override
    public String unknownPerson() {
        return STRANGER;
    }

    @Override
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    /// Also says what the adapter did that a server does not allow.
    @Override
    public void close() {
        posting.shutdownNow();
        poster.shutdownNow();
        server.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("a Satori server would refuse: " + server.complaints());
        }
    }
}
