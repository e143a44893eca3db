package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// WeCom's end of the long connections of AI bots, and its store of media. Complains of whatever the platform would not take.
final class AiBotServer implements WireServer.Handler, AutoCloseable {
    static final String SECRET = "bot-secret-0123456789";
    private static final int MOST = 20_480;
    private static final int CHUNK = 512 << 10;

    private final WireServer server = new WireServer(this);
    /// Beyond 2^53.
    private final AtomicLong lastId = new AtomicLong(9_007_199_254_740_993L);
    final Map<String, WireSocket> bots = new ConcurrentHashMap<>();
    final List<WireSocket> sockets = new CopyOnWriteArrayList<>();
    /// Chat by `req_id` of what can be answered.
    private final Map<String, String> answerable = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final Map<String, byte[]> store = new ConcurrentHashMap<>();
    final Map<String, Integer> faults = new ConcurrentHashMap<>();
    final LinkedBlockingQueue<Said> said = new LinkedBlockingQueue<>();
    final List<Said> all = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger pings = new AtomicInteger();
    volatile boolean silent;
    volatile boolean unanswered;
    volatile boolean dieAtSend;
    volatile boolean dieAtUpload;
    volatile boolean refuseLogin;

    /// What a bot said, in which chat, by which command.
    record Said(String command, String chat, boolean group, JsonNode body) {
        String text() {
            String type = Json.text(body, "msgtype");
            return Json.text(body.path(type), "content");
        }
    }

    private static final class Upload {
        String type;
        String md5;
        int size;
        int chunks;
        final Map<Long, byte[]> parts = new TreeMap<>();
    }

    URI address() {
        return server.address("ws", "");
    }

    void listening(boolean value) {
        server.listening(value);
    }

    String nextId() {
        return Long.toString(lastId.incrementAndGet());
    }

    /// From now on a command is answered with this errcode; 0 ends that.
    void fault(String command, int code) {
        faults.put(command, code);
    }

