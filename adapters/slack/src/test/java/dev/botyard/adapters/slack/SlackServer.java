package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A Slack of its own on the loopback interface: the Web API, Socket Mode, uploads and downloads. It complains of what Slack would refuse or what
/// a client should not do. Thread-safe.
final class SlackServer implements WireServer.Handler, AutoCloseable {
    /// A file as Slack has it once its upload is complete.
    record Stored(String id, String name, String channel, byte[] bytes) {}

    /// A call as it came.
    record Call(String method, String token, Map<String, String> params) {}

    private final WireServer wire = new WireServer(this);
    private final Map<String, Bot> bots = new ConcurrentHashMap<>();
    private final Map<String, String> tickets = new ConcurrentHashMap<>();
    private final Map<String, Function<Call, Answer>> faults = new ConcurrentHashMap<>();
    private final Map<String, Integer> promised = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploaded = new ConcurrentHashMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Stored> files = new CopyOnWriteArrayList<>();
    final List<String> answered = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    volatile boolean silent;

    /// A bot in a workspace, with the connections of its app.
    static final class Bot {
        final String token;
        final String appToken;
        final String userId;
        final List<WireSocket> sockets = new CopyOnWriteArrayList<>();
        volatile String refusal = "";

        Bot(int number) {
            token = "xoxb-" + number + "-secret";
            appToken = "xapp-" + number + "-secret";
            userId = "U0B0T" + number;
        }
    }

    Bot bot() {
        Bot bot = new Bot(bots.size() + 1);
        bots.put(bot.token, bot);
        return bot;
    }

    List<Bot> bots() {
        return List.copyOf(bots.values());
    }

    URI url() {
        return wire.address("http", "/api/");
    }

    WireServer wire() {
        return wire;
    }

    /// From now on a method is answered so; null ends that.
    void fault(String method, Function<Call, Answer> answer) {
        if (answer == null) {
            faults.remove(method);
        } else {
            faults.put(method, answer);
        }
    }

