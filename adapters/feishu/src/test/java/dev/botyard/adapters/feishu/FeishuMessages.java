package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the fake platform does with messages, media, groups and names.
final class FeishuMessages {
    static final String NOBODY = "ou_nobody";
    static final String OWNER = "ou_owner";
    private static final Pattern AT = Pattern.compile("<at user_id=\"([^\"]*)\">([^<]*)</at>");
    private static final Set<String> FILE_TYPES = Set.of("opus", "mp4", "pdf", "doc", "xls", "ppt", "stream");

    private final Consumer<String> complain;
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    final List<SentCall> edited = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> edits = new ConcurrentHashMap<>();
    /// What was accepted, by message id: the request's body with `path`.
    final Map<String, JsonNode> accepted = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final Map<String, String> uuids = new ConcurrentHashMap<>();
    private final Map<String, String> uploads = new ConcurrentHashMap<>();
    /// The bytes of uploads as Latin letters, by their key.
    final Map<String, String> uploaded = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong(9_007_199_254_740_993L);
    private final CountDownLatch released = new CountDownLatch(1);
    final Set<String> recalled = ConcurrentHashMap.newKeySet();
    volatile Answer fault;
    volatile boolean unanswered;
    volatile Runnable whenSent = () -> {};
    volatile boolean namesAllowed = true;

    FeishuMessages(Consumer<String> complain) {
        this.complain = complain;
    }

    List<SentCall> sent() {
        return sent;
    }

    void release() {
        released.countDown();
    }

    Answer handle(FeishuApp app, WireMessage request, JsonNode body) throws InterruptedException {
        String call = request.method() + " " + request.path();
        calls.add(call);
        String[] path = request.path().replaceFirst("^/open-apis/", "").split("/");
        if (request.path().startsWith("/open-apis/contact/v3/users/")) {
            return namesAllowed
                    ? FeishuServer.data("{\"user\":{\"open_id\":\"" + path[3] + "\",\"name\":\"Name of " + path[3] + "\"}}")
                    : FeishuServer.code(400, 99991672,
                            "Access denied. One of the following scopes is required: [contact:user.base:readonly]");
        }
        return switch (path.length < 3 ? "" : path[2]) {
            case "messages" -> messages(app, request, path, body);
            case "images", "files" -> upload(request, path[2]);
            case "chats" -> chats(request, path, body);
            default -> {
                complain.accept("there is no " + call);
                yield Answer.status(404);
            }
        };
    }

    private Answer messages(FeishuApp app, WireMessage request, String[] path, JsonNode body) throws InterruptedException {
        if (path.length == 3 && request.method().equals("POST")) {
            String type = request.query("receive_id_type");
            return send(app, target(type, Json.text(body, "receive_id")), type, body, "");
        }
        if (path.length == 5 && path[4].equals("reply")) {
            if (recalled.contains(path[3])) {
                return FeishuServer.code(400, 230011, "The message has been withdrawn.");
            }
            return send(app, Target.group("reply:" + path[3]), "chat_id", body, path[3]);
        }
        if (path.length == 5 && path[4].equals("reactions") && request.method().equals("GET")) {
            return FeishuServer.data("{\"items\":[{\"reaction_id\":\"r1\",\"operator\":{\"operator_id\":\"" + app.id
                    + "\",\"operator_type\":\"app\"}},{\"reaction_id\":\"r2\",\"operator\":{\"operator_id\":\"ou_42\"}}],\"has_more\":false}");
        }
        if (path.length == 6 && path[4].equals("reactions") && path[5].equals("r1") && request.method().equals("DELETE")) {
            return FeishuServer.data("{}");
        }
        if (path.length == 5 && path[4].equals("reactions") && !Json.text(body.path("reaction_type"), "emoji_type").isEmpty()) {
            return FeishuServer.data("{\"reaction_id\":\"r1\"}");
        }
        if (path.length == 6 && path[4].equals("resources")) {
            byte[] bytes = media.get(path[3] + "/" + path[5]);
            return bytes == null || request.query("type").isEmpty()
                    ? FeishuServer.code(400, 234003, "File not in msg.")
                    : new Answer(200, "application/octet-stream", bytes);
        }
        if (path.length == 4 && request.method().equals("PUT")) {
            return edit(path[3], body);
        }
        if (path.length == 4 && request.method().equals("DELETE")) {
            return recalled.add(path[3])
                    ? FeishuServer.data("{}")
                    : FeishuServer.code(400, 230011, "The message has been withdrawn.");
        }
        complain.accept("there is no " + request.start());
        return Answer.status(404);
    }

