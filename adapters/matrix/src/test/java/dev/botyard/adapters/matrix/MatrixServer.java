package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A homeserver of its own on the loopback interface, for bots that are in all of its rooms. It complains of what a client should not do.
/// Thread-safe.
final class MatrixServer implements WireServer.Handler, AutoCloseable {
    private static final int LARGEST_EVENT = 65_536;
    private static final int PIECE = 7;

    /// A call as it came.
    ///
    /// @param path its parts behind `/_matrix`, decoded
    record Call(String method, List<String> path, WireMessage request, Bot bot) {
        String name() {
            return method + " " + path.stream().filter(part -> part.matches("[a-zA-Z_.]+") && !part.equals("client"))
                    .reduce((_, last) -> last).orElse("");
        }

        JsonNode body() {
            return request.body().length == 0 ? Json.parse("{}") : Json.parse(request.body());
        }
    }

    /// A bot of the server.
    static final class Bot {
        final String userId;
        final String device;
        volatile String token;
        volatile boolean revoked;

        Bot(int number) {
            userId = "@bot" + number + ":fake";
            device = "DEVICE" + number;
            token = "syt_secret_" + number;
        }
    }

    private record Entry(int at, String room, String event, String onlyFor) {}

    private final WireServer wire = new WireServer(this);
    private final List<Bot> bots = new CopyOnWriteArrayList<>();
    private final List<Entry> timeline = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Call, Answer>> faults = new ConcurrentHashMap<>();
    private final Map<String, String> transactions = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean dropping;
    private volatile String slowMark = "";
    private volatile Duration slowPause = Duration.ZERO;
    private volatile CountDownLatch slowOver = new CountDownLatch(0);
    final Map<String, String> partners = new ConcurrentHashMap<>();
    final Map<String, List<String>> state = new ConcurrentHashMap<>();
    final Map<String, String> invitations = new ConcurrentHashMap<>();
    final Map<String, byte[]> media = new ConcurrentHashMap<>();
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    volatile boolean silent;
    volatile boolean oldMedia;
    volatile boolean oversized;

    Bot bot() {
        Bot bot = new Bot(bots.size() + 1);
        bots.add(bot);
        return bot;
    }

    List<Bot> bots() {
        return bots;
    }

    URI url() {
        return wire.address("http", "");
    }

    WireServer wire() {
        return wire;
    }

    int polls() {
        return polls.get();
    }

    void room(String room) {
        state.computeIfAbsent(room, _ -> new CopyOnWriteArrayList<>());
    }

    void fault(String name, Function<Call, Answer> answer) {
        if (answer == null) {
            faults.remove(name);
        } else {
            faults.put(name, answer);
        }
    }

    static Answer refused(int status, String code) {
        return refused(status, code, "", Map.of());
    }

    static Answer refused(int status, String code, String more, Map<String, String> headers) {
        return new Answer(status, "application/json",
                ("{\"errcode\":\"" + code + "\",\"error\":\"no\"" + more + "}").getBytes(StandardCharsets.UTF_8), headers);
    }

    /// An event of a room, which all bots hear, or one.
    void tell(String room, String event, String onlyFor) {
        room(room);
        timeline.add(new Entry(numbers.incrementAndGet(), room, event, onlyFor));
    }

    static String event(String id, String type, String sender, String content) {
        return "{\"event_id\":\"" + id + "\",\"type\":\"" + type + "\",\"sender\":\"" + sender
                + "\",\"origin_server_ts\":1700000000123,\"content\":" + content + "}";
    }

    static String text(String id, String sender, String text) {
        return event(id, "m.room.message", sender,
                Json.object(out -> out.writeStringProperty("msgtype", "m.text").writeStringProperty("body", text)));
    }

    /// Breaks polls until somebody logs in anew.
    void drop() {
        dropping = true;
    }

    void mend() {
        dropping = false;
    }

    static String state(String id, String type, String sender, String key, String content) {
        return event(id, type, sender, content).replaceFirst("\\{", "{\"state_key\":\"" + key + "\",");
    }

    /// The next answer with this mark in it comes in pieces, or with a pause.
    CountDownLatch slowly(String mark, Duration pause) {
        slowOver = new CountDownLatch(1);
        slowPause = pause;
        slowMark = mark;
        return slowOver;
    }

    @Override
    public void write(OutputStream out, byte[] bytes) throws IOException {
        if (slowMark.isEmpty() || !new String(bytes, StandardCharsets.UTF_8).contains(slowMark)) {
            out.write(bytes);
            return;
        }
        slowMark = "";
        try {
            if (!slowPause.isZero()) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                closed.await(slowPause.toMillis(), TimeUnit.MILLISECONDS);
                out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                return;
            }
            for (int i = 0; i < bytes.length; i += PIECE) {
                out.write(bytes, i, Math.min(PIECE, bytes.length - i));
                out.flush();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            slowOver.countDown();
        }
    }

