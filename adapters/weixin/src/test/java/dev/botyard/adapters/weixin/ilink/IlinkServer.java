package dev.botyard.adapters.weixin.ilink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.wire.MediaKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The fake. Thread-safe. What is switched on stays until it is switched off.
public final class IlinkServer implements AutoCloseable {
    public static final String BOT = "b0t@im.bot";
    public static final String ANN = "ann@im.wechat";
    private static final String APP_VERSION = "\\d{5,9}";
    private static final String PREFIX = "/ilink/bot/";

    private final IlinkChat chat = new IlinkChat();
    private final IlinkLogins logins = new IlinkLogins();
    private final IlinkStore store = new IlinkStore();
    private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<String, IlinkFault> faults = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(9007199254740992L);
    private final AtomicInteger tokens = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Set<String> good = Set.of();
    private volatile Runnable whenSent = () -> {};
    private volatile boolean wholeUploadUrl;
    private volatile long holdMillis = 30_000;

    /// @param port 0 for a free one
    public IlinkServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Starts the fake by hand: `IlinkServer [port]`, 18700 by default.
    public static void main(String[] arguments) throws InterruptedException {
        try (IlinkServer server = new IlinkServer(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 18700)) {
            System.out.println("iLink fake at " + server.url());
            server.closed.await();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI cdn() {
        return url().resolve("/c2c");
    }

    /// A token that is good from now on; earlier ones are stale.
    public synchronized String freshToken() {
        good = Set.of();
        return anotherToken();
    }

    /// A token of one more bot; earlier ones stay good. What people write comes to all bots.
    public synchronized String anotherToken() {
        String token = "token-" + tokens.incrementAndGet() + "-s3cret";
        good = Stream.concat(good.stream(), Stream.of(token)).collect(Collectors.toUnmodifiableSet());
        return token;
    }

    /// Every token is stale from now on.
    public synchronized void expire() {
        good = Set.of();
        chat.disturb();
    }

    /// How long polls are held.
    public void hold(long millis) {
        holdMillis = millis;
    }

    /// Uploads are announced with a whole address instead of a parameter.
    public void giveWholeUploadUrl() {
        wholeUploadUrl = true;
    }

    /// From now on calls of this name (the last part of the path) fail.
    public void fail(String call, IlinkFault fault) {
        faults.put(call, fault);
    }

    /// From now on this is done for each message of a client, before it is answered.
    public void whenSent(Runnable action) {
        whenSent = action;
    }

    /// Calls of this name work again.
    public void mend(String call) {
        faults.remove(call);
    }

    /// The phone does something with the newest code.
    public void scan(String status, String... more) {
        Map<String, String> news = new LinkedHashMap<>();
        news.put("status", status);
        for (int i = 0; i < more.length; i += 2) {
            news.put(more[i], more[i + 1]);
        }
        if (status.equals("confirmed")) {
            Map<String, String> usual = Map.of("bot_token", freshToken(), "ilink_bot_id", BOT, "ilink_user_id", ANN, "baseurl",
                    url().toString());
            usual.forEach(news::putIfAbsent);
        }
        logins.scan(news);
    }

    /// Ann writes.
    ///
    /// @return the message's id
    public String say(String text) {
        return sayItem("{\"type\":1,\"text_item\":" + Json.object(out -> out.writeStringProperty("text", text)) + "}");
    }

    /// Ann sends one item.
    public String sayItem(String item) {
        String id = nextId();
        deliver(message(id, ANN, System.currentTimeMillis(), "context-" + id, item));
        return id;
    }

    public String nextId() {
        return Long.toUnsignedString(ids.incrementAndGet());
    }

    /// Another server of the platform has issued codes up to this one.
    public void expectCode(int number) {
        while (logins.issued() < number) {
            logins.issue();
        }
    }

    /// A message as it stands on the wire, its id as a number.
    public static String message(String id, String from, long millis, String contextToken, String items) {
        return "{\"seq\":1,\"message_id\":" + id + ",\"from_user_id\":\"" + from + "\",\"to_user_id\":\"" + BOT
                + "\",\"client_id\":\"phone-" + id + "\",\"create_time_ms\":" + millis + ",\"message_type\":1,\"message_state\":2"
                + ",\"item_list\":[" + items + "],\"context_token\":\"" + contextToken + "\"}";
    }

    /// Anything arrives, in place of a message.
    public void deliver(String json) {
        chat.add(json);
    }

    /// Keeps a medium encrypted.
    ///
    /// @return its `media` object, the key as Base64 of its hexadecimal digits, or of its bytes
    public String keep(byte[] plain, MediaKey key, boolean keyAsHex) {
        try {
            String handle = store.put(key.encrypt(plain));
            String encoded = keyAsHex
                    ? key.base64OfHex()
                    : Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(key.hex()));
            return "{\"encrypt_query_param\":\"" + handle + "\",\"aes_key\":\"" + encoded + "\",\"encrypt_type\":1}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Keeps bytes as they are.
    public String keepPlain(byte[] bytes) {
        return store.put(bytes);
    }

    /// The bytes that a message of a client names.
    public byte[] received(JsonNode media) {
        try {
            return MediaKey.ofBase64(Json.text(media, "aes_key")).orElseThrow()
                    .decrypt(store.download(Json.text(media, "encrypt_query_param")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The messages of clients, in order, also those that were not accepted.
    public List<JsonNode> sent() {
        return List.copyOf(sent);
    }

    /// The names of all calls so far.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /// The different values of a header so far, none for calls without it.
    public Set<String> headers(String name) {
        return headers.stream().map(all -> all.getFirst(name)).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    public long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    /// What clients did wrong.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    public int codes() {
        return logins.issued();
    }

    @Override
    public void close() {
        closed.countDown();
        chat.disturb();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = path.substring(path.lastIndexOf('/') + 1);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                handle(exchange, path, call, body);
            } catch (IlinkComplaint complaint) {
                complaints.add(call + ": " + complaint.getMessage());
                exchange.getResponseHeaders().set("x-error-message", complaint.getMessage());
                answer(exchange, 400, complaint.getMessage().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange, String path, String call, byte[] body) throws IOException, InterruptedException {
        calls.add(call);
        headers.add(exchange.getRequestHeaders());
        if (call.equals("sendmessage")) {
            sent.add(Json.parse(body).path("msg"));
            whenSent.run();
        }
        IlinkFault fault = faults.get(call);
        if (fault != null && fault.strikes()) {
            fail(exchange, fault);
        } else if (path.startsWith("/c2c/")) {
            media(exchange, call, body);
        } else if (path.startsWith("/_ctl/")) {
            control(call, Json.parse(body));
            answer(exchange, "{}");
        } else {
            IlinkRules.check(exchange, call, body, APP_VERSION);
            answer(exchange, api(exchange, call, body.length == 0 ? Json.parse("{}") : Json.parse(body)));
        }
    }

    private void fail(HttpExchange exchange, IlinkFault fault) throws IOException, InterruptedException {
        if (fault.status() < 0) {
            closed.await();
        } else if (fault.status() > 0) {
            fault.headers().forEach(exchange.getResponseHeaders()::set);
            answer(exchange, fault.status(), fault.answer().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String api(HttpExchange exchange, String call, JsonNode body) throws InterruptedException {
        Map<String, String> query = query(exchange);
        switch (call) {
            case "get_bot_qrcode" -> {
                String code = logins.issue();
                return "{\"ret\":0,\"qrcode\":\"" + code + "\",\"qrcode_img_content\":\"https://weixin.example/q/" + code + "\"}";
            }
            case "get_qrcode_status" -> {
                return logins.status(query.get("qrcode"), query.getOrDefault("verify_code", ""), Math.min(holdMillis, 2000));
            }
            default -> {
                String bearer = exchange.getRequestHeaders().getFirst("Authorization");
                boolean stale = good.stream().noneMatch(token -> ("Bearer " + token).equals(bearer));
                return stale ? "{\"ret\":0,\"errcode\":-14,\"errmsg\":\"session timeout\"}" : loggedIn(call, body);
            }
        }
    }

    private String loggedIn(String call, JsonNode body) throws InterruptedException {
        return switch (call) {
            case "notifystart", "notifystop" -> "{\"ret\":0}";
            case "getupdates" -> updates(Json.text(body, "get_updates_buf"));
            case "sendmessage" -> {
                IlinkRules.checkMessage(body.path("msg"));
                yield "{\"ret\":0,\"message_id\":" + nextId() + "}";
            }
            case "getconfig" -> "{\"ret\":0,\"typing_ticket\":\"ticket-" + Json.text(body, "ilink_user_id") + "\"}";
            case "sendtyping" -> {
                if (!Json.text(body, "typing_ticket").equals("ticket-" + Json.text(body, "ilink_user_id"))) {
                    throw new IlinkComplaint("the typing ticket is another person's");
                }
                yield "{\"ret\":0}";
            }
            case "getuploadurl" -> uploadPlace(store.announce(body), Json.text(body, "filekey"));
            default -> throw new IlinkComplaint("there is no call " + PREFIX + call);
        };
    }

    private String updates(String cursor) throws InterruptedException {
        int position = IlinkChat.position(cursor);
        List<String> news = chat.after(position, holdMillis, 20);
        if (good.isEmpty()) {
            return "{\"ret\":0,\"errcode\":-14,\"errmsg\":\"session timeout\"}";
        }
        return "{\"ret\":0,\"msgs\":[" + String.join(",", news) + "],\"get_updates_buf\":\""
                + IlinkChat.cursor(position + news.size()) + "\",\"longpolling_timeout_ms\":" + holdMillis + "}";
    }

    private String uploadPlace(String param, String fileKey) {
        String query = "encrypted_query_param=" + java.net.URLEncoder.encode(param, StandardCharsets.UTF_8) + "&filekey="
                + fileKey;
        return wholeUploadUrl
                ? "{\"ret\":0,\"upload_full_url\":\"" + cdn() + "/upload?" + query + "\"}"
                : "{\"ret\":0,\"upload_param\":\"" + param + "\"}";
    }

    private void media(HttpExchange exchange, String call, byte[] body) throws IOException {
        String param = query(exchange).getOrDefault("encrypted_query_param", "");
        if (call.equals("upload")) {
            if (!"application/octet-stream".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                throw new IlinkComplaint("an upload that is no application/octet-stream");
            }
            exchange.getResponseHeaders().set("x-encrypted-param", store.upload(param, query(exchange).get("filekey"), body));
            answer(exchange, 200, new byte[0]);
        } else {
            answer(exchange, 200, store.download(param));
        }
    }

    private void control(String call, JsonNode body) {
        switch (call) {
            case "scan" -> scan(Json.text(body, "state"));
            case "say" -> say(Json.text(body, "text"));
            case "sayfile" -> sayFile(Json.text(body, "name"), Base64.getDecoder().decode(Json.text(body, "b64")),
                    MediaKey.ofHex(Json.text(body, "hexkey")).orElseThrow());
            case "expire" -> expire();
            default -> throw new IlinkComplaint("there is no control " + call);
        }
    }

    /// Ann sends a file.
    public String sayFile(String name, byte[] plain, MediaKey key) {
        return sayItem(
                "{\"type\":4,\"file_item\":{\"media\":" + keep(plain, key, true) + ",\"file_name\":\"" + name + "\",\"len\":\""
                        + plain.length + "\"}}");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int sign = pair.indexOf('=');
            values.put(pair.substring(0, sign), URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