    private Answer edit(String id, JsonNode body) {
        JsonNode before = accepted.get(id);
        if (before == null || recalled.contains(id)) {
            return FeishuServer.code(400, 230011, "The message has been withdrawn.");
        }
        if (!Json.text(body, "msg_type").equals(Json.text(before, "msg_type"))) {
            complain.accept("an edit changes " + Json.text(before, "msg_type") + " into " + Json.text(body, "msg_type"));
        }
        if (edits.merge(id, 1, Integer::sum) > 20) {
            return FeishuServer.code(400, 230072, "The message has reached the number of times it can be edited.");
        }
        String to = Json.text(before, "receive_id");
        edited.add(new SentCall(to.startsWith("oc_") || to.matches("\\d+") ? Target.group(to) : Target.person(to),
                content(Json.text(body, "msg_type"), Json.text(body, "content"))));
        return FeishuServer.data("{\"message_id\":\"" + id + "\",\"updated\":true}");
    }

    private Target target(String type, String id) {
        String fitting = id.startsWith("ou_")
                ? "open_id"
                : id.startsWith("on_") ? "union_id" : id.startsWith("oc_") ? "chat_id" : type;
        if (!type.equals(fitting) || !Set.of("open_id", "union_id", "user_id", "email", "chat_id").contains(type)) {
            complain.accept("receive_id " + id + " with receive_id_type " + type);
        }
        return type.equals("chat_id") ? Target.group(id) : Target.person(id);
    }

    private Answer send(FeishuApp app, Target target, String type, JsonNode body, String quoted) throws InterruptedException {
        String uuid = Json.text(body, "uuid");
        if (uuid.length() > 50) {
            complain.accept("a uuid of " + uuid.length() + " characters");
        }
        String known = uuid.isEmpty() ? null : uuids.get(app.id + uuid);
        if (known != null) {
            return FeishuServer.data("{\"message_id\":\"" + known + "\"}");
        }
        String text = content(Json.text(body, "msg_type"), Json.text(body, "content"));
        sent.add(new SentCall(target, text));
        whenSent.run();
        if (unanswered) {
            released.await();
            return Answer.status(-1);
        }
        if (fault != null) {
            return fault;
        }
        if (target.id().equals(NOBODY)) {
            return FeishuServer.code(400, 230013, "Bot has NO availability to this user.");
        }
        String id = "om_" + last.incrementAndGet();
        if (!uuid.isEmpty()) {
            uuids.put(app.id + uuid, id);
        }
        accepted.put(id, body);
        return FeishuServer
                .data("{\"message_id\":\"" + id + "\",\"msg_type\":\"" + Json.text(body, "msg_type") + "\",\"chat_id\":\"oc_"
                        + type + "\",\"parent_id\":\"" + quoted + "\",\"create_time\":\"1700000000000\"}");
    }

    /// What people would read, once it is found to be what the type demands.
    private String content(String type, String content) {
        JsonNode json;
        try {
            json = Json.parse(content);
        } catch (JacksonException noJson) {
            complain.accept("content is no JSON: " + content);
            return content;
        }
        return switch (type) {
            case "text" -> AT.matcher(Json.text(json, "text")).replaceAll(at -> Matcher.quoteReplacement(
                    "@" + (at.group(2).isEmpty() ? at.group(1) : at.group(2))));
            case "post" -> post(json);
            case "interactive" -> Json.text(json.path("body").path("elements").path(0), "content");
            case "image" -> key(json, "image_key", Set.of("image"));
            case "audio" -> key(json, "file_key", Set.of("opus"));
            case "media" -> key(json, "file_key", Set.of("mp4"));
            case "file" -> key(json, "file_key", FILE_TYPES);
            default -> {
                complain.accept("an unknown msg_type " + type);
                yield content;
            }
        };
    }

    private String key(JsonNode json, String name, Set<String> types) {
        String key = Json.text(json, name);
        if (!types.contains(uploads.getOrDefault(key, ""))) {
            complain.accept(name + " " + key + " was uploaded as " + uploads.get(key) + ", not " + types);
        }
        return "[" + name + "]";
    }

