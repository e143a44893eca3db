package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// All services that are spoken to by HTTP, told apart by their paths. Complains of whatever the real ones would not take.
final class NotifyServer implements WireServer.Handler, AutoCloseable {
    static final String KEY = "tk_0123456789secret";
    static final String SIGN = "SEC0123456789sign";
    /// The webhook's path, after which nobody else may be asked.
    static final String HOOK = "/hook/path-0123456789secret";

    private final WireServer server = new WireServer(this);
    /// Beyond 2^53.
    private final AtomicLong lastId = new AtomicLong(9_007_199_254_740_993L);
    final List<Said> all = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicReference<CompletableFuture<Void>> silence = new AtomicReference<>(CompletableFuture.completedFuture(null));
    final AtomicReference<CompletableFuture<Void>> sends = new AtomicReference<>(CompletableFuture.completedFuture(null));
    final AtomicReference<WireServer.Answer> fault = new AtomicReference<>();
    volatile boolean refuses;

    /// What was sent where, and with which headers.
    record Said(String path, WireMessage request, JsonNode body) {
        String text(String key) {
            return Json.text(body, key);
        }
    }

    URI address() {
        return server.address("http", "");
    }

    void listening(boolean value) {
        server.listening(value);
    }

    Said last() {
        return all.getLast();
    }

