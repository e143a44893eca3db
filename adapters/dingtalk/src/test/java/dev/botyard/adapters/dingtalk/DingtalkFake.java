package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.dingtalk.DingtalkServer.App;
import dev.botyard.adapters.dingtalk.DingtalkServer.Call;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The server as the contract kit wants it, over streams or, where the platform comes to the host, over HTTP.
public final class DingtalkFake implements FakeIm {
    private static final String STRANGER = "666";
    private static final int UPLOAD = 100_000;
    private static final int PIECES = 60;
    private static final List<String> SENDS = List.of("/v1.0/robot/oToMessages/batchSend", "/v1.0/robot/groupMessages/send",
            "/robot/sendBySession");

    final DingtalkServer server = new DingtalkServer();
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    private final Map<String, ExecutorService> posting = new ConcurrentHashMap<>();
    private final AtomicBoolean unanswered = new AtomicBoolean();
    private final Optional<URI> host;
    private final HttpClient poster = HttpClient.newHttpClient();
    private volatile Function<Call, Answer> fault = _ -> null;

    private DingtalkFake(Optional<URI> host) {
        this.host = host;
        SENDS.forEach(path -> server.faults.put(path, this::sent));
    }

    /// The host comes to the platform.
    public static DingtalkFake streams() {
        return new DingtalkFake(Optional.empty());
    }

    /// The platform comes to this host.
    static DingtalkFake posts(URI host) {
        return new DingtalkFake(Optional.of(host.resolve("/api/dingtalk/receive")));
    }

    private Answer sent(Call call) {
        sent.add(new SentCall(target(call.body()), words(call.body())));
        Answer answer = fault.apply(call);
        if (answer == null && Json.text(call.body().path("userIds").path(0)).equals(STRANGER)) {
            return Answer.json("{\"processQueryKey\":\"k1\",\"invalidStaffIdList\":[\"" + STRANGER
                    + "\"],\"flowControlledStaffIdList\":[]}");
        }
        return answer;
    }

    private static Target target(JsonNode body) {
        String group = Json.text(body, "openConversationId");
        String person = Json.text(body.path("userIds").path(0));
        return person.isEmpty() ? Target.group(group.isEmpty() ? "session" : group) : Target.person(person);
    }

    private static String words(JsonNode body) {
        JsonNode message = body.has("msgParam") ? Json.parse(Json.text(body, "msgParam")) : body.path(Json.text(body, "msgtype"));
        String words = Json.first(message, "content", "text");
        return words.isEmpty() ? "[" + Json.text(body, "msgKey") + "]" : words;
    }

    @Override
    public Map<String, List<String>> config() {
        String id = "ding" + server.number();
        server.app(id, "s3cret-of-" + id);
        posting.put(id, Executors.newSingleThreadExecutor(Thread.ofVirtual().name("dingtalk-post").factory()));
        Map<String, List<String>> config = new HashMap<>(
                Map.of("client_id", List.of(id), "client_secret", List.of("s3cret-of-" + id),
                        "api_url", List.of(server.url().toString()), "oapi_url", List.of(server.url() + "/")));
        config.put("heartbeat_timeout", List.of("1500ms"));
        host.ifPresent(_ -> config.put("mode", List.of("http")));
        return config;
    }

    @Override
    public int connections() {
        return server.lines().size();
    }

    @Override
    public int attempts() {
        return host.isPresent() ? server.tokens.get() : server.opened.get();
    }

    private void toAll(String data) {
        for (App app : server.apps()) {
            if (host.isPresent()) {
                posting.get(app.id).execute(() -> post(app, data));
            } else {
                app.deliver("CALLBACK", DingtalkStream.MESSAGE, "", data);
            }
        }
    }

    private void post(App app, String data) {
        String now = Long.toString(System.currentTimeMillis());
        HttpRequest request = HttpRequest.newBuilder(host.orElseThrow()).timeout(Patience.SOON).header("timestamp", now)
                .header("sign", Signatures.base64(Signatures.hmacSha256(app.secret, now + "\n" + app.secret)))
                .POST(BodyPublishers.ofString(data)).build();
        try {
            poster.send(request, BodyHandlers.discarding());
        } catch (IOException gone) {
            // DingTalk does not post again.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private String message(Chat chat, Person sender, String messageId, String text) {
        return DingtalkFrames.text(server, chat.shared() ? "2" : "1", chat.id(), sender.id(), messageId, text);
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(message(chat, sender, messageId, text));
    }

    /// Sends to a line what only lines can.
    private interface Sending {
        void to(App app, WireSocket line) throws IOException;
    }

    private void toLines(Sending sending) {
        for (App app : server.apps()) {
            for (WireSocket line : app.lines) {
                try {
                    sending.to(app, line);
                } catch (IOException gone) {
                    line.abort();
                }
            }
        }
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        slowly(message(chat, sender, messageId, text), PIECES, Duration.ofMillis(1));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        slowly(message(chat, sender, messageId, text), 2, pause);
    }

    private void slowly(String data, int pieces, Duration pause) {
        toLines((app, line) -> line.sendSlowly(app.frame("CALLBACK", DingtalkStream.MESSAGE, "", data), pieces, pause));
    }

    @Override
    public void deliverNonsense() {
        for (String nonsense : List.of("{\"msgId\":7}", "[1,null]", "null", "{\"senderId\":\"1\",\"text\":[]}", "{", "")) {
            toAll(nonsense);
        }
        for (String nonsense : List.of("{\"type\":\"CALL", "[]", "null", "", "{\"type\":\"SYSTEM\"}",
                "{\"type\":\"NEW\",\"headers\":7}")) {
            toLines((_, line) -> line.send(nonsense));
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        toLines((_, line) -> line.sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 127).putLong(1L << 30).array()));
    }

    @Override
    public void dropConnections() {
        server.lines().forEach(WireSocket::abort);
    }

    @Override
    public void refuseConnections(boolean refuse) {
        server.wire().listening(!refuse);
    }

    @Override
    public void refuseLogin(boolean refuse) {
        server.revoked = refuse;
    }

    @Override
    public void revokeLogin() {
        server.revoked = true;
        dropConnections();
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
        fault(!wait.isZero(), _ -> Answer.json("{\"status\":1111,\"wait\":" + wait.toSeconds() + ",\"punish\":\"deny\"}"));
    }

    @Override
    public void limitRateVaguely(boolean limit) {
        fault(limit, _ -> DingtalkServer.refusal(403, "Forbidden.AccessDenied.QpsLimitForApi",
                "the QPS limit of the API is exceeded"));
    }

    @Override
    public void rejectMessages(boolean reject) {
        fault(reject, _ -> DingtalkServer.refusal(400, "invalidParameter.msgParam.invalid", "msgParam is not valid"));
    }

    @Override
    public void failSends(boolean fail) {
        fault(fail, _ -> DingtalkServer.refusal(503, "ServiceUnavailable", "try later"));
    }

    @Override
    public String unknownPerson() {
        return STRANGER;
    }

    @Override
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    /// Also says what the adapter did that DingTalk does not allow.
    @Override
    public void close() {
        posting.values().forEach(ExecutorService::shutdownNow);
        poster.shutdownNow();
        server.close();
        if (!server.complaints().isEmpty()) {
            throw new AssertionError("DingTalk would refuse: " + server.complaints());
        }
    }
}
