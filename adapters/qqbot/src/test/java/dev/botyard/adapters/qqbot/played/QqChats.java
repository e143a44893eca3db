package dev.botyard.adapters.qqbot.played;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The platform's chats: who says what to the bots, and what they say. Refuses what the vendor refuses. Thread-safe.
public final class QqChats {
    /// Nobody by this id.
    public static final String STRANGER = "666";
    private static final Duration RECALL = Duration.ofMinutes(2);
    private static final Pattern PATH = Pattern
            .compile("(/v2/users|/v2/groups|/channels|/dms)/([^/]+)/(messages|files|members)(?:/([^/]+))?");
    private static final int PAGE = 2;

    private final Clock clock;
    private final QqServer server;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> uploads = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile boolean pushes = true;
    private volatile boolean markdown = true;

    QqChats(Clock clock, QqServer server) {
        this.clock = clock;
        this.server = server;
    }

    /// A message or an event that bots may answer.
    private record Heard(String chat, boolean event, Instant closes, Set<Long> sequences) {}

    private record Said(String chat, Instant at) {}

    /// A call that came, whatever became of it.
    ///
    /// @param scope `/v2/users`, `/v2/groups`, `/channels` or `/dms`
    public record Call(String method, String scope, String chat, String what, String id, JsonNode body) {
        /// Its text, be it shown as Markdown.
        public String text() {
            String content = Json.text(body, "content");
            return content.isEmpty() ? Json.text(body.path("markdown"), "content") : content;
        }

        public boolean message() {
            return method.equals("POST") && what.equals("messages");
        }
    }

    /// What goes wrong with messages.
    public enum Fault {
        NONE, UNANSWERED, DEATH, SLOW_DOWN, SLOW_DOWN_SOMEHOW, REJECTED, BROKEN, REVIEWED
    }

    public void fault(Fault value) {
        fault = value;
    }

    /// Whether bots may push.
    public void pushes(boolean allowed) {
        pushes = allowed;
    }

    /// Whether bots may send Markdown.
    public void markdown(boolean allowed) {
        markdown = allowed;
    }

    /// Every call but those of the login.
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /// The messages that came.
    public List<Call> messages() {
        return calls.stream().filter(Call::message).toList();
    }

    /// What was uploaded under this name, missing when nothing was.
    public JsonNode file(String info) {
        return uploads.getOrDefault(info, MissingNode.getInstance());
    }