    private String post(JsonNode json) {
        StringBuilder text = new StringBuilder();
        if (!json.path("zh_cn").has("content")) {
            complain.accept("a post without a language: " + json);
        }
        for (JsonNode line : json.path("zh_cn").path("content")) {
            text.append(text.isEmpty() ? "" : "\n");
            for (JsonNode part : line) {
                String tag = Json.text(part, "tag");
                if (Set.of("img", "md", "media").contains(tag) && line.size() > 1) {
                    complain.accept(tag + " shares its line");
                }
                text.append(switch (tag) {
                    case "text", "md" -> Json.text(part, "text");
                    case "at" -> "@" + Json.text(part, "user_id");
                    case "img" -> key(part, "image_key", Set.of("image"));
                    default -> "?" + tag;
                });
            }
        }
        return text.toString();
    }

    private Answer upload(WireMessage request, String kind) {
        Map<String, String> form = form(request);
        boolean image = kind.equals("images");
        String type = image ? "image" : form.getOrDefault("file_type", "");
        String bytes = form.get(image ? "image" : "file");
        if (bytes == null || (image
                ? !"message".equals(form.get("image_type"))
                : !FILE_TYPES.contains(type)
                        || form.getOrDefault("file_name", "").isEmpty())) {
            complain.accept("an upload of " + kind + " with " + form.keySet() + " and type " + type);
            return FeishuServer.code(400, 234001, "Invalid request param.");
        }
        if (type.equals("opus") && !form.getOrDefault("duration", "").matches("\\d+")) {
            complain.accept("a recording without its duration");
        }
        if (bytes.isEmpty()) {
            return FeishuServer.code(400, 234010, "File's size can't be 0.");
        }
        String key = (image ? "img_v3_" : "file_v3_") + last.incrementAndGet();
        uploads.put(key, type);
        uploaded.put(key, bytes);
        return FeishuServer.data("{\"" + (image ? "image_key" : "file_key") + "\":\"" + key + "\"}");
    }

    /// Names and values; of files the bytes as Latin letters.
    private static Map<String, String> form(WireMessage request) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher boundary = Pattern.compile("boundary=(.+)").matcher(request.header("Content-Type"));
        if (!boundary.find()) {
            return form;
        }
        for (String part : new String(request.body(), StandardCharsets.ISO_8859_1)
                .split("--" + Pattern.quote(boundary.group(1)))) {
            Matcher name = Pattern.compile("name=\"([^\"]+)\"").matcher(part);
            int body = part.indexOf("\r\n\r\n");
            if (body > 0 && name.find()) {
                form.put(name.group(1), part.substring(body + 4, part.length() - 2));
            }
        }
        return form;
    }

    private Answer chats(WireMessage request, String[] path, JsonNode body) {
        if (path.length == 3) {
            return FeishuServer.data("{\"items\":[{\"chat_id\":\"oc_9\",\"name\":\"Friends\"}],\"has_more\":false}");
        }
        if (path.length == 4 && request.method().equals("PUT") && !Json.text(body, "name").isEmpty()) {
            return FeishuServer.data("{}");
        }
        if (path.length == 4 && request.method().equals("GET")) {
            return FeishuServer.data("{\"name\":\"Friends\",\"owner_id\":\"" + OWNER + "\",\"user_manager_id_list\":[\"ou_2\"]}");
        }
        if (path[4].equals("moderation") && Set.of("only_owner", "all_members").contains(Json.text(body, "moderation_setting"))) {
            return FeishuServer.data("{}");
        }
        if (path[4].equals("members") && request.method().equals("GET")) {
            boolean first = request.query("page_token").isEmpty();
            List<String> items = new ArrayList<>();
            for (int i = first ? 1 : 3; i <= (first ? 2 : 3); i++) {
                items.add("{\"member_id\":\"" + (i == 1 ? OWNER : "ou_" + i)
                        + "\",\"member_id_type\":\"open_id\",\"name\":\"Member " + i + "\"}");
            }
            return FeishuServer.data("{\"items\":[" + String.join(",", items) + "],\"has_more\":" + first + ",\"page_token\":\""
                    + (first ? "next" : "") + "\"}");
        }
        if (path[4].equals("members") && body.path("id_list").size() == 1) {
            boolean known = !Json.text(body.path("id_list").path(0)).equals(NOBODY);
            return FeishuServer.data("{\"invalid_id_list\":[" + (known ? "" : "\"" + NOBODY + "\"") + "]}");
        }
        complain.accept("there is no " + request.start() + " with " + body);
        return Answer.status(404);
    }
}
