package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// DingTalk's servers, so far as a robot meets them: tokens, streams with their frames, the robot API, session webhooks, uploads. It complains
/// of what DingTalk would refuse. Thread-safe. What is switched on stays until it is switched off.
public final class DingtalkServer implements AutoCloseable, WireServer.Handler {
    /// How long DingTalk pauses between its signs of life; a hundred times as long in truth.
    private static final int PING = 250;

    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger tokens = new AtomicInteger();
    final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    /// What answers a call in the place of its usual answer, by its path.
    final Map<String, Function<Call, Answer>> faults = new ConcurrentHashMap<>();
    /// The forms of uploads by their media id.
    final Map<String, byte[]> media = new ConcurrentHashMap<>();
    volatile boolean silent;
    volatile boolean revoked;
    /// Seconds.
    volatile int tokenLife = 7_200;
    private final WireServer server = new WireServer(this);
    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final Map<String, App> tickets = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong(9_007_199_254_740_993L);

    /// A call of a robot.
    ///
    /// @param app of whose token it was made, null for a session webhook
    record Call(App app, String path, String query, JsonNode body, byte[] bytes) {}

    /// An application with its robot.
    final class App {
        final String id;
        final String secret;
        final List<WireSocket> lines = new CopyOnWriteArrayList<>();
        /// Frames without an answer, by their message id, in the order in which they were sent.
        final Map<String, String> unanswered = new ConcurrentSkipListMap<>();
        /// Ids of those that were answered: one that is sent just as a connection opens is sent on it twice.
        private final Set<String> answered = ConcurrentHashMap.newKeySet();
        final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        volatile String token = "";

        private App(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }

        /// Sends a frame to one of the connections, as it is sent again on the next connection until it is answered.
        void deliver(String type, String topic, String eventType, String data) {
            send(frame(type, topic, eventType, data));
        }

        /// A frame that is to be answered.
        String frame(String type, String topic, String eventType, String data) {
            String id = number();
            String frame = DingtalkFrames.frame(type, topic, id, eventType, data);
            unanswered.put(id, frame);
            return frame;
        }

        /// Sends a frame that is not sent again. The adapter may know that it is connected before this side does.
        void once(String frame) {
            Patience.await("a stream").until(() -> !lines.isEmpty());
            send(frame);
        }

        private void send(String frame) {
            for (WireSocket line : lines) {
                try {
                    line.send(frame);
                    return;
                } catch (IOException gone) {
                    line.abort();
                }
            }
        }

        private void serve(WireSocket line) throws IOException {
            lines.add(line);
            Thread pinging = Thread.ofVirtual().name("dingtalk-ping").start(() -> ping(line));
            try {
                line.send(DingtalkFrames.frame("SYSTEM", "CONNECTED", number(), "", "{}"));
                for (String frame : List.copyOf(unanswered.values())) {
                    line.send(frame);
                }
                for (byte[] bytes = line.receive(); bytes != null; bytes = line.receive()) {
                    answered(Json.parse(bytes));
                }
            } finally {
                lines.remove(line);
                pinging.interrupt();
            }
        }

