package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the open platform, each blocking for the answer, and what its error codes mean. Thread-safe.
final class FeishuApi {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String MESSAGES = "/open-apis/im/v1/messages";
    static final String CHATS = "/open-apis/im/v1/chats/";
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final AdapterContext context;
    private final String base;
    private final AccessToken token;
    private final RateBuckets rates;

    FeishuApi(AdapterContext context) {
        this.context = context;
        base = context.config().text("base_url").replaceFirst("/+$", "");
        token = new AccessToken(context.clock(), EARLY, this::fetchToken);
        rates = new RateBuckets(context.clock(), 50);
    }

    private AccessToken.Granted fetchToken() throws InterruptedException {
        JsonNode answer = unsigned("/open-apis/auth/v3/tenant_access_token/internal", "app_id", "app_secret");
        return new AccessToken.Granted(Json.text(answer, "tenant_access_token"),
                Duration.ofSeconds(Json.number(answer, "expire")));
    }

    /// Where the long connection is, for one use.
    JsonNode endpoint() throws InterruptedException {
        return unsigned("/callback/ws/endpoint", "AppID", "AppSecret").path("data");
    }

    /// A call with id and secret. It sends no message, so whatever happens to it, it may be made again.
    private JsonNode unsigned(String path, String idKey, String secretKey) throws InterruptedException {
        return LiveAccount
                .harmless(() -> read(path, context.http().send(HttpCall.post(uri(path)).header("locale", "zh").timeout(PATIENCE)
                        .json(Json.object(out -> {
                            out.writeStringProperty(idKey, context.config().text("app_id"));
                            out.writeStringProperty(secretKey, context.config().text("app_secret"));
                        })).build())));
    }