    @Override
    public Answer handle(WireMessage request) throws Exception {
        String target = request.start().split(" ")[1].replaceFirst("\\?.*", "").replaceFirst("^/_matrix/", "");
        List<String> path = Arrays.stream(target.split("/")).map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        Bot bot = bots.stream().filter(one -> one.token.equals(request.token())).findFirst().orElse(null);
        Call call = new Call(request.method(), path, request, bot);
        calls.add(call);
        if (silent) {
            return until(() -> !silent);
        }
        Function<Call, Answer> fault = faults.get(call.name());
        if (fault != null) {
            return fault.apply(call);
        }
        String name = call.name();
        if (name.equals("GET versions")) {
            return Answer.json("{\"versions\":[\"v1.1\",\"v1.5\",\"v1.11\"]}");
        }
        if (name.endsWith(" login") || name.endsWith(" refresh")) {
            return refused(403, "M_FORBIDDEN");
        }
        if (bot == null || bot.revoked) {
            return refused(401, request.token().isEmpty() ? "M_MISSING_TOKEN" : "M_UNKNOWN_TOKEN");
        }
        return answer(call, bot);
    }

    Answer never() throws InterruptedException {
        return until(() -> false);
    }

    private Answer until(java.util.function.BooleanSupplier over) throws InterruptedException {
        while (!over.getAsBoolean() && !closed.await(10, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
        return Answer.status(-1);
    }

    private Answer answer(Call call, Bot bot) throws InterruptedException {
        if (call.path.contains("send")) {
            return sent(call, bot);
        }
        return switch (call.name()) {
            case "GET whoami" -> {
                dropping = false;
                yield Answer.json("{\"user_id\":\"" + bot.userId + "\",\"device_id\":\"" + bot.device + "\"}");
            }
            case "GET sync" -> sync(call, bot);
            case "GET m.direct" -> Answer.json(directs());
            case "GET messages" -> messages(call, bot);
            case "GET joined_members" -> Answer.json(
                    "{\"joined\":{\"" + bot.userId + "\":{\"display_name\":\"Bot\"},\"@ann:fake\":{\"display_name\":\"Ann\"}}}");
            case "GET m.room.power_levels" -> Answer.json("{\"users\":{\"" + bot.userId + "\":50,\"@root:fake\":100}}");
            case "POST createRoom" -> created(call);
            case "POST upload" -> {
                String id = "m" + numbers.incrementAndGet();
                media.put(id, call.request.body());
                yield Answer.json("{\"content_uri\":\"mxc://fake/" + id + "\"}");
            }
            case "GET download", "GET fake" -> download(call);
            case "POST filter" -> Answer.json("{\"filter_id\":\"1\"}");
            case "GET pushrules" ->
                Answer.json("{\"global\":{\"override\":[],\"content\":[],\"room\":[],\"sender\":[],\"underride\":[]}}");
            case "PUT m.direct", "POST kick", "POST invite", "POST receipt", "POST m.read", "POST leave", "PUT typing" ->
                Answer.json("{}");
            default -> other(call);
        };
    }

    private Answer other(Call call) {
        if (call.path.contains("redact")) {
            return Answer.json("{\"event_id\":\"$redaction\"}");
        }
        if (call.path.contains("join")) {
            String room = call.path.getLast().equals("join") ? call.path.get(call.path.size() - 2) : call.path.getLast();
            invitations.remove(room);
            room(room);
            return Answer.json("{\"room_id\":\"" + room + "\"}");
        }
        if (call.path.contains("download")) {
            return download(call);
        }
        return refused(404, "M_UNRECOGNIZED");
    }

    private Answer download(Call call) {
        boolean old = call.path.getFirst().equals("media");
        byte[] bytes = media.get(call.path.getLast());
        return oldMedia != old
                ? refused(404, "M_UNRECOGNIZED")
                : bytes == null ? refused(404, "M_NOT_FOUND") : new Answer(200, "application/octet-stream", bytes);
    }

    private String directs() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        partners.forEach((room, person) -> rooms.computeIfAbsent(person, _ -> new ArrayList<>()).add("\"" + room + "\""));
        List<String> fields = new ArrayList<>();
        rooms.forEach((person, list) -> fields.add("\"" + person + "\":[" + String.join(",", list) + "]"));
        return "{" + String.join(",", fields) + "}";
    }

    private Answer created(Call call) {
        String person = Json.text(call.body().path("invite").path(0));
        if (person.equals("@nobody:fake")) {
            return refused(404, "M_NOT_FOUND");
        }
        String room = "!made" + numbers.incrementAndGet() + ":fake";
        partners.put(room, person);
        room(room);
        return Answer.json("{\"room_id\":\"" + room + "\"}");
    }

    /// The same transaction of the same device is the same event.
    private Answer sent(Call call, Bot bot) {
        String transaction = bot.token + " " + call.path.getLast();
        String room = call.path.get(call.path.indexOf("rooms") + 1);
        String content = new String(call.request.body(), StandardCharsets.UTF_8);
        if (content.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            return refused(413, "M_TOO_LARGE");
        }
        if (!call.body().has("m.mentions") && call.body().has("msgtype")) {
            complaints.add("a message without m.mentions: " + content);
        }
        String id = transactions.computeIfAbsent(transaction, _ -> {
            String fresh = "$sent" + numbers.incrementAndGet();
            tell(room, event(fresh, "m.room.message", bot.userId, content), "");
            return fresh;
        });
        return Answer.json("{\"event_id\":\"" + id + "\"}");
    }

    private Answer sync(Call call, Bot bot) throws InterruptedException {
        polls.incrementAndGet();
        try {
            int since = call.request.query("since").isEmpty() ? -1 : Integer.parseInt(call.request.query("since").substring(1));
            long end = System.nanoTime() + Duration.ofMillis(Long.parseLong("0" + call.request.query("timeout"))).toNanos();
            boolean full = since < 0 || call.request.query("full_state").equals("true");
            while (!dropping && !silent && !bot.revoked && !oversized && !full && System.nanoTime() < end && invitations.isEmpty()
                    && timeline.stream().noneMatch(entry -> heard(entry, bot, since))) {
                if (closed.await(5, TimeUnit.MILLISECONDS)) {
                    return Answer.status(-1);
                }
            }
            if (bot.revoked) {
                return refused(401, "M_UNKNOWN_TOKEN");
            }
            if (dropping || silent) {
                return silent ? until(() -> !silent) : Answer.status(-1);
            }
            if (oversized) {
                oversized = false;
                return new Answer(200, "application/json", new byte[33 << 20]);
            }
            return Answer.json(news(call, bot, since, full));
        } finally {
            polls.decrementAndGet();
        }
    }

    private static boolean heard(Entry entry, Bot bot, int since) {
        return entry.at > since && (entry.onlyFor.isEmpty() || entry.onlyFor.equals(bot.userId));
    }

    private String news(Call call, Bot bot, int since, boolean full) {
        int now = Math.max(since, timeline.isEmpty() ? 0 : timeline.getLast().at);
        String filter = call.request.query("filter");
        int limit = filter.matches(".*\"limit\":\\d+.*")
                ? Integer.parseInt(filter.replaceFirst(".*\"limit\":(\\d+).*", "$1"))
                : 100;
        List<String> joined = new ArrayList<>();
        for (String room : state.keySet()) {
            List<Entry> events = timeline.stream()
                    .filter(entry -> entry.room.equals(room) && entry.at <= now && heard(entry, bot, since)).toList();
            if (events.isEmpty() && !full) {
                continue;
            }
            boolean limited = events.size() > limit;
            List<Entry> shown = limited ? events.subList(events.size() - limit, events.size()) : events;
            int before = shown.isEmpty() ? now : shown.getFirst().at - 1;
            joined.add(
                    "\"" + room + "\":{\"timeline\":{\"limited\":" + limited + ",\"prev_batch\":\"p" + before + "\",\"events\":["
                            + String.join(",", shown.stream().map(Entry::event).toList()) + "]},\"state\":{\"events\":["
                            + (full ? String.join(",", state.get(room)) : "") + "]}}");
        }
        List<String> invited = new ArrayList<>();
        invitations.forEach((room, member) -> invited
                .add("\"" + room + "\":{\"invite_state\":{\"events\":[" + member.replace("BOT", bot.userId) + "]}}"));
        return "{\"next_batch\":\"s" + now + "\",\"rooms\":{\"join\":{"
                + String.join(",", joined) + "},\"invite\":{" + String.join(",", invited) + "}}}";
    }

    private Answer messages(Call call, Bot bot) {
        int from = Integer.parseInt(call.request.query("from").substring(1));
        int to = Integer.parseInt(call.request.query("to").substring(1));
        int limit = Integer.parseInt(call.request.query("limit"));
        String room = call.path.get(call.path.indexOf("rooms") + 1);
        List<Entry> missed = timeline.stream()
                .filter(entry -> entry.room.equals(room) && entry.at <= from && heard(entry, bot, to)).toList().reversed();
        List<Entry> page = missed.subList(0, Math.min(limit, missed.size()));
        String end = page.size() < missed.size() ? ",\"end\":\"p" + (page.getLast().at - 1) + "\"" : "";
        return Answer.json("{\"chunk\":[" + String.join(",", page.stream().map(Entry::event).toList()) + "]" + end + "}");
    }

    @Override
    public void close() {
        closed.countDown();
        wire.close();
    }
}