    static WireServer.Answer answer(int status, String json, Map<String, String> headers) {
        return new WireServer.Answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8), headers);
    }

    static WireServer.Answer answer(int status, String json) {
        return answer(status, json, Map.of());
    }

    @Override
    public WireServer.Answer handle(WireMessage request) {
        underWay.incrementAndGet();
        try {
            silence.get().join();
            return request.method().equals("GET") ? probe(request) : post(request);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private WireServer.Answer probe(WireMessage request) {
        probes.incrementAndGet();
        String login = request.header("Authorization");
        return switch (request.path()) {
            case "/v1/account" -> refuses || !login.equals("Bearer " + KEY)
                    ? answer(401, "{\"code\":40101,\"http\":401,\"error\":\"unauthorized\"}")
                    : answer(200, "{\"username\":\"phil\",\"role\":\"user\"}");
            case "/v1/health" -> answer(200, "{\"healthy\":true}");
            case "/ping" -> refuses ? WireServer.Answer.status(418) : answer(200, "{\"code\":200,\"message\":\"pong\"}");
            case "/health" -> answer(200, "{\"health\":\"green\",\"database\":\"green\"}");
            default -> odd("asked for " + request.path());
        };
    }

    private WireServer.Answer odd(String what) {
        complaints.add(what);
        return answer(404, "{\"error\":\"" + what + "\"}");
    }

    private WireServer.Answer post(WireMessage request) {
        if (!request.method().equals("POST") || !request.header("Content-Type").startsWith("application/json")) {
            return odd(request.start() + " with " + request.header("Content-Type"));
        }
        JsonNode body;
        try {
            body = Json.parse(request.body());
        } catch (JacksonException broken) {
            return odd("no JSON");
        }
        Said said = new Said(request.path(), request, body);
        all.add(said);
        sends.get().join();
        WireServer.Answer wrong = fault.get();
        return wrong == null ? answer(said) : wrong;
    }

    private WireServer.Answer answer(Said said) {
        return switch (said.path()) {
            case "/push" -> bark(said);
            case "/" -> ntfy(said);
            case "/message" -> gotify(said);
            case "/send" -> pushplus(said);
            case "/" + KEY + ".send" -> serverchan(said);
            case HOOK -> webhook(said);
            case "/robot/send" -> dingtalk(said);
            case "/open-apis/bot/v2/hook/" + KEY -> feishu(said);
            case "/services/T01/B02/" + KEY -> slack(said);
            case "/api/webhooks/9007199254740993/" + KEY -> discord(said);
            default -> odd("posted to an unknown path");
        };
    }

    private WireServer.Answer checked(Said said, boolean good, String what, String bad, String well) {
        if (!good) {
            complaints.add(said.path() + ": " + what + " in " + said.body());
        }
        return good ? answer(200, well.replace("%ID%", Long.toString(lastId.incrementAndGet()))) : answer(400, bad);
    }

    private static boolean texts(JsonNode body, Predicate<String> known) {
        return body.properties().stream().allMatch(field -> known.test(field.getKey()) && field.getValue().isString());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private WireServer.Answer bark(Said said) {
        if (!said.text("device_key").equals(KEY)) {
            return answer(400, "{\"code\":400,\"message\":\"failed to get device token: failed to get [" + said.text("device_key")
                    + "] device token from database\"}");
        }
        List<String> known = List.of("device_key", "title", "subtitle", "body", "markdown", "level", "sound", "icon", "group",
                "url", "copy",
                "call", "id");
        boolean good = texts(said.body(), known::contains) && bytes(said.body().toString()) < 4096 && bytes(said.text("id")) <= 64
                && said.body().has("body") != said.body().has("markdown")
                && List.of("", "critical", "active", "timeSensitive", "passive").contains(said.text("level"));
        return checked(said, good, "not what an app shows", "{\"code\":400,\"message\":\"bad\"}",
                "{\"code\":200,\"message\":\"success\",\"timestamp\":1700000000}");
    }

    private WireServer.Answer ntfy(Said said) {
        if (!said.request().header("Authorization").equals("Bearer " + KEY)) {
            return answer(401, "{\"code\":40101,\"http\":401,\"error\":\"unauthorized\"}");
        }
        if (said.text("topic").equals("forbidden")) {
            return answer(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden\"}");
        }
        JsonNode priority = said.body().path("priority");
        boolean good = said.text("topic").matches("[-_A-Za-z0-9]{1,64}") && !said.text("message").isEmpty()
                && bytes(said.text("message")) <= 4096
                && (priority.isMissingNode() || priority.isInt() && priority.intValue() >= 1 && priority.intValue() <= 5)
                && (!said.body().has("tags") || said.body().path("tags").isArray());
        return checked(said, good, "not what ntfy takes", "{\"code\":40000,\"http\":400,\"error\":\"bad request\"}",
                "{\"id\":\"n%ID%\",\"time\":1700000000,\"event\":\"message\",\"topic\":\"" + said.text("topic") + "\"}");
    }

    private WireServer.Answer gotify(Said said) {
        if (!said.request().header("X-Gotify-Key").equals(KEY)) {
            return answer(401,
                    "{\"error\":\"Unauthorized\",\"errorCode\":401,\"errorDescription\":\"you need to provide a valid access token\"}");
        }
        boolean good = !said.text("message").isEmpty() && (!said.body().has("priority") || said.body().path("priority").isInt());
        return checked(said, good, "no message", "{\"error\":\"Bad Request\",\"errorCode\":400}", "{\"id\":%ID%,\"appid\":5}");
    }

    private WireServer.Answer pushplus(Said said) {
        if (!said.text("token").equals(KEY)) {
            return answer(200, "{\"code\":903,\"msg\":\"无效的用户令牌\",\"data\":null}");
        }
        boolean good = said.text("title").codePointCount(0, said.text("title").length()) <= 100 && !said.text("content").isEmpty()
                && List.of("txt", "markdown").contains(said.text("template"));
        return checked(said, good, "bad", "{\"code\":999}", "{\"code\":200,\"msg\":\"请求成功\",\"data\":\"s%ID%\"}");
    }

    private WireServer.Answer serverchan(Said said) {
        String title = said.text("title");
        return checked(said, !title.isEmpty() && title.codePointCount(0, title.length()) <= 32, "bad title", "{\"code\":40000}",
                "{\"code\":0,\"message\":\"\",\"data\":{\"pushid\":\"%ID%\",\"readkey\":\"r\",\"error\":\"SUCCESS\",\"errno\":0}}");
    }

    private WireServer.Answer webhook(Said said) {
        WireMessage request = said.request();
        String signed = request.header("X-Botyard-Timestamp") + "." + new String(request.body(), StandardCharsets.UTF_8);
        boolean good = request.header("Authorization").equals("Bearer " + KEY)
                && request.header("Idempotency-Key").equals(said.text("id"))
                && request.header("X-Botyard-Signature").equals("sha256=" + HexFormat.of().formatHex(mac(SIGN, signed)));
        return checked(said, good, "the headers are wrong", "{}", "{\"id\":\"w%ID%\"}");
    }

    private static byte[] mac(String key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private WireServer.Answer dingtalk(Said said) {
        if (!said.request().query("access_token").equals(KEY)) {
            return answer(200, "{\"errcode\":300001,\"errmsg\":\"token is not exist\"}");
        }
        String time = said.request().query("timestamp");
        if (!said.request().query("sign").equals(base64(mac(SIGN, time + "\n" + SIGN)))) {
            return answer(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
        }
        String type = said.text("msgtype");
        JsonNode content = said.body().path(type);
        boolean good = type.equals("text") && content.has("content")
                || type.equals("markdown") && content.has("title") && content.has("text");
        return checked(said, good, "bad", "{\"errcode\":40035}", "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    private WireServer.Answer feishu(Said said) {
        if (!said.text("sign").equals(base64(mac(said.text("timestamp") + "\n" + SIGN, "")))) {
            return answer(200,
                    "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour from current time\"}");
        }
        boolean good = said.text("msg_type").equals("text") && said.body().path("content").has("text")
                || said.text("msg_type").equals("interactive") && said.body().path("card").path("elements").isArray();
        return checked(said, good, "bad", "{\"code\":9499,\"msg\":\"Bad Request\"}",
                "{\"code\":0,\"msg\":\"success\",\"data\":{}}");
    }

    private WireServer.Answer slack(Said said) {
        boolean good = !said.text("text").isEmpty();
        checked(said, good, "no text", "{}", "{}");
        return new WireServer.Answer(good ? 200 : 400, "text/plain",
                (good ? "ok" : "invalid_payload").getBytes(StandardCharsets.UTF_8));
    }

    private WireServer.Answer discord(Said said) {
        boolean good = said.request().query("wait").equals("true") && said.text("content").length() <= 2000
                && !said.text("content").isEmpty()
                && said.body().path("allowed_mentions").path("parse").isArray();
        return checked(said, good, "bad", "{\"code\":50006,\"message\":\"Cannot send an empty message\"}",
                "{\"id\":\"%ID%\",\"content\":\"\"}");
    }

    @Override
    public void close() {
        silence.get().complete(null);
        sends.get().complete(null);
        server.close();
    }
}