    /// @throws AdapterException `UNREACHABLE_TARGET` when somebody gave an id that is none
    private URI uri(String path) {
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException odd) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "there is no " + path + ": " + odd.getMessage(), odd);
        }
    }

    /// Asks for something.
    JsonNode get(String path) throws InterruptedException {
        return LiveAccount.harmless(() -> call(HttpCall.get(uri(path)), path, PATIENCE));
    }

    /// All items of a list that comes in pages.
    ///
    /// @param path with a query
    List<JsonNode> all(String path) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        JsonNode data = get(path + "&page_size=50").path("data");
        data.path("items").forEach(items::add);
        while (Json.flag(data, "has_more", false)) {
            String page = Forms.encoded(Json.text(data, "page_token"));
            data = get(path + "&page_size=50&page_token=" + page).path("data");
            data.path("items").forEach(items::add);
        }
        return items;
    }

    /// Does something, or asks with GET, which has no body.
    JsonNode call(String method, String path, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        HttpCall.Builder call = HttpCall.method(method, uri(path)).header("Content-Type", "application/json; charset=utf-8");
        return call(method.equals("GET") ? call : call.json(Json.object(body)), path, timeout);
    }

    /// Brings a medium there; nobody sees it until a message names it.
    String upload(String path, Multipart form, String key, Duration timeout) throws InterruptedException {
        return Json.text(call(form.on(HttpCall.post(uri(path))), path, timeout).path("data"), key);
    }

    private JsonNode call(HttpCall.Builder call, String path, Duration timeout) throws InterruptedException {
        return read(path, send(call, path, timeout));
    }

    private HttpAnswer send(HttpCall.Builder call, String path, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        rates.pass(new RateBuckets.Route("call", ""), timeout);
        return token.call(bearer -> {
            HttpAnswer answer = context.http().send(call.header("Authorization", "Bearer " + bearer)
                    .timeout(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()))).build());
            if (answer.header("content-type").orElse("").contains("json")) {
                refused(path, answer).filter(refusal -> refusal.kind() == ErrorKind.AUTHENTICATION).ifPresent(refusal -> {
                    throw refusal;
                });
            }
            return answer;
        });
    }

    /// The bytes of a medium that somebody sent.
    byte[] resource(String message, String key, String type) throws InterruptedException {
        String path = MESSAGES + "/" + message + "/resources/" + key + "?type=" + type;
        HttpAnswer answer = send(HttpCall.get(uri(path)).maxAnswerBytes(100 << 20), path, Duration.ofMinutes(2));
        if (answer.ok()) {
            return answer.body();
        }
        throw new AdapterException(ErrorKind.MEDIA, "the medium " + key + " of message " + message + " cannot be fetched: "
                + refused(path, answer).orElseGet(() -> faulty(path, answer)).getMessage());
    }

    private JsonNode read(String path, HttpAnswer answer) {
        refused(path, answer).ifPresent(refusal -> {
            throw refusal;
        });
        return Json.parse(answer.body());
    }

    /// The platform's no, if the answer is one: 200 may be a failure, and the other way round.
    private Optional<AdapterException> refused(String path, HttpAnswer answer) {
        JsonNode body;
        try {
            body = Json.parse(answer.body());
        } catch (JacksonException noJson) {
            return Optional.of(faulty(path, answer));
        }
        if (!body.isObject() || !body.has("code") || answer.status() >= 500) {
            return Optional.of(faulty(path, answer));
        }
        long code = Json.number(body, "code");
        if (code == 0) {
            return Optional.empty();
        }
        String log = answer.header("x-tt-logid").orElseGet(() -> Json.text(body.path("error"), "log_id"));
        String words = path.split("\\?")[0] + " was refused with code " + code + ": " + Json.text(body, "msg")
                + advice(code) + (log.isEmpty() ? "" : " (log id " + log + ")");
        Optional<Duration> wait = answer.header("x-ogw-ratelimit-reset").filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        ErrorKind kind = answer.status() == 429 ? ErrorKind.RATE_LIMITED : kind(code);
        AdapterException refusal = new AdapterException(kind, words);
        if (kind == ErrorKind.RATE_LIMITED && wait.isPresent()) {
            rates.closeAll(wait.get());
            refusal = AdapterException.rateLimited(words, wait.get());
        }
        return Optional.of(refusal.withPlatformCode(Long.toString(code)));
    }

    private static AdapterException faulty(String path, HttpAnswer answer) {
        String words = path.split("\\?")[0] + " was answered with HTTP " + answer.status()
                + " and no code of the open platform; ";
        return answer.status() == 404
                ? new AdapterException(ErrorKind.CONFIGURATION, words + "compare base_url and the path")
                : new AdapterException(ErrorKind.UNKNOWN_OUTCOME, words + "it may have been done all the same");
    }

    private static ErrorKind kind(long code) {
        return switch ((int) code) {
            case 99991661, 99991663, 99991664, 99991668, 99991671, 10003, 10014, 514 -> ErrorKind.AUTHENTICATION;
            case 99991400, 230020, 11232, 11233 -> ErrorKind.RATE_LIMITED;
            case 230002, 230013, 230029, 230034, 230038, 232009 -> ErrorKind.UNREACHABLE_TARGET;
            case 230006, 403 -> ErrorKind.CONFIGURATION;
            case 230017, 230055, 234001, 234002, 234003, 234006, 234007, 234008, 234010, 234011 -> ErrorKind.MEDIA;
            case 1, 1000040343, 1000040350 -> ErrorKind.COMMUNICATION;
            case 1500, 230049, 99991500 -> ErrorKind.UNKNOWN_OUTCOME;
            default -> ErrorKind.REJECTED;
        };
    }

    /// What a person has to do in the developer console, in its words.
    private static String advice(long code) {
        return switch ((int) code) {
            case 10003, 10014, 514 ->
                "; compare app_id and app_secret with Credentials & Basic Info (凭证与基础信息) in the developer console";
            case 99991672, 99991679, 230027 ->
                "; grant the right under Permissions & Scopes (权限管理), then publish a version (版本管理与发布)";
            case 230006 -> "; add the Bot under Add Features (添加应用能力 → 机器人), then publish a version (版本管理与发布)";
            case 230013 -> "; add the person to the app's Availability (可用范围), then publish a version (版本管理与发布)";
            case 230002 -> "; add the bot to the group (群设置 → 群机器人)";
            case 403 -> "; choose the persistent connection under Events & Callbacks (事件与回调 → 使用长连接接收事件)";
            case 1000040350 -> "; an app may have 50 connections: end other programs that use this app";
            default -> "";
        };
    }
}