    static Answer refused(String error) {
        return Answer.json("{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    int count(String method) {
        return (int) calls.stream().filter(call -> call.method.equals(method)).count();
    }

    /// A time stamp as Slack's messages have it: more digits than a double keeps.
    String stamp() {
        return "1700000000." + (123_456 + numbers.incrementAndGet());
    }

    /// Tells an event over the newest connection of a bot.
    void tell(Bot bot, String eventId, String event) {
        envelope(bot, "events_api",
                "{\"token\":\"t\",\"team_id\":\"T1\",\"api_app_id\":\"A1\",\"type\":\"event_callback\",\"event_id\":\"" + eventId
                        + "\",\"event_time\":1700000000,\"event\":" + event + "}");
    }

    void envelope(Bot bot, String type, String payload) {
        String id = "envelope-" + numbers.incrementAndGet();
        unanswered.put(id, frame(id, type, payload));
        send(bot, unanswered.get(id));
    }

    static String frame(String id, String type, String payload) {
        return "{\"type\":\"" + type + "\",\"envelope_id\":\"" + id + "\",\"payload\":" + payload
                + ",\"accepts_response_payload\":false}";
    }

    /// Tells again what was not answered, as Slack does after a while.
    void tellAgain(Bot bot) {
        unanswered.values()
                .forEach(frame -> send(bot, frame.replaceFirst("\\}$", ",\"retry_attempt\":1,\"retry_reason\":\"timeout\"}")));
    }

    void send(Bot bot, String frame) {
        WireSocket[] open = bot.sockets.toArray(WireSocket[]::new); // one may go at any moment
        if (open.length > 0) {
            WireSocket newest = open[open.length - 1];
            try {
                newest.send(frame);
            } catch (IOException gone) {
                newest.abort();
            }
        }
    }

    @Override
    public Answer handle(WireMessage request) throws Exception {
        if (silent) {
            calls.add(new Call(request.path().replaceFirst(".*/", ""), request.token(), Map.of()));
            return silence();
        }
        if (request.upgrade()) {
            return tickets.containsKey(request.query("ticket")) ? Answer.UPGRADE : Answer.status(404);
        }
        String path = request.path();
        if (path.startsWith("/upload/")) {
            byte[] bytes = file(request);
            uploaded.put(path.substring(8), bytes);
            return new Answer(200, "text/plain", ("OK - " + bytes.length).getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith("/files/")) {
            return bots.containsKey(request.token())
                    ? new Answer(200, "image/png", ("bytes of " + path).getBytes(StandardCharsets.UTF_8))
                    : new Answer(200, "text/html; charset=utf-8", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> params = new HashMap<>();
        if (request.header("Content-Type").startsWith("application/json")) {
            params.putAll(Json.texts(Json.parse(request.body())));
        } else {
            params.putAll(Forms.read(new String(request.body(), StandardCharsets.UTF_8)));
        }
        Call call = new Call(path.substring(path.lastIndexOf('/') + 1), request.token(), params);
        calls.add(call);
        Function<Call, Answer> fault = faults.get(call.method);
        return fault == null ? answer(call, request) : fault.apply(call);
    }

    /// The bytes as they are, or the first part of a form.
    private static byte[] file(WireMessage request) {
        if (!request.header("Content-Type").startsWith("multipart/form-data")) {
            return request.body();
        }
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String boundary = request.header("Content-Type").replaceFirst(".*boundary=", "");
        int begin = body.indexOf("\r\n\r\n") + 4;
        return body.substring(begin, body.indexOf("\r\n--" + boundary, begin)).getBytes(StandardCharsets.ISO_8859_1);
    }

    Answer silence() {
        try {
            while (silent && !closed.await(20, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return Answer.status(-1);
    }

    /// Never answered until the end.
    Answer never() {
        try {
            closed.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return Answer.status(-1);
    }

    private Answer answer(Call call, WireMessage request) {
        if (call.method.equals("apps.connections.open")) {
            if (call.params.containsKey("token")) {
                complaints.add("apps.connections.open has its token among the parameters");
            }
            return opened(call);
        }
        Bot bot = bots.get(call.token);
        if (bot == null || !bot.refusal.isEmpty()) {
            return refused(bot == null ? "invalid_auth" : bot.refusal);
        }
        return switch (call.method) {
            case "auth.test" ->
                ok("\"url\":\"https://t.example/\",\"team\":\"Team\",\"user\":\"botyard\",\"team_id\":\"T1\",\"user_id\":\""
                        + bot.userId
                        + "\",\"bot_id\":\"B" + bot.userId + "\"");
            case "users.info" -> ok("\"user\":{\"id\":\"" + call.params.get("user")
                    + "\",\"name\":\"ann\",\"profile\":{\"display_name\":\"\",\"real_name\":\"Ann\"}}");
            case "conversations.info" -> ok("\"channel\":{\"id\":\"" + call.params.get("channel") + "\",\"name\":\"friends\"}");
            case "conversations.open" -> call.params.get("users").equals("U404")
                    ? refused("user_not_found")
                    : ok("\"channel\":{\"id\":\"D" + call.params.get("users") + "\"}");
            case "conversations.members" -> call.params.getOrDefault("cursor", "").isEmpty()
                    ? ok("\"members\":[\"U1\",\"U2\"],\"response_metadata\":{\"next_cursor\":\"dXNlcjo=\"}")
                    : ok("\"members\":[\"U3\"],\"response_metadata\":{\"next_cursor\":\"\"}");
            case "conversations.invite", "conversations.kick", "chat.delete", "files.delete" -> ok("\"done\":true");
            case "chat.postMessage" -> posted(call);
            case "chat.update" -> updated(call);
            case "files.getUploadURLExternal" -> place(call, request);
            case "files.completeUploadExternal" -> completed(call);
            default -> refused("unknown_method");
        };
    }

    static Answer ok(String content) {
        return Answer.json("{\"ok\":true," + content + "}");
    }

    private Answer opened(Call call) {
        for (Bot bot : bots.values()) {
            if (bot.appToken.equals(call.token)) {
                String ticket = "ticket-" + numbers.incrementAndGet();
                tickets.put(ticket, bot.token);
                return ok("\"url\":\"" + wire.address("ws", "/link/?ticket=" + ticket + "&app_id=A1") + "\"");
            }
        }
        return refused("not_allowed_token_type");
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws Exception {
        Bot bot = bots.get(tickets.remove(request.query("ticket")));
        bot.sockets.add(socket);
        try {
            socket.send("{\"type\":\"hello\",\"num_connections\":" + bot.sockets.size()
                    + ",\"debug_info\":{\"host\":\"applink-1\",\"approximate_connection_time\":3600},\"connection_info\":{\"app_id\":\"A1\"}}");
            socket.ping();
            for (byte[] frame = socket.receive(); frame != null; frame = socket.receive()) {
                JsonNode answer = Json.parse(frame);
                String id = Json.text(answer, "envelope_id");
                answered.add(id);
                if (unanswered.remove(id) == null && !id.startsWith("odd")) {
                    complaints.add("an answer to no envelope: " + answer);
                }
            }
        } finally {
            bot.sockets.remove(socket);
        }
    }

    private Answer posted(Call call) {
        Map<String, String> params = call.params;
        if (params.containsKey("text") == params.containsKey("markdown_text")) {
            return refused(params.containsKey("text") ? "markdown_text_conflict" : "no_text");
        }
        if (params.getOrDefault("markdown_text", "").length() > 12_000 || params.getOrDefault("text", "").length() > 40_000) {
            return refused("msg_too_long");
        }
        if (!params.getOrDefault("thread_ts", "1.1").matches("\\d+\\.\\d+")) {
            complaints.add("a thread that is none: " + params.get("thread_ts"));
        }
        return ok("\"channel\":\"" + params.get("channel") + "\",\"ts\":\"" + stamp() + "\",\"message\":{}");
    }

    private Answer updated(Call call) {
        Map<String, String> params = call.params;
        if (!params.getOrDefault("ts", "").matches("\\d+\\.\\d+")) {
            return refused("message_not_found");
        }
        if (params.getOrDefault("text", "").isBlank()) {
            return refused("no_text");
        }
        return ok("\"channel\":\"" + params.get("channel") + "\",\"ts\":\"" + params.get("ts") + "\",\"text\":\"…\"");
    }

    private Answer place(Call call, WireMessage request) {
        if (!request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            return refused("invalid_arguments");
        }
        int length = Integer.parseInt(call.params.getOrDefault("length", "0"));
        if (length == 0 || call.params.getOrDefault("filename", "").isEmpty()) {
            return refused("missing_argument");
        }
        String id = "F0" + numbers.incrementAndGet();
        promised.put(id, length);
        return ok("\"upload_url\":\"" + wire.address("http", "/upload/" + id) + "\",\"file_id\":\"" + id + "\"");
    }

    private Answer completed(Call call) {
        String channel = call.params.getOrDefault("channel_id", "");
        if (channel.startsWith("U")) {
            return refused("invalid_channel");
        }
        StringBuilder ids = new StringBuilder();
        for (JsonNode file : Json.parse(call.params.get("files"))) {
            String id = Json.text(file, "id");
            byte[] bytes = uploaded.get(id);
            if (bytes == null || bytes.length != promised.getOrDefault(id, -1)) {
                complaints.add(id + " was completed without the bytes that were promised");
                return refused("file_not_found");
            }
            files.add(new Stored(id, Json.text(file, "title"), channel, bytes));
            ids.append(ids.isEmpty() ? "" : ",").append(file);
        }
        return ok("\"files\":[" + ids + "]");
    }

    @Override
    public void close() {
        closed.countDown();
        wire.close();
    }
}
