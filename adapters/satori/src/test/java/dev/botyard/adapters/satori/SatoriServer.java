package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/// A Satori server with any number of logins, all on each connection. It complains of what a server would refuse. Thread-safe. What is switched
/// on stays until it is switched off.
public final class SatoriServer implements AutoCloseable, WireServer.Handler {
    static final String TOKEN = "t0ken-of-satori";
    private static final String PREFIX = "/satori/v1/";

    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger loginsAsked = new AtomicInteger();
    final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final List<WireSocket> lines = new CopyOnWriteArrayList<>();
    /// Or an event that comes while a line is taken would reach it twice, at once and as one that it has missed, or not at all.
    private final ReentrantLock emitting = new ReentrantLock();
    final Map<String, Login> logins = new ConcurrentSkipListMap<>();
    /// What answers a call in the place of its usual answer, by its method.
    final Map<String, Function<Call, Answer>> faults = new ConcurrentHashMap<>();
    /// The forms of uploads by their address.
    final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    volatile String token = TOKEN;
    volatile boolean silent;
    private final Map<Long, String> events = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong(9_007_199_254_740_993L);
    private final AtomicLong sequence = new AtomicLong(100);
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final WireServer server = new WireServer(this);

    /// A call in the name of a login.
    record Call(String method, String login, JsonNode body, byte[] bytes) {}

    /// A bot at a platform.
    record Login(String platform, String user, int status) {
        String json() {
            return "{\"sn\":1,\"adapter\":\"fake\",\"platform\":\"" + platform + "\",\"user\":{\"id\":\"" + user
                    + "\",\"name\":\"Bot " + user
                    + "\",\"avatar\":null},\"status\":" + status + ",\"features\":[\"message.create\"]}";
        }
    }

    Login login(String platform, String user, int status) {
        Login login = new Login(platform, user, status);
        logins.put(platform + " " + user, login);
        return login;
    }

    String number() {
        return Long.toString(numbers.incrementAndGet());
    }

