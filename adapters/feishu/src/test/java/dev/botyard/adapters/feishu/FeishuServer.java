package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireServer.Answer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// A fake of the open platform on a loopback port: logins, tokens, long connections; messages and what belongs to them are in [FeishuMessages].
/// It complains of what the platform would refuse or the documentation forbids.
final class FeishuServer implements AutoCloseable, WireServer.Handler {
    private static final String TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";

    private final WireServer wire = new WireServer(this);
    private final Map<String, FeishuApp> apps = new ConcurrentHashMap<>();
    private final Map<String, FeishuApp> tokens = new ConcurrentHashMap<>();
    private final Map<String, FeishuApp> tickets = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger tokenCount = new AtomicInteger();
    private final AtomicLong ticketCount = new AtomicLong(0x7FFF_FFFF_0000_0000L);
    private final Map<String, Answer> once = new ConcurrentHashMap<>();
    final FeishuMessages messages = new FeishuMessages(complaints::add);
    private volatile CountDownLatch silence = new CountDownLatch(0);
    volatile boolean refusing;
    volatile boolean silent;
    volatile int interval = 1;
    volatile int expire = 7200;

    FeishuApp newApp() {
        FeishuApp app = new FeishuApp(apps.size() + 1);
        apps.put(app.id, app);
        return app;
    }

    URI url() {
        return wire.address("http", "");
    }

    List<FeishuApp> apps() {
        return List.copyOf(apps.values());
    }

    int logins() {
        return logins.get();
    }

    int tokensGiven() {
        return tokenCount.get();
    }

    List<String> complaints() {
        return complaints;
    }

    WireServer wire() {
        return wire;
    }

    /// The next call of this path is answered so.
    void answerOnce(String path, Answer answer) {
        once.put(path, answer);
    }

    /// Tokens are not taken any more, those of the apps themselves stay.
    void expireTokens() {
        tokens.clear();
    }

    void fallSilent(boolean value) {
        silent = value;
        silence.countDown();
        silence = new CountDownLatch(value ? 1 : 0);
        if (value) {
            apps.values().forEach(app -> app.lines.forEach(FeishuLine::playDead));
        }
    }

    List<SentCall> sent() {
        return messages.sent();
    }

    static Answer code(int status, long code, String words) {
        String json = "{\"code\":" + code + ",\"msg\":" + FeishuEvents.quoted(words)
                + ",\"data\":{},\"error\":{\"log_id\":\"log-1\"}}";
        return new Answer(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
    }

    static Answer data(String json) {
        return Answer.json("{\"code\":0,\"msg\":\"success\",\"data\":" + json + "}");
    }

    @Override
    public Answer handle(WireMessage request) throws Exception {
        String path = request.path();
        if (request.upgrade()) {
            return tickets.containsKey(request.query("ticket")) ? Answer.UPGRADE : Answer.status(514);
        }
        boolean login = path.equals(TOKEN);
        if (login) {
            logins.incrementAndGet();
        }
        if (silent) {
            silence.await();
            return Answer.status(-1);
        }
        Answer planned = once.remove(path);
        if (planned != null) {
            return planned;
        }
        if (login) {
            return token(json(request));
        }
        if (path.equals("/callback/ws/endpoint")) {
            return endpoint(request);
        }
        String authorization = request.header("Authorization");
        if (!authorization.startsWith("Bearer ")) {
            return code(400, 99991661, "Missing access token for authorization.");
        }
        FeishuApp app = tokens.get(authorization.substring(7));
        if (app == null || app.revoked) {
            return code(400, 99991663, "Invalid access token for authorization. Please make a request with token attached.");
        }
        if (path.equals("/open-apis/bot/v3/info")) {
            return Answer
                    .json("{\"code\":0,\"msg\":\"ok\",\"bot\":{\"activate_status\":2,\"app_name\":\"Yard\",\"avatar_url\":\"\","
                            + "\"open_id\":\"" + app.botOpenId + "\"}}");
        }
        return messages.handle(app, request, json(request));
    }

    private JsonNode json(WireMessage request) {
        if (request.body().length == 0 || request.header("Content-Type").startsWith("multipart/")) {
            return Json.parse("{}");
        }
        if (!request.header("Content-Type").startsWith("application/json")) {
            complaints.add(request.start() + " with Content-Type " + request.header("Content-Type"));
        }
        return Json.parse(request.body());
    }

    private Answer token(JsonNode body) {
        FeishuApp app = apps.get(Json.text(body, "app_id"));
        if (app == null) {
            return code(200, 10003, "invalid param");
        }
        if (refusing || app.revoked || !app.secret.equals(Json.text(body, "app_secret"))) {
            return code(200, 10014, "app secret invalid");
        }
        String token = "t-" + app.id + "-" + tokenCount.incrementAndGet();
        tokens.put(token, app);
        return Answer.json("{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"" + token + "\",\"expire\":" + expire + "}");
    }

    private Answer endpoint(WireMessage request) {
        if (request.header("locale").isEmpty()) {
            complaints.add("the endpoint was asked for without a locale");
        }
        JsonNode body = json(request);
        FeishuApp app = apps.get(Json.text(body, "AppID"));
        if (app == null || app.revoked || !app.secret.equals(Json.text(body, "AppSecret"))) {
            return code(200, 514, "auth failed");
        }
        String ticket = Long.toUnsignedString(ticketCount.incrementAndGet());
        tickets.put(ticket, app);
        String url = wire.address("ws", "/ws/v2") + "?fpid=493&aid=552564&device_id=" + ticket + "&access_key=k&service_id="
                + service(ticket) + "&ticket=" + ticket;
        return Answer
                .json("{\"code\":0,\"msg\":\"\",\"data\":{\"URL\":\"" + url + "\",\"ClientConfig\":{\"PingInterval\":" + interval
                        + ",\"ReconnectCount\":-1,\"ReconnectInterval\":1,\"ReconnectNonce\":1}}}");
    }

    private static int service(String ticket) {
        return (int) (Long.parseUnsignedLong(ticket) & 0xFFFF) + 33_554_678;
    }

    /// A ticket is good for one connection. What the one before has not answered comes again.
    @Override
    public void connected(WireMessage request, WireSocket socket) throws IOException {
        String ticket = request.query("ticket");
        FeishuApp app = tickets.remove(ticket);
        if (app == null) {
            return;
        }
        FeishuLine line = new FeishuLine(socket, service(ticket), interval, complaints::add);
        List<String> unanswered = new ArrayList<>();
        app.unanswered.drainTo(unanswered);
        app.lines.add(line);
        if (silent) {
            line.playDead();
        }
        try {
            for (String event : unanswered) {
                line.event(event, 1);
            }
            line.serve();
        } finally {
            app.lines.remove(line);
            line.open.values().forEach(sent -> app.unanswered.add(sent.event()));
        }
    }

    void dropConnections() {
        apps.values().forEach(app -> app.lines.forEach(FeishuLine::drop));
    }

    @Override
    public void close() {
        silence.countDown();
        messages.release();
        wire.close();
    }
}