    /// What the bots did that they must not.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    void complain(String what) {
        complaints.add(what);
    }

    /// Something in a chat can be answered from now on.
    public void answerable(String scope, String chat, String id, boolean event) {
        Duration window = scope.equals("/v2/users") ? Duration.ofMinutes(60) : Duration.ofMinutes(5);
        heard.putIfAbsent(id, new Heard(scope + "/" + chat, event, clock.instant().plus(window), ConcurrentHashMap.newKeySet()));
    }

    /// Somebody writes to the bots.
    public void inPrivate(String person, String id, String text, PlayedBot.Sending sending) {
        answerable("/v2/users", person, id, false);
        server.tell("C2C_MESSAGE_CREATE", "C2C_MESSAGE_CREATE:" + id, privately(person, id, text, clock.instant()), sending);
    }

    public static Consumer<JsonGenerator> privately(String person, String id, String text, Instant at) {
        return out -> {
            out.writeStringProperty("id", id);
            out.writeStringProperty("content", escaped(text));
            out.writeStringProperty("timestamp", at.toString());
            out.writeObjectPropertyStart("author");
            out.writeStringProperty("id", person);
            out.writeStringProperty("user_openid", person);
            out.writeEndObject();
        };
    }

    /// Somebody mentions the bots in a group: a blank is left where they were mentioned.
    public void inGroup(String group, String person, String id, String text, PlayedBot.Sending sending) {
        answerable("/v2/groups", group, id, false);
        server.tell("GROUP_AT_MESSAGE_CREATE", "GROUP_AT_MESSAGE_CREATE:" + id,
                grouped(group, person, person, id, " " + text, clock.instant()), sending);
    }

    public static Consumer<JsonGenerator> grouped(String group, String author, String member, String id, String text,
            Instant at) {
        return out -> {
            out.writeStringProperty("id", id);
            out.writeStringProperty("content", escaped(text));
            out.writeStringProperty("timestamp", at.toString());
            out.writeStringProperty("group_id", group);
            out.writeStringProperty("group_openid", group);
            out.writeObjectPropertyStart("author");
            out.writeStringProperty("id", author);
            out.writeStringProperty("member_openid", member);
            out.writeEndObject();
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    Answer answer(PlayedBot bot, WireMessage request) throws Exception {
        JsonNode body = request.body().length == 0 ? Json.parse("{}") : Json.parse(request.body());
        if (request.path().startsWith("/interactions/")) {
            calls.add(new Call(request.method(), "", "", "interactions", request.path().substring(14), body));
            return Answer.status(204);
        }
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            complain(request.start());
            return QqServer.refusal(404, 11255, "invalid request");
        }
        Call call = new Call(request.method(), path.group(1), path.group(2), path.group(3),
                path.group(4) == null ? "" : path.group(4), body);
        calls.add(call);
        return switch (call.method() + " " + call.what()) {
            case "POST messages" -> message(call);
            case "POST files" -> file(call);
            case "POST members" -> members(Json.number(body, "start_index"));
            case "DELETE messages" -> recall(call);
            default -> QqServer.refusal(404, 11255, "invalid request");
        };
    }

    private Answer message(Call call) throws InterruptedException {
        Answer broken = broken();
        if (broken != null) {
            return broken;
        }
        if (call.chat().equals(STRANGER)) {
            return QqServer.refusal(400, 10001, "UnknownAccount");
        }
        boolean guild = !call.scope().startsWith("/v2");
        int type = guild ? 0 : (int) Json.number(call.body(), "msg_type");
        if (!guild && type == 2 && !markdown) {
            return QqServer.refusal(400, 304036, "no markdown permission");
        }
        boolean whole = switch (type) {
            case 0 -> !call.text().isEmpty() || (guild && (call.body().has("image") || call.body().has("ark")));
            case 2 -> !Json.text(call.body().path("markdown"), "content").isEmpty()
                    || call.body().path("markdown").has("custom_template_id");
            case 3 -> call.body().path("ark").has("template_id");
            case 7 -> !call.text().isEmpty() && call.scope().equals(files.get(Json.text(call.body().path("media"), "file_info")));
            default -> false;
        };
        if (!whole) {
            return QqServer.refusal(400, 50006, "empty or wrong message of type " + type);
        }
        Answer closed = answers(call, guild);
        if (closed != null) {
            return closed;
        }
        String id = "ROBOT1.0_" + "x".repeat(40) + numbers.incrementAndGet() + "!";
        said.put(id, new Said(call.scope() + "/" + call.chat(), clock.instant()));
        return Answer.json("{\"id\":\"" + id + "\",\"timestamp\":" + clock.instant().getEpochSecond() + "}");
    }

    private Answer broken() throws InterruptedException {
        return switch (fault) {
            case UNANSWERED -> {
                server.hold();
                yield Answer.status(-1);
            }
            case DEATH -> {
                server.sockets().forEach(socket -> socket.abort());
                yield Answer.status(-1);
            }
            case SLOW_DOWN -> answer(429, "{\"message\":\"too many requests\"}", Map.of("Retry-After", "7"));
            case SLOW_DOWN_SOMEHOW -> QqServer.refusal(429, 0, "too many requests");
            case REJECTED -> QqServer.refusal(400, 304025, "blocked by the review");
            case BROKEN -> answer(502, "<html>bad gateway</html>", Map.of());
            case REVIEWED -> answer(202, "{\"code\":304023,\"message\":\"push message is waiting for audit now\","
                    + "\"data\":{\"message_audit\":{\"audit_id\":\"a-1\"}}}", Map.of());
            case NONE -> null;
        };
    }

    private static Answer answer(int status, String body, Map<String, String> headers) {
        return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /// What it answers must be known here, not too old, and not answered five times.
    private Answer answers(Call call, boolean guild) {
        String event = Json.text(call.body(), "event_id");
        String id = event.isEmpty() ? Json.text(call.body(), "msg_id") : event;
        if (id.isEmpty()) {
            return pushes ? null : QqServer.refusal(400, 40034102, "主动消息失败, 无权限");
        }
        Heard answered = heard.get(id);
        if (answered == null || !answered.chat.equals(call.scope() + "/" + call.chat()) || answered.event == event.isEmpty()) {
            return QqServer.refusal(400, 40034024, "msg_id is invalid or does not belong here");
        }
        if (!clock.instant().isBefore(answered.closes)) {
            return QqServer.refusal(400, 304027, "MSG_EXPIRE");
        }
        long sequence = guild ? numbers.incrementAndGet() : call.body().has("msg_seq") ? Json.number(call.body(), "msg_seq") : 1;
        if (!answered.sequences.contains(sequence) && answered.sequences.size() >= 5) {
            return QqServer.refusal(400, 22009, "msg limit exceed");
        }
        return answered.sequences.add(sequence) ? null : QqServer.refusal(400, 40054005, "消息被去重，请检查请求msgseq");
    }

    private Answer file(Call call) {
        long type = Json.number(call.body(), "file_type");
        String url = Json.text(call.body(), "url");
        String data = Json.text(call.body(), "file_data");
        if (!call.scope().startsWith("/v2") || type < 1 || type > 4 || url.isEmpty() == data.isEmpty()
                || Json.flag(call.body(), "srv_send_msg", true)) {
            return QqServer.refusal(400, 11255, "a file needs a type, and either an address or its bytes");
        }
        if (url.contains("unreachable") || (!data.isEmpty() && Base64.getDecoder().decode(data).length == 0)) {
            return QqServer.refusal(400, 304082, "upload media info fail");
        }
        String info = "info-" + numbers.incrementAndGet();
        files.put(info, call.scope());
        uploads.put(info, call.body());
        return Answer.json("{\"file_uuid\":\"uuid\",\"file_info\":\"" + info + "\",\"ttl\":300}");
    }

    private Answer recall(Call call) {
        Said message = said.get(call.id());
        if (message == null || !message.chat.equals(call.scope() + "/" + call.chat())) {
            return QqServer.refusal(400, 306003, "no such message of the bot");
        }
        return clock.instant().isAfter(message.at.plus(RECALL))
                ? QqServer.refusal(400, 306004, "the message is too old")
                : Answer.status(200);
    }

    /// Three members, two on a page.
    private static Answer members(long start) {
        return Answer.json(Json.object(out -> {
            out.writeArrayPropertyStart("members");
            for (long i = start; i < Math.min(3, start + PAGE); i++) {
                out.writeStartObject();
                out.writeStringProperty("member_openid", "MEMBER" + i);
                out.writeNumberProperty("join_timestamp", 1_700_000_000L + i);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberProperty("next_index", start + PAGE < 3 ? start + PAGE : 0);
        }));
    }
}
