package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The REST calls of the fake. Thread-safe.
final class DiscordRest {
    static final String STRANGER = "1200000000000000666";
    static final String GONE = "1100000000000000404";
    private static final int MAX_FILES = 10;
    private static final long MAX_FILE = 10L << 20;
    private static final long MAX_REQUEST = 25L << 20;
    private static final int LONGEST = 2000;
    private static final Pattern AGENT = Pattern.compile("DiscordBot \\(.+, .+\\).*");
    private static final Pattern CHANNEL = Pattern
            .compile("/channels/(\\d+)(?:/(messages|typing|permissions)(?:/(\\d+))?(/reactions/.+/@me)?)?");
    private static final Pattern GUILD = Pattern.compile("/guilds/(\\d+)(?:/members(?:/(\\d+))?)?");
    private static final Pattern INTERACTION = Pattern.compile("/interactions/(\\d+)/([^/]+)/callback");

    private final DiscordServer server;
    private final Map<String, String> directs = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> messages = new ConcurrentHashMap<>();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private volatile Supplier<Answer> fault = () -> null;
    private volatile Consumer<JsonNode> whenSent = _ -> {};
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    /// The payloads of messages, also of those that were not accepted, with the channel.
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<Sent> edited = new CopyOnWriteArrayList<>();
    /// The files of messages that were accepted.
    final List<FormParts.Part> uploads = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    volatile int callsPerWindow = 100;
    volatile long windowMillis = 200;

    DiscordRest(DiscordServer server) {
        this.server = server;
    }

    /// @param person of a private message, `""` in a server
    record Sent(String channel, String person, JsonNode payload, List<String> files) {}

    private static final class Bucket {
        private long end;
        private int left;
    }

    /// What happens to sends instead of being accepted; an answer of null is none.
    void onSends(Supplier<Answer> value) {
        fault = value;
    }

    void onSent(Consumer<JsonNode> listener) {
        whenSent = listener;
    }

    static Answer json(int status, Object body, Map<String, String> headers) {
        return new Answer(status, "application/json", Json.bytes(out -> out.writePOJO(body)), headers);
    }

    static Answer json(Object body) {
        return json(200, body, Map.of());
    }

    static Answer refused(int status, int code, String message) {
        return json(status, Map.of("code", code, "message", message), Map.of());
    }

    /// A form that says what is wrong with the content.
    static Answer invalidContent(String code, String words) {
        return json(400, Map.of("code", 50035, "message", "Invalid Form Body", "errors",
                Map.of("content", Map.of("_errors", List.of(Map.of("code", code, "message", words))))), Map.of());
    }

    static Answer limited(double seconds, boolean global) {
        Map<String, String> headers = new HashMap<>(
                Map.of("Retry-After", Integer.toString((int) Math.ceil(seconds)), "X-RateLimit-Scope",
                        global ? "global" : "user"));
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        return json(429, Map.of("message", "You are being rate limited.", "retry_after", seconds, "global", global), headers);
    }

    Answer answer(WireMessage request) {
        String path = request.path().replaceFirst("^/api/v10", "");
        calls.add(request.method() + " " + path);
        Matcher interaction = INTERACTION.matcher(path);
        if (interaction.matches()) {
            bodies.add(Json.parse(request.body()));
            return Answer.status(204);
        }
        DiscordBot bot = server.bots.get(request.header("Authorization").replaceFirst("^Bot ", ""));
        if (!AGENT.matcher(request.header("User-Agent")).matches()) {
            complaints.add("the agent is " + request.header("User-Agent"));
            return new Answer(403, "text/html", "<html>error code: 1010</html>".getBytes(StandardCharsets.UTF_8));
        }
        if (bot == null || server.refusing || !request.header("Authorization").startsWith("Bot ")) {
            server.attempts.addAndGet(path.equals("/gateway/bot") ? 1 : 0);
            return json(401, Map.of("message", "401: Unauthorized", "code", 0), Map.of());
        }
        if (request.body().length > 0 && !request.header("Content-Type").matches("application/json.*|multipart/form-data.*")) {
            complaints.add("the content type is " + request.header("Content-Type"));
        }
        Map<String, String> headers = new HashMap<>();
        Answer refusal = take(request.method() + path.replaceAll("(?<=/)\\d+(?=/|$)", ":id"), subject(path), bot, headers);
        Answer answer = refusal == null ? route(request, path, bot) : refusal;
        headers.putAll(answer.headers());
        return new Answer(answer.status(), answer.contentType(), answer.body(), headers);
    }