    private void require(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    public URI url() {
        return server.address("http", "/satori");
    }

    WireServer wire() {
        return server;
    }

    /// An event with a number of its own, which is sent again to those who have not had it.
    ///
    /// @param rest its further properties, each with a comma before it
    String event(Login login, String type, String rest) {
        long sn = sequence.incrementAndGet();
        String event = "{\"sn\":" + sn + ",\"type\":\"" + type + "\",\"timestamp\":" + System.currentTimeMillis() + ",\"login\":"
                + login.json()
                + rest + "}";
        if (!type.startsWith("login-")) {
            events.put(sn, event);
        }
        return event;
    }

    /// The frame of an event.
    static String frame(String event) {
        return "{\"op\":0,\"body\":" + event + "}";
    }

    void emit(Login login, String type, String rest) {
        emitting.lock();
        try {
            String frame = frame(event(login, type, rest));
            for (WireSocket line : lines) {
                try {
                    line.send(frame);
                } catch (IOException gone) {
                    line.abort();
                }
            }
        } finally {
            emitting.unlock();
        }
    }

    /// The properties of a message.
    static String message(String channel, boolean direct, String user, String id, String content) {
        String guild = direct ? "" : ",\"guild\":{\"id\":\"g" + channel + "\",\"name\":\"Friends\"}";
        return guild + ",\"channel\":{\"id\":\"" + channel + "\",\"type\":" + (direct ? 1 : 0) + "},\"user\":{\"id\":\"" + user
                + "\",\"name\":\"Ann\"},\"referrer\":{\"passive\":\"" + id + "\"},\"message\":{\"id\":\"" + id + "\",\"content\":"
                + Json.write(out -> out.writeString(content)) + "}";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    void status(Login login, int status) {
        emit(login(login.platform(), login.user(), status), "login-updated", "");
    }

    void holdWhile(BooleanSupplier condition) throws InterruptedException {
        while (condition.getAsBoolean() && !closed.await(5, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public Answer handle(WireMessage request) throws InterruptedException {
        String path = request.path();
        if (path.equals(PREFIX + "events")) {
            attempts.incrementAndGet();
            return request.upgrade() ? Answer.UPGRADE : Answer.status(400);
        }
        if (path.equals(PREFIX + "login.get")) {
            loginsAsked.incrementAndGet();
        }
        holdWhile(() -> silent);
        if (!token.isEmpty() && !request.token().equals(token)) {
            return new Answer(request.token().isEmpty() ? 401 : 403, "text/plain",
                    "invalid token".getBytes(StandardCharsets.UTF_8));
        }
        String name = request.header("Satori-Platform") + " " + request.header("Satori-User-ID");
        require(logins.containsKey(name) && name.equals(request.header("X-Platform") + " " + request.header("X-Self-ID")),
                path + " in the name of no login: " + name);
        if (path.startsWith(PREFIX + "proxy/")) {
            return new Answer(200, "image/png",
                    ("bytes of " + path.substring((PREFIX + "proxy/").length())).getBytes(StandardCharsets.UTF_8));
        }
        String method = path.substring(PREFIX.length());
        boolean upload = method.equals("upload.create");
        require(request.method().equals("POST") && (upload || request.header("Content-Type").equals("application/json")),
                method + " is a POST of JSON");
        Call call = new Call(method, name,
                Json.parse(upload || request.body().length == 0 ? new byte[]{'{', '}'} : request.body()),
                request.body());
        calls.add(call);
        Function<Call, Answer> fault = faults.get(method);
        Answer answer = fault == null ? null : fault.apply(call);
        return answer == null ? usual(call) : answer;
    }

    private Answer usual(Call call) {
        return switch (call.method()) {
            case "login.get" -> Answer.json(logins.get(call.login()).json());
            case "message.create" -> created(call);
            case "user.channel.create" ->
                Answer.json("{\"id\":\"private:" + Json.text(call.body(), "user_id") + "\",\"type\":1}");
            case "upload.create" -> uploaded(call);
            case "guild.member.list" -> Json.text(call.body(), "next").isEmpty()
                    ? Answer.json("{\"data\":[{\"user\":{\"id\":\"1\",\"name\":\"Ann\"},\"nick\":\"A\"}],\"next\":\"2\"}")
                    : Answer.json("{\"data\":[{\"user\":{\"id\":\"2\",\"name\":\"Bob\"},\"joined_at\":1700000000000}]}");
            case "message.delete", "guild.member.kick", "guild.member.mute", "channel.mute", "friend.approve", "guild.approve",
                    "guild.member.approve", "reaction.create" ->
                Answer.json("{}");
            default -> new Answer(404, "text/plain", "API not found".getBytes(StandardCharsets.UTF_8));
        };
    }

    private Answer created(Call call) {
        require(call.body().path("content").isString() && !Json.text(call.body(), "channel_id").isEmpty(),
                "a message without content or channel: " + call.body());
        return Answer.json("[{\"id\":\"" + number() + "\",\"content\":\"\"}]");
    }

    private Answer uploaded(Call call) {
        String head = new String(call.bytes(), 0, Math.min(300, call.bytes().length), StandardCharsets.UTF_8);
        require(head.contains("name=\"file\"") && head.contains("filename=\""), "an upload of another form: " + head);
        String address = "internal:" + call.login().replace(' ', '/') + "/up" + number();
        uploads.put(address, call.bytes());
        return Answer.json("{\"file\":\"" + address + "\"}");
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws IOException {
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                if (!understood(Json.parse(bytes), socket)) {
                    return;
                }
            }
        } finally {
            lines.remove(socket);
        }
    }

    /// @return false when the connection is over
    private boolean understood(JsonNode frame, WireSocket socket) throws IOException {
        require(frame.path("body").isObject(), "a signal without a body: " + frame);
        switch ((int) Json.number(frame, "op")) {
            case 1 -> {
                require(lines.contains(socket) || silent, "a ping before the identification");
                if (!silent) {
                    socket.send("{\"op\":2,\"body\":{}}");
                }
            }
            case 3 -> {
                return identified(frame.path("body"), socket);
            }
            default -> require(false, "a signal that no client sends: " + frame);
        }
        return true;
    }

    private boolean identified(JsonNode body, WireSocket socket) throws IOException {
        if (silent) {
            return true;
        }
        if (!Json.text(body, "token").equals(token)) {
            socket.close(4004, "invalid token");
            return false;
        }
        List<String> all = logins.values().stream().map(Login::json).toList();
        emitting.lock();
        try {
            lines.add(socket); // before the account is online, and tests send to it
            socket.send("{\"op\":4,\"body\":{\"logins\":[" + String.join(",", all) + "],\"proxy_urls\":[]}}");
            if (body.has("sn")) {
                long had = Json.number(body, "sn");
                for (Map.Entry<Long, String> event : events.entrySet()) {
                    if (event.getKey() > had) {
                        socket.send(frame(event.getValue()));
                    }
                }
            }
        } finally {
            emitting.unlock();
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }

    /// To start it by hand: it prints its address; then `say PERSON TEXT`, `group TEXT` or `drop` on its input. What is sent is printed.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (SatoriServer server = new SatoriServer();
                java.util.Scanner in = new java.util.Scanner(System.in, StandardCharsets.UTF_8)) {
            List<Login> bots = List.of(server.login("discord", "100", 1), server.login("kook", "200", 1));
            System.out.println(server.url());
            Thread.ofVirtual().start(server::print);
            while (in.hasNextLine()) {
                String[] words = in.nextLine().split(" ", 3);
                for (Login bot : bots) {
                    switch (words[0]) {
                        case "say" -> server.emit(bot, "message-created",
                                message("private:" + words[1], true, words[1], server.number(), words[2]));
                        case "group" ->
                            server.emit(bot, "message-created", message("77", false, "42", server.number(), words[1]));
                        default -> server.lines.forEach(WireSocket::abort);
                    }
                }
            }
            server.closed.await();
        }
    }

    private void print() {
        try {
            while (true) {
                Call call = calls.take();
                System.out.println(call.login() + " " + call.method() + " " + call.body());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