    /// Keeps a medium as the platform does: encrypted with a key of its own.
    ///
    /// @return the JSON of the medium
    String keep(String name, byte[] plain) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) (store.size() + 7));
        String path = "/media/" + name;
        store.put(path, CallbackCipher.encrypt(key, Arrays.copyOf(key, 16), plain));
        return Json.object(out -> {
            out.writeStringProperty("url", server.address("http", path) + "?sig=s");
            out.writeStringProperty("aeskey", Base64.getEncoder().encodeToString(key));
        });
    }

    @Override
    public WireServer.Answer handle(WireMessage request) {
        String path = request.path();
        byte[] kept = store.get(path);
        if (kept != null) {
            String name = path.replaceFirst(".*/", "");
            return new WireServer.Answer(200, "application/octet-stream", kept, Map.of("Content-Disposition",
                    "attachment; filename=\"" + name + "\""));
        }
        return path.startsWith("/media/") ? WireServer.Answer.status(403) : WireServer.Answer.UPGRADE;
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws IOException {
        attempts.incrementAndGet();
        sockets.add(socket);
        if (silent) {
            socket.deafen();
        }
        if (dieAtUpload) {
            socket.breakAfter(CHUNK / 2);
        }
        String bot = "";
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                if (!silent) {
                    bot = take(socket, bot, bytes);
                }
            }
        } finally {
            sockets.remove(socket);
            bots.remove(bot, socket);
        }
    }

    private String take(WireSocket socket, String bot, byte[] bytes) throws IOException {
        JsonNode frame;
        try {
            frame = Json.parse(bytes);
        } catch (JacksonException broken) {
            complaints.add("not JSON: " + new String(bytes, StandardCharsets.UTF_8));
            return bot;
        }
        String command = Json.text(frame, "cmd");
        String id = Json.text(frame.path("headers"), "req_id");
        JsonNode body = frame.path("body");
        if (command.isEmpty() || id.isEmpty()) {
            complaints.add("a frame without cmd or headers.req_id");
            return bot;
        }
        if (command.equals("aibot_subscribe")) {
            return subscribe(socket, id, body) ? Json.text(body, "bot_id") : bot;
        }
        if (bot.isEmpty() || bots.get(bot) != socket) {
            answer(socket, id, 846609, "aibot websocket not subscribed", "");
            return bot;
        }
        if (command.equals("ping")) {
            pings.incrementAndGet();
            answer(socket, id, 0, "ok", "");
            return bot;
        }
        say(socket, command, id, body);
        return bot;
    }

    private boolean subscribe(WireSocket socket, String id, JsonNode body) throws IOException {
        if (refuseLogin || !Json.text(body, "secret").equals(SECRET)) {
            answer(socket, id, 40001, "invalid bot secret", "");
            return false;
        }
        WireSocket older = bots.put(Json.text(body, "bot_id"), socket);
        answer(socket, id, 0, "ok", "");
        if (older != null) {
            displace(older);
        }
        return true;
    }

    /// What an older connection hears of a newer one.
    void displace(WireSocket socket) {
        try {
            socket.send("{\"cmd\":\"aibot_event_callback\",\"headers\":{\"req_id\":\"d-" + nextId() + "\"},\"body\":{\"msgid\":\""
                    + nextId()
                    + "\",\"msgtype\":\"event\",\"from\":{\"userid\":\"\"},\"event\":{\"eventtype\":\"disconnected_event\"}}}");
            socket.close();
        } catch (IOException gone) {
            // It is away already.
        }
    }

    private void answer(WireSocket socket, String id, int code, String words, String body) throws IOException {
        socket.send("{\"headers\":{\"req_id\":\"" + id + "\"},\"errcode\":" + code + ",\"errmsg\":\"" + words + "\""
                + (body.isEmpty() ? "" : ",\"body\":" + body) + "}");
    }

    private void say(WireSocket socket, String command, String id, JsonNode body) throws IOException {
        boolean upload = command.startsWith("aibot_upload_media_");
        String chat = command.equals("aibot_send_msg") ? Json.text(body, "chatid") : answerable.getOrDefault(id, "");
        Said it = new Said(command, chat, Json.number(body, "chat_type") == 2 || chat.startsWith("9"), body);
        if (!upload) {
            all.add(it);
            if (dieAtSend) {
                socket.abort();
                return;
            }
            if (unanswered) {
                return;
            }
        }
        int fault = faults.getOrDefault(command, 0);
        if (fault != 0) {
            answer(socket, id, fault, "refused, hint: [1234567890]", "");
            return;
        }
        if (chat.equals("nobody")) {
            answer(socket, id, 93006, "invalid chatid", "");
            return;
        }
        String problem = upload ? upload(command, body) : problem(command, chat, body);
        if (problem.startsWith("{")) {
            answer(socket, id, 0, "ok", problem);
        } else if (problem.isEmpty()) {
            said.add(it);
            answer(socket, id, 0, "ok", "");
        } else {
            complaints.add(command + ": " + problem);
            answer(socket, id, 40058, problem, "");
        }
    }

    private String problem(String command, String chat, JsonNode body) {
        String type = Json.text(body, "msgtype");
        JsonNode content = body.path(type);
        if (chat.isEmpty()) {
            return "no chat: an unknown req_id, or chatid is missing";
        }
        if (body.has("chat_type") && Json.number(body, "chat_type") != 1 && Json.number(body, "chat_type") != 2) {
            return "chat_type is neither 1 nor 2";
        }
        return switch (command + " " + type) {
            case "aibot_respond_msg stream" -> Json.text(content, "id").isEmpty() || !content.path("finish").isBoolean()
                    ? "a stream needs id and finish"
                    : length(content);
            case "aibot_send_msg markdown", "aibot_respond_msg markdown", "aibot_respond_welcome_msg text" -> length(content);
            case "aibot_send_msg template_card", "aibot_respond_msg template_card" ->
                Json.text(content, "card_type").isEmpty() ? "card_type is missing" : "";
            case "aibot_send_msg image", "aibot_send_msg voice", "aibot_send_msg video", "aibot_send_msg file",
                    "aibot_respond_msg image",
                    "aibot_respond_msg voice", "aibot_respond_msg video", "aibot_respond_msg file" ->
                media.containsKey(type + "/" + Json.text(content, "media_id")) ? "" : "unknown media_id";
            default -> "msgtype '" + type + "' is not for " + command;
        };
    }

    private static String length(JsonNode content) {
        String text = Json.text(content, "content");
        return text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > MOST
                ? "content is empty or longer than 20480 bytes"
                : "";
    }

    private String upload(String command, JsonNode body) {
        if (command.endsWith("init")) {
            Upload upload = new Upload();
            upload.type = Json.text(body, "type");
            upload.md5 = Json.text(body, "md5");
            upload.size = (int) Json.number(body, "total_size");
            upload.chunks = (int) Json.number(body, "total_chunks");
            if (!List.of("image", "voice", "video", "file").contains(upload.type) || Json.text(body, "filename").isEmpty()
                    || upload.size < 6 || upload.chunks < 1 || upload.chunks > 100) {
                return "type, filename, total_size or total_chunks is wrong";
            }
            String id = "upload-" + nextId();
            uploads.put(id, upload);
            return "{\"upload_id\":\"" + id + "\"}";
        }
        String id = Json.text(body, "upload_id");
        Upload upload = uploads.get(id);
        if (upload == null) {
            return "unknown upload_id";
        }
        if (command.endsWith("chunk")) {
            byte[] part = Base64.getDecoder().decode(Json.text(body, "base64_data"));
            long index = body.path("chunk_index").isIntegralNumber() ? Json.number(body, "chunk_index") : -1;
            if (part.length > CHUNK || index < 0 || index >= upload.chunks) {
                return "a chunk that is too large or has no such index";
            }
            upload.parts.put(index, part);
            return "{\"upload_id\":\"" + id + "\"}";
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        upload.parts.values().forEach(whole::writeBytes);
        if (whole.size() != upload.size || !Signatures.hex(Signatures.md5(whole.toByteArray())).equals(upload.md5)) {
            return "size or md5 does not fit";
        }
        String mediaId = "media-" + nextId();
        media.put(upload.type + "/" + mediaId, whole.toByteArray());
        return "{\"type\":\"" + upload.type + "\",\"media_id\":\"" + mediaId + "\",\"created_at\":\"1700000000\"}";
    }

    /// The frame of something that happened in a chat and may be answered.
    ///
    /// @param facts the properties beside those that all have, as JSON without braces
    String frame(String messageId, String chat, boolean group, String person, String facts) {
        String request = "req-" + nextId();
        answerable.put(request, chat);
        return "{\"cmd\":\"" + (facts.contains("\"event\"") ? "aibot_event_callback" : "aibot_msg_callback")
                + "\",\"headers\":{\"req_id\":\"" + request + "\"},\"body\":{\"msgid\":\"" + messageId + "\",\"aibotid\":\"aib\","
                + (group ? "\"chatid\":\"" + chat + "\",\"chattype\":\"group\"" : "\"chattype\":\"single\"")
                + ",\"from\":{\"userid\":\"" + person
                + "\"},\"create_time\":1700000000," + facts + "}}";
    }

    /// A text; in groups it begins with the bot's name.
    static String text(boolean group, String text) {
        return "\"msgtype\":\"text\",\"text\":"
                + Json.object(out -> out.writeStringProperty("content", (group ? "@Botyard " : "") + text));
    }

    /// To every bot that is logged in.
    void deliver(String frame) {
        bots.values().forEach(socket -> {
            try {
                socket.send(frame);
            } catch (IOException gone) {
                // Whoever is away misses it.
            }
        });
    }

    @Override
    public void close() {
        server.close();
    }

    /// The fake by hand: each line of input is said by somebody in a group, what bots say is printed; `drop` breaks all connections.
    public static void main(String[] arguments) throws IOException {
        try (AiBotServer server = new AiBotServer()) {
            System.out.println("address " + server.address());
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Said it = server.said.take();
                        System.out.println(it.command() + " " + it.chat() + " " + it.text());
                    }
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            });
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.equals("drop")) {
                    server.sockets.forEach(WireSocket::abort);
                } else {
                    server.deliver(server.frame(server.nextId(), "wrGroup", true, "zhangsan", text(true, line)));
                }
            }
        }
    }
}