        private void ping(WireSocket line) {
            try {
                while (!closed.await(PING, TimeUnit.MILLISECONDS) && line.open()) {
                    if (!silent) {
                        String id = number();
                        line.send(DingtalkFrames.frame("SYSTEM", "ping", id, "", "{\"opaque\":\"" + id + "\"}"));
                    }
                }
            } catch (IOException gone) {
                line.abort();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        private void answered(JsonNode answer) {
            String id = Json.text(answer.path("headers"), "messageId");
            String data = Json.text(answer, "data");
            require(Json.number(answer, "code") == 200 && !id.isEmpty() && answer.path("data").isString(),
                    "an answer of another form: " + answer);
            if (answered.contains(id)) {
                return;
            }
            if (unanswered.remove(id) == null) {
                require(data.contains(id) || data.contains("reason") || data.equals("{}"),
                        "a frame of the connection was not echoed: " + answer);
                return;
            }
            answered.add(id);
            answers.add(Json.parse(data));
        }
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
        return server.address("http", "");
    }

    WireServer wire() {
        return server;
    }

    App app(String id, String secret) {
        return apps.computeIfAbsent(id, _ -> new App(id, secret));
    }

    List<App> apps() {
        return List.copyOf(apps.values());
    }

    List<WireSocket> lines() {
        return apps().stream().flatMap(app -> app.lines.stream()).toList();
    }

    @Override
    public Answer handle(WireMessage request) throws InterruptedException {
        String path = request.path();
        if (path.equals("/v1.0/gateway/connections/open")) {
            opened.incrementAndGet();
        } else if (path.equals("/v1.0/oauth2/accessToken")) {
            tokens.incrementAndGet();
        }
        holdWhile(() -> silent);
        return switch (path) {
            case "/v1.0/gateway/connections/open" -> open(request);
            case "/v1.0/oauth2/accessToken" -> token(request);
            case "/gettoken" -> oldToken(request);
            case "/connect" ->
                request.upgrade() && tickets.containsKey(request.query("ticket")) ? Answer.UPGRADE : Answer.status(401);
            case String file when file.startsWith("/files/") ->
                new Answer(200, "image/png", ("bytes of " + file).getBytes(StandardCharsets.UTF_8));
            default -> call(request, path);
        };
    }

    /// Nobody answers meanwhile.
    void holdWhile(java.util.function.BooleanSupplier condition) throws InterruptedException {
        while (condition.getAsBoolean() && !closed.await(5, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
    }

    private App known(String id, String secret) {
        App app = apps.get(id);
        return app == null || revoked || !app.secret.equals(secret) ? null : app;
    }

    static Answer refusal(int status, String code, String words) {
        return new Answer(status, "application/json", Json.object(out -> {
            out.writeStringProperty("code", code);
            out.writeStringProperty("requestid", "A1B2");
            out.writeStringProperty("message", words);
        }).getBytes(StandardCharsets.UTF_8));
    }

    private Answer open(WireMessage request) {
        JsonNode body = Json.parse(request.body());
        App app = known(Json.text(body, "clientId"), Json.text(body, "clientSecret"));
        require(request.header("Accept").equals("application/json"), "without Accept: application/json the gateway answers XML");
        require(!body.path("subscriptions").isEmpty(), "a stream without subscriptions");
        if (app == null) {
            return refusal(401, "authFailed", "invalid clientId or clientSecret");
        }
        String ticket = "t/" + number() + "=";
        tickets.put(ticket, app);
        return Answer.json("{\"endpoint\":\"" + server.address("ws", "/connect") + "\",\"ticket\":\"" + ticket + "\"}");
    }

    private Answer token(WireMessage request) {
        JsonNode body = Json.parse(request.body());
        App app = known(Json.text(body, "appKey"), Json.text(body, "appSecret"));
        if (app == null) {
            return refusal(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        }
        app.token = "token-" + number();
        return Answer.json("{\"accessToken\":\"" + app.token + "\",\"expireIn\":" + tokenLife + "}");
    }

    private Answer oldToken(WireMessage request) {
        App app = known(request.query("appkey"), request.query("appsecret"));
        if (app == null) {
            return Answer.json("{\"errcode\":40089,\"errmsg\":\"invalid appkey or appsecret\"}");
        }
        app.token = "token-" + number();
        return Answer.json(
                "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"" + app.token + "\",\"expires_in\":" + tokenLife + "}");
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws IOException {
        App app = tickets.remove(request.query("ticket"));
        if (app != null) {
            app.serve(socket);
        }
    }

    private Answer call(WireMessage request, String path) {
        boolean json = !path.equals("/media/upload");
        String token = json ? request.header("x-acs-dingtalk-access-token") : request.query("access_token");
        App app = apps().stream().filter(each -> each.token.equals(token)).findFirst().orElse(null);
        String session = request.query("session");
        if (session.isEmpty() && (app == null || token.isEmpty() || revoked)) {
            return json
                    ? refusal(401, "InvalidAuthentication", "不合法的access_token")
                    : Answer.json("{\"errcode\":40014,\"errmsg\":\"不合法的access_token\"}");
        }
        Call call = new Call(app, path, json ? session : request.query("type"),
                json ? Json.parse(request.body()) : Json.parse("{}"), request.body());
        String complaint = DingtalkFrames.complaint(call);
        require(complaint.isEmpty(), complaint);
        calls.add(call);
        Function<Call, Answer> fault = faults.get(path);
        Answer answer = fault == null ? null : fault.apply(call);
        return answer == null ? usual(call) : answer;
    }

    private Answer usual(Call call) {
        return switch (call.path()) {
            case "/v1.0/robot/oToMessages/batchSend" ->
                Answer.json(
                        "{\"processQueryKey\":\"k" + number() + "\",\"invalidStaffIdList\":[],\"flowControlledStaffIdList\":[]}");
            case "/v1.0/robot/groupMessages/send" -> Answer.json("{\"processQueryKey\":\"k" + number() + "\"}");
            case "/v1.0/robot/otoMessages/batchRecall", "/v1.0/robot/groupMessages/recall" ->
                Answer.json("{\"successResult\":" + call.body().path("processQueryKeys") + ",\"failedResult\":{}}");
            case "/v1.0/robot/messageFiles/download" -> Answer.json("{\"downloadUrl\":\"" + url() + "/files/"
                    + Json.text(call.body(), "downloadCode") + "\"}");
            case "/robot/sendBySession" -> Answer.json("{\"errcode\":0,\"errmsg\":\"ok\"}");
            case "/media/upload" -> {
                String id = "@lAD" + number();
                media.put(id, call.bytes());
                yield Answer.json("{\"errcode\":0,\"errmsg\":\"ok\",\"media_id\":\"" + id + "\",\"created_at\":1}");
            }
            default -> refusal(404, "InvalidAction.NotFound", "no such API");
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }

    /// To start it by hand: it prints its address; then `say PERSON TEXT`, `group TEXT` or `drop` on its input. What is sent is printed.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DingtalkServer server = new DingtalkServer();
                java.util.Scanner in = new java.util.Scanner(System.in, StandardCharsets.UTF_8)) {
            App app = server.app("dingapp", "s3cret");
            System.out.println(server.url());
            Thread.ofVirtual().start(() -> server.print());
            while (in.hasNextLine()) {
                String[] words = in.nextLine().split(" ", 3);
                switch (words[0]) {
                    case "say" -> app.deliver("CALLBACK", DingtalkStream.MESSAGE, "",
                            DingtalkFrames.text(server, "1", words[1], words[1], "msg" + server.number(), words[2]));
                    case "group" -> app.deliver("CALLBACK", DingtalkStream.MESSAGE, "",
                            DingtalkFrames.text(server, "2", "cid77==", "manager1", "msg" + server.number(), words[1]));
                    default -> server.lines().forEach(WireSocket::abort);
                }
            }
            server.closed.await();
        }
    }

    private void print() {
        try {
            while (true) {
                Call call = calls.take();
                System.out.println(call.path() + " " + call.body());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