    private static String subject(String path) {
        Matcher matcher = Pattern.compile("/(?:channels|guilds)/(\\d+).*").matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private synchronized Answer take(String route, String subject, DiscordBot bot, Map<String, String> headers) {
        Bucket bucket = buckets.computeIfAbsent(bot.id() + route + subject, _ -> new Bucket());
        long now = System.currentTimeMillis();
        if (now >= bucket.end) {
            bucket.end = now + windowMillis;
            bucket.left = callsPerWindow;
        }
        double seconds = (bucket.end - now) / 1000.0;
        headers.putAll(Map.of("X-RateLimit-Limit", Integer.toString(callsPerWindow), "X-RateLimit-Remaining",
                Integer.toString(Math.max(0, bucket.left - 1)), "X-RateLimit-Reset-After", Double.toString(seconds),
                "X-RateLimit-Bucket",
                "b" + Math.abs(route.hashCode())));
        if (bucket.left-- > 0) {
            return null;
        }
        complaints.add("too many calls of " + route);
        return limited(seconds, false);
    }

    private Answer route(WireMessage request, String path, DiscordBot bot) {
        if (path.equals("/gateway/bot")) {
            return json(Map.of("url", server.gateway("/gateway"), "shards", 1, "session_start_limit",
                    Map.of("total", 1000, "remaining", server.startsLeft, "reset_after", 14_400_000, "max_concurrency", 1)));
        }
        if (path.equals("/users/@me/guilds")) {
            return json(List.of(Map.of("id", DiscordServer.GUILD, "name", "Friends")));
        }
        if (path.equals("/guilds/" + DiscordServer.GUILD + "/channels")) {
            return json(List.of(DiscordObjects.channel(DiscordServer.CHANNEL), Map.of("id", "3", "type", 2, "name", "voice")));
        }
        if (path.equals("/users/@me/guilds/" + DiscordServer.GUILD)) {
            return Answer.status(204);
        }
        if (path.equals("/users/@me/channels")) {
            String person = Json.text(Json.parse(request.body()), "recipient_id");
            return person.equals(STRANGER)
                    ? refused(400, 50033, "Invalid Recipient(s)")
                    : json(Map.of("id", direct(person), "type", 1, "recipients", List.of(DiscordObjects.person(person, "Ann"))));
        }
        Matcher channel = CHANNEL.matcher(path);
        if (channel.matches()) {
            return channel.group(1).equals(GONE)
                    ? refused(404, 10003, "Unknown Channel")
                    : channel(request, channel.group(1), String.valueOf(channel.group(2)), channel.group(3), bot);
        }
        Matcher guild = GUILD.matcher(path);
        return guild.matches()
                ? guild(request, path, guild.group(2), bot)
                : json(404, Map.of("message", "404: Not Found", "code", 0), Map.of());
    }

    /// The channel in which a person is spoken to.
    String direct(String person) {
        return directs.computeIfAbsent(person, _ -> server.nextId());
    }

    private String person(String channel) {
        return directs.entrySet().stream().filter(entry -> entry.getValue().equals(channel)).map(Map.Entry::getKey).findFirst()
                .orElse("");
    }

    private Answer channel(WireMessage request, String channel, String what, String id, DiscordBot bot) {
        return switch (request.method() + " " + what) {
            case "PUT messages" -> Answer.status(204);
            case "PATCH null" -> json(Json.map(Json.parse(request.body())));
            case "GET null" -> json(DiscordObjects.channel(channel));
            case "POST typing" -> Answer.status(204);
            case "POST messages" -> create(request, channel, bot);
            case "GET messages" -> id == null
                    ? json(messages.values().stream().sorted((a, b) -> ((String) b.get("id"))
                            .compareTo((String) a.get("id"))).limit(Long.parseLong(request.query("limit"))).toList())
                    : messages.containsKey(id) ? json(messages.get(id)) : refused(404, 10008, "Unknown Message");
            case "PATCH messages" -> edit(channel, id, Json.parse(request.body()));
            case "DELETE messages" ->
                request.path().endsWith("/@me")
                        ? Answer.status(204)
                        : messages.remove(id) == null ? refused(404, 10008, "Unknown Message") : Answer.status(204);
            case "PUT permissions" -> {
                bodies.add(Json.parse(request.body()));
                yield Answer.status(204);
            }
            default -> refused(405, 0, "405: Method Not Allowed");
        };
    }

    private Answer edit(String channel, String id, JsonNode payload) {
        Map<String, Object> before = messages.get(id);
        if (before == null) {
            return refused(404, 10008, "Unknown Message");
        }
        edited.add(new Sent(channel, person(channel), payload, List.of()));
        if (Json.text(payload, "content").length() > LONGEST) {
            return invalidContent("BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("content", Json.text(payload, "content"));
        messages.put(id, changed);
        return json(changed);
    }

    private Answer create(WireMessage request, String channel, DiscordBot bot) {
        String type = request.header("Content-Type");
        boolean form = type.startsWith("multipart/form-data");
        FormParts parts = form ? FormParts.of(type, request.body()) : new FormParts(Map.of());
        JsonNode payload = Json.parse(form ? parts.text("payload_json").getBytes(StandardCharsets.UTF_8) : request.body());
        List<String> files = new ArrayList<>();
        parts.parts().forEach((name, part) -> {
            if (name.startsWith("files[")) {
                files.add(part.file());
            }
        });
        String nonce = Json.text(payload, "nonce");
        boolean enforced = Json.flag(payload, "enforce_nonce", false);
        if (enforced && bot.nonces().containsKey(nonce)) {
            return json(bot.nonces().get(nonce));
        }
        sent.add(new Sent(channel, person(channel), payload, files));
        whenSent.accept(payload);
        Answer failure = fault.get();
        Answer refusal = failure == null ? refusal(request, payload, parts, files) : failure;
        if (refusal != null) {
            return refusal;
        }
        parts.parts().values().stream().filter(part -> !part.file().isEmpty()).forEach(uploads::add);
        Map<String, Object> message = message(channel, payload, files, bot);
        if (enforced) {
            bot.nonces().put(nonce, message);
        }
        server.sessions.values().stream().filter(session -> session.bot.equals(bot))
                .forEach(session -> session.dispatch("MESSAGE_CREATE", message));
        return json(message);
    }

    private Answer refusal(WireMessage request, JsonNode payload, FormParts parts, List<String> files) {
        String content = Json.text(payload, "content");
        if (content.length() > LONGEST) {
            return invalidContent("BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }
        if (Json.text(payload, "nonce").length() > 25) {
            return refused(400, 50035, "Invalid Form Body");
        }
        if (content.isBlank() && files.isEmpty() && !payload.has("embeds") && !payload.has("poll")
                && !payload.has("components")) {
            return refused(400, 50006, "Cannot send an empty message");
        }
        if (request.body().length > MAX_REQUEST
                || parts.parts().values().stream().anyMatch(part -> part.bytes().length > MAX_FILE)) {
            return refused(413, 40005, "Request entity too large");
        }
        for (JsonNode attachment : payload.path("attachments")) {
            FormParts.Part part = parts.parts().get("files[" + Json.text(attachment, "id") + "]");
            if (part == null) {
                return refused(400, 50035, "Invalid Form Body: attachments");
            }
        }
        return files.size() > MAX_FILES ? refused(400, 30015, "Maximum number of attachments reached (10)") : null;
    }

    private Map<String, Object> message(String channel, JsonNode payload, List<String> files, DiscordBot bot) {
        boolean direct = !person(channel).isEmpty();
        Map<String, Object> message = DiscordObjects.message(server.nextId(), channel, direct ? "" : DiscordServer.GUILD,
                bot.user(),
                Json.text(payload, "content"));
        message.put("nonce", Json.text(payload, "nonce"));
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (String file : files) {
            String id = server.nextId();
            attachments
                    .add(Map.of("id", id, "filename", file, "size", 5, "url", "https://cdn.invalid/" + id + "?ex=1", "proxy_url",
                            "https://cdn.invalid/" + id));
        }
        message.put("attachments", attachments);
        messages.put((String) message.get("id"), message);
        return message;
    }

    /// Keeps a message that somebody else said, for those who fetch it.
    void keep(Map<String, Object> message) {
        messages.put((String) message.get("id"), message);
    }

    private Answer guild(WireMessage request, String path, String member, DiscordBot bot) {
        if (request.body().length > 0) {
            bodies.add(Json.parse(request.body()));
        }
        if (!path.contains("/members")) {
            return json(DiscordObjects.guild(bot));
        }
        if (member == null) {
            List<Map<String, Object>> members = new ArrayList<>();
            members.add(Map.of("user", DiscordObjects.person(DiscordServer.ANN, "Ann"), "roles", List.of()));
            members.add(Map.of("user", bot.user(), "roles", List.of("1100000000000000009"), "nick", "Helper"));
            return json(request.query("after").equals("0") ? members : List.of());
        }
        if (member.equals(STRANGER)) {
            return refused(404, 10007, "Unknown Member");
        }
        return request.method().equals("DELETE") ? Answer.status(204) : json(Map.of("user", Map.of("id", member)));
    }
}
