package dev.botyard.adapters.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.telegram.FormParts.Upload;
import dev.botyard.adapters.telegram.TelegramBot.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A fake of Telegram's Bot API server: polls that are held, webhooks that are called, forms with files, refusals in the platform's words. Strict:
/// what the platform would refuse is refused, and noted as a complaint. Thread-safe; what is switched on stays until it is switched off.
public final class TelegramServer implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/(file/)?bot([^/]+)/(.+)");
    private final TelegramTexts texts = new TelegramTexts();
    private static final Set<String> DONE = Set.of("deleteMessage", "banChatMember", "unbanChatMember", "restrictChatMember",
            "setChatPermissions", "pinChatMessage", "approveChatJoinRequest", "declineChatJoinRequest", "answerCallbackQuery",
            "sendChatAction", "setMyCommands");
    /// Numbers that a double does not hold, for whoever is no JavaScript.
    private static final long BEYOND_DOUBLES = 9007199254740992L;
    private static final long MAX_DOWNLOAD = 20L << 20;

    private final Map<String, TelegramBot> bots = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final Set<String> forums = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids;
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Runnable whenSent = () -> {};

    /// A call of a bot.
    ///
    /// @param files by the name of the part
    public record Call(TelegramBot bot, String method, JsonNode fields, Map<String, Upload> files) {
        String text(String key) {
            return Json.text(fields, key);
        }
    }

    /// What is answered instead.
    ///
    /// @param status 0 to break the connection, -1 never to answer
    record Fault(int status, String body) {}

    /// @param port 0 for a free one
    /// @param large whether ids are larger than JavaScript keeps them
    public TelegramServer(int port, boolean large) {
        ids = new AtomicLong(large ? BEYOND_DOUBLES : 100);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Starts the fake by hand: `TelegramServer [port]`, 18710 by default. Every line that is typed is said by Ann in private.
    public static void main(String[] arguments) {
        try (TelegramServer server = new TelegramServer(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 18710, true)) {
            System.out.println("Telegram fake at " + server.url() + " with the token " + server.bot().token);
            new java.util.Scanner(System.in, StandardCharsets.UTF_8)
                    .forEachRemaining(word -> server.say("42", "private", "42", "Ann", word));
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// One more bot.
    TelegramBot bot() {
        int number = count.incrementAndGet();
        TelegramBot bot = new TelegramBot("71000000000" + number, "t0ken-" + number + "_s3cret", "fake" + number + "_bot",
                ids.get() > BEYOND_DOUBLES ? BEYOND_DOUBLES : 1000);
        bots.put(bot.token, bot);
        threads.execute(() -> {
            try {
                bot.callWebhook();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
        return bot;
    }

    void fault(String method, Fault fault) {
        faults.put(method, fault);
    }

    void mend(String method) {
        faults.remove(method);
    }

    void whenSent(Runnable action) {
        whenSent = action;
    }

    void unknown(String chat) {
        unknown.add(chat);
    }

    /// A group becomes a supergroup.
    void move(String chat, String to) {
        moved.put(chat, to);
    }

    /// A group with topics.
    void forum(String chat) {
        forums.add(chat);
    }

    String keep(byte[] bytes) {
        String id = "file-" + ids.incrementAndGet();
        files.put(id, bytes);
        return id;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    /// Something happens, as every bot is told.
    void deliver(String update) {
        bots.values().forEach(bot -> bot.deliver(update));
    }

    /// The part of a message that all have, without its end.
    static String head(String chat, String type, String from, String name, long messageId) {
        return "{\"update_id\":%ID%,\"message\":{\"message_id\":" + messageId + ",\"date\":1790000000,\"chat\":{\"id\":" + chat
                + ",\"type\":\"" + type + "\"" + (type.equals("private") ? "" : ",\"title\":\"Friends\"") + "},\"from\":{\"id\":"
                + from
                + ",\"is_bot\":false,\"first_name\":" + TelegramBot.quoted(name) + "}";
    }

    /// Somebody says something.
    ///
    /// @return the message's number
    long say(String chat, String type, String from, String name, String text) {
        long id = nextId();
        deliver(head(chat, type, from, name, id) + ",\"text\":" + TelegramBot.quoted(text) + "}}");
        return id;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method.equals(method)).toList();
    }

    /// Calls that send, also those that were refused.
    List<Call> sent() {
        return calls.stream().filter(call -> sends(call.method)).toList();
    }

    private static boolean sends(String method) {
        return method.startsWith("send") && !method.equals("sendChatAction");
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void revokeAll() {
        bots.values().forEach(TelegramBot::revoke);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                answer(exchange, 404, "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}");
            } else if (path.group(1) != null) {
                file(exchange, path.group(2), path.group(3));
            } else {
                method(exchange, path.group(2), path.group(3), body);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void file(HttpExchange exchange, String token, String name) throws IOException {
        byte[] bytes = files.get(name.replaceFirst(".*/", ""));
        boolean there = bots.containsKey(token) && bytes != null;
        exchange.sendResponseHeaders(there ? 200 : 404, there && bytes.length > 0 ? bytes.length : -1);
        if (there) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void method(HttpExchange exchange, String token, String method, byte[] body)
            throws IOException, InterruptedException {
        TelegramBot bot = bots.get(token);
        try {
            Call call = TelegramRules.call(exchange, bot, method, body);
            calls.add(call);
            if (sends(method)) {
                whenSent.run();
            }
            Fault fault = faults.getOrDefault(method, faults.get(sends(method) ? "send" : "*"));
            if (fault != null) {
                strike(exchange, fault);
                return;
            }
            if (bot == null || bot.revoked()) {
                throw new Refusal(401, "Unauthorized");
            }
            answer(exchange, 200, "{\"ok\":true,\"result\":" + result(call) + "}");
        } catch (Refusal refusal) {
            if (refusal.code == 400 && !refusal.getMessage().contains("not found") && refusal.parameters.isEmpty()) {
                complaints.add(method + ": " + refusal.getMessage());
            }
            answer(exchange, refusal.code, "{\"ok\":false,\"error_code\":" + refusal.code + ",\"description\":"
                    + TelegramBot.quoted(refusal.getMessage())
                    + (refusal.parameters.isEmpty() ? "" : ",\"parameters\":" + refusal.parameters) + "}");
        }
    }

    private void strike(HttpExchange exchange, Fault fault) throws IOException, InterruptedException {
        if (fault.status < 0) {
            closed.await();
        } else if (fault.status > 0) {
            answer(exchange, fault.status, fault.body);
        }
    }

    private String result(Call call) throws InterruptedException {
        return switch (call.method) {
            case "getMe" -> call.bot.me();
            case "getUpdates" -> updates(call);
            case "setWebhook" -> webhook(call);
            case "deleteWebhook" -> {
                call.bot.webhook("", "");
                yield "true";
            }
            case "getWebhookInfo" ->
                "{\"url\":\"" + call.bot.webhook() + "\",\"pending_update_count\":" + call.bot.waiting() + "}";
            case "getFile" -> fileFacts(call.text("file_id"));
            case "sendMediaGroup" -> album(call);
            case "editMessageText" -> texts.edit(call, chat(call));
            default -> {
                if (DONE.contains(call.method)) {
                    yield "true";
                }
                if (!sends(call.method)) {
                    throw new Refusal(404, "Not Found: method not found");
                }
                yield message(call);
            }
        };
    }

    private String updates(Call call) throws InterruptedException {
        long timeout = Json.number(call.fields, "timeout");
        int limit = call.fields.has("limit") ? (int) Json.number(call.fields, "limit") : 100;
        if (timeout > 50) {
            complaints.add("getUpdates with a timeout of " + timeout + " s, of which 50 count");
        }
        return call.bot.updates(Json.number(call.fields, "offset"), limit, timeout);
    }

    private static String webhook(Call call) {
        if (!call.text("url").startsWith("http")) {
            throw new Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        }
        if (!call.text("secret_token").matches("[A-Za-z0-9_-]{1,256}")) {
            throw new Refusal(400, "Bad Request: secret token contains unallowed characters");
        }
        call.bot.webhook(call.text("url"), call.text("secret_token"));
        return "true";
    }

    private String fileFacts(String id) {
        byte[] bytes = files.get(id);
        if (bytes == null) {
            throw new Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable", "{}");
        }
        if (bytes.length > MAX_DOWNLOAD) {
            throw new Refusal(400, "Bad Request: file is too big", "{}");
        }
        return "{\"file_id\":\"" + id + "\",\"file_unique_id\":\"u-" + id + "\",\"file_size\":" + bytes.length
                + ",\"file_path\":\"documents/" + id + "\"}";
    }

    private String chat(Call call) {
        String chat = call.text("chat_id");
        if (!chat.matches("-?\\d+|@\\w+")) {
            throw new Refusal(400, "Bad Request: chat_id is empty");
        }
        if (moved.containsKey(chat)) {
            throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat",
                    "{\"migrate_to_chat_id\":" + moved.get(chat) + "}");
        }
        if (unknown.contains(chat)) {
            throw new Refusal(400, "Bad Request: chat not found");
        }
        if (call.fields.has("message_thread_id") && !forums.contains(chat)) {
            throw new Refusal(400, "Bad Request: message thread not found");
        }
        return chat;
    }

    private String message(Call call) {
        String chat = chat(call);
        String kind = call.method.substring("send".length()).toLowerCase(java.util.Locale.ROOT);
        boolean text = kind.equals("message");
        String words = TelegramRules.checked(call, text ? "text" : "caption", text ? 4096 : 1024);
        if (text && words.isBlank()) {
            throw new Refusal(400, "Bad Request: message text is empty");
        }
        if (!text) {
            String named = call.text(kind);
            Upload upload = call.files.get(named.startsWith("attach://") ? named.substring("attach://".length()) : kind);
            TelegramRules.check(kind, upload);
        }
        return message(call, chat, text ? "\"text\":" + TelegramBot.quoted(words) : "\"caption\":" + TelegramBot.quoted(words));
    }

    private String message(Call call, String chat, String content) {
        String topic = call.text("message_thread_id");
        long id = nextId();
        texts.keep(id, call.text("text"));
        return "{\"message_id\":" + id + ",\"date\":1790000000,\"chat\":{\"id\":" + (chat.startsWith("@") ? "-1001" : chat)
                + ",\"type\":\"supergroup\"},\"from\":" + call.bot.me()
                + (topic.isEmpty() ? "" : ",\"is_topic_message\":true,\"message_thread_id\":" + topic) + "," + content + "}";
    }

    private String album(Call call) {
        String chat = chat(call);
        JsonNode media = call.fields.path("media");
        if (media.size() < 2 || media.size() > 10) {
            throw new Refusal(400, "Bad Request: expected 2 to 10 media");
        }
        StringBuilder messages = new StringBuilder();
        boolean documents = false;
        boolean others = false;
        for (JsonNode item : media) {
            TelegramRules.check(Json.text(item, "type"), call.files.get(Json.text(item, "media").replace("attach://", "")));
            documents |= Json.text(item, "type").equals("document");
            others |= !Json.text(item, "type").equals("document");
            messages.append(messages.isEmpty() ? "" : ",").append(message(call, chat, "\"media_group_id\":\"1\""));
        }
        if (documents && others) {
            throw new Refusal(400, "Bad Request: document can't be mixed with other media types");
        }
        return "[" + messages + "]";
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
