package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.FileNames;
import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.common.Xml;
import dev.botyard.adapters.wecom.WecomConfig.Mode;
import dev.botyard.adapters.wecom.WecomOutbound.Kind;
import dev.botyard.adapters.wecom.WecomOutbound.Part;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An application, or a group's robot, whose key stands in the place of tokens and which only sends. Both are spoken to by HTTP.
final class Application implements WecomAdapter.Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration EARLY = Duration.ofMinutes(5);
    /// So often an idle account looks whether its credentials still hold.
    private static final Duration CHECK = Duration.ofMinutes(30);
    private static final long MAX_DOWNLOAD = 100L << 20;
    private static final int FORBIDDEN = 403;
    private static final String WRONG_TOKEN = "msg_signature does not fit; compare token with the application's page";

    private final AdapterContext context;
    private final WecomConfig config;
    private final Connection connection;
    private final boolean robot;
    private final String base;
    private final AccessToken tokens;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    Application(AdapterContext context, WecomConfig config, Connection connection) {
        this.context = context;
        this.config = config;
        this.connection = connection;
        robot = config.mode() == Mode.ROBOT;
        base = config.apiUrl().toString().replaceFirst("/+$", "") + "/cgi-bin/";
        tokens = new AccessToken(context.clock(), EARLY, this::grant);
    }

    private AccessToken.Granted grant() throws InterruptedException {
        JsonNode answer = read("gettoken",
                context.http().send(HttpCall.get(URI.create(base + "gettoken?corpid=" + Forms.encoded(config.corpId())
                        + "&corpsecret=" + Forms.encoded(config.secret()))).timeout(PATIENCE).build()));
        return new AccessToken.Granted(Json.text(answer, "access_token"), Duration.ofSeconds(Json.number(answer, "expires_in")));
    }

    @Override
    public void serve() throws InterruptedException {
        if (robot) {
            connection.connected(AccountProfile.of("robot-" + Signatures.hex(
                    Signatures.sha256(config.key().getBytes(StandardCharsets.UTF_8))).substring(0, 12)).detail("only sends"));
            live();
            return;
        }
        logIn();
        AccountProfile profile = AccountProfile.of(config.corpId() + ":" + config.agentId());
        if (config.token().isEmpty()) {
            connection.connected(profile.detail("only sends: it has no token for callbacks"));
            live();
            return;
        }
        CallbackCipher cipher = new CallbackCipher(config.aesKey(), config.corpId());
        try (Registration door = context.routes().http(admission(), request -> handle(request, cipher))) {
            context.log().debug("callbacks are taken at {} ({})", context.routes().address(), door);
            connection.connected(profile);
            live();
        }
    }

    /// The signature covers the body, so that on a path which accounts share nothing before it says whose a callback is.
    private Admission admission() {
        return Admission.of(request -> {
            if (request.accountInPath().isEmpty()) {
                return Decision.refuse(404, "callbacks of WeCom come to an account's own address, which ends with its id");
            }
            return request.method().equals("POST") || genuine(request, request.query("echostr").orElse(""))
                    ? Decision.ADMIT_UNPROVEN
                    : Decision.refuse(FORBIDDEN, WRONG_TOKEN);
        });
    }

    private boolean genuine(RouteRequest request, String encrypted) {
        return Signatures.same(Signatures.sorted(config.token(), request.query("timestamp").orElse(""),
                request.query("nonce").orElse(""), encrypted), request.query("msg_signature").orElse(""));
    }

    /// 200 once the host has taken the event; 503 has it sent again.
    private RouteAnswer handle(RouteRequest request, CallbackCipher cipher) throws InterruptedException {
        try {
            if (request.method().equals("GET")) {
                return RouteAnswer.text(200, cipher.open(request.query("echostr").orElse("")));
            }
            String encrypted = Xml.fields(request.body()).getOrDefault("Encrypt", "");
            if (!genuine(request, encrypted)) {
                return RouteAnswer.text(FORBIDDEN, WRONG_TOKEN);
            }
            InboundEvent event = WecomInbound.callback(Xml.fields(cipher.open(encrypted).getBytes(StandardCharsets.UTF_8)));
            return RouteAnswer.status(context.events().emit(event) == Acceptance.REFUSED ? 503 : 200);
        } catch (GeneralSecurityException unreadable) {
            context.log().warn("a callback cannot be read: {}; compare aes_key and corp_id with the application's page",
                    unreadable.getMessage());
            return RouteAnswer.text(400, "the callback cannot be decrypted");
        } catch (IOException | IllegalArgumentException odd) {
            context.log().warn("left out a callback that makes no sense: {}", odd.getMessage());
            return RouteAnswer.text(400, "not a message of WeCom");
        }
    }

    private void logIn() throws InterruptedException {
        LiveAccount.connecting(tokens::current);
    }

    private void live() throws InterruptedException {
        while (true) {
            try {
                lost.get(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException quiet) {
                if (!robot) {
                    logIn();
                }
            } catch (ExecutionException gone) {
                AdapterException why = (AdapterException) gone.getCause();
                throw new AdapterException(why.kind(), why.getMessage(), why).withPlatformCode(why.platformCode());
            }
        }
    }

    /// Calls with the token or the key in the query, which no message of an error shows.
    private HttpAnswer call(String method, String path, String query, UnaryOperator<HttpCall.Builder> request)
            throws InterruptedException {
        AccessToken.Call<HttpAnswer> call = secret -> {
            HttpAnswer answer = context.http().send(request.apply(HttpCall.method(method,
                    URI.create(base + path + (robot ? "?key=" : "?access_token=") + Forms.encoded(secret) + query))).build());
            if (answer.header("Content-Type").orElse("json").contains("json") || answer.status() != 200) {
                read(path, answer);
            }
            return answer;
        };
        try {
            return robot ? call.with(config.key()) : tokens.call(call);
        } catch (AdapterException refused) {
            if (refused.kind() == ErrorKind.AUTHENTICATION) {
                lost.completeExceptionally(refused);
            }
            throw refused;
        }
    }

    private static JsonNode read(String path, HttpAnswer answer) {
        try {
            JsonNode body = Json.parse(answer.body());
            if (body.isObject() && answer.ok()) {
                return Refusals.check(path, body);
            }
        } catch (JacksonException noJson) {
            // The status says more.
        }
        ErrorKind kind = answer.status() == 429
                ? ErrorKind.RATE_LIMITED
                : answer.status() >= 400 && answer.status() < 500 ? ErrorKind.REJECTED : ErrorKind.UNKNOWN_OUTCOME;
        throw new AdapterException(kind, path + " was answered with HTTP " + answer.status() + " and no JSON"
                + (kind == ErrorKind.UNKNOWN_OUTCOME ? "; it may have been done all the same" : ""))
                .withPlatformCode("http-" + answer.status());
    }

    /// A robot takes pictures within the message.
    @Override
    public String upload(Part.Medium medium, Duration timeout) throws InterruptedException {
        if (robot && medium.kind() == Kind.IMAGE) {
            return "";
        }
        String path = robot ? "webhook/upload_media" : "media/upload";
        HttpAnswer answer = call("POST", path, "&type=" + medium.kind().label(), call -> new Multipart()
                .file("media", medium.name(), "application/octet-stream", medium.bytes()).on(call.timeout(timeout)));
        return Json.text(read(path, answer), "media_id");
    }

    @Override
    public List<String> send(OutboundMessage message, Part part, String mediaId, Duration timeout) throws InterruptedException {
        boolean group = !message.target().chatId().isEmpty();
        String path = robot ? "webhook/send" : group ? "appchat/send" : "message/send";
        String body = Json.object(out -> {
            if (!robot) {
                out.writeStringProperty(group ? "chatid" : "touser", message.target().id());
                out.writeNumberProperty("agentid", Long.parseLong(config.agentId()));
            }
            WecomOutbound.write(out, part, part instanceof Part.Text(_, boolean markdown) && markdown, mediaId);
        });
        JsonNode answer = read(path, call("POST", path, "", call -> call.json(body).timeout(timeout)));
        String unknown = Json.text(answer, "invaliduser");
        if (!unknown.isEmpty()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "the message was not delivered to '" + unknown
                    + "'; is the person in the application's Allowed Users (可见范围)?").withPlatformCode("invaliduser");
        }
        String id = Json.text(answer, "msgid");
        return id.isEmpty() ? List.of() : List.of(id);
    }

    @Override
    public void recall(String messageId) throws InterruptedException {
        if (robot) {
            WecomAdapter.Wire.super.recall(messageId);
        }
        String body = Json.object(out -> out.writeStringProperty("msgid", messageId));
        call("POST", "message/recall", "", call -> call.json(body).timeout(PATIENCE));
    }

    /// An action is a path below `cgi-bin`; with `GET ` before it the parameters go into the query.
    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        boolean get = action.startsWith("GET ");
        String path = get ? action.substring("GET ".length()) : action;
        if (!path.matches("[a-z_0-9]{1,40}(/[a-z_0-9]{1,40}){1,3}") || path.startsWith("webhook/") != robot) {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "'" + action + "' is no call of " + (robot
                            ? "a robot, such as webhook/send"
                            : "an application, such as message/send or GET user/get"));
        }
        String query = get && !params.isEmpty() ? "&" + Forms.write(params) : "";
        String body = Json.object(out -> params.forEach(out::writePOJOProperty));
        HttpAnswer answer = call(get ? "GET" : "POST", path, query, call -> (get ? call : call.json(body)).timeout(timeout));
        Map<String, Object> said = new LinkedHashMap<>(Json.map(read(path, answer)));
        said.keySet().removeAll(List.of("errcode", "errmsg"));
        return said;
    }

    @Override
    public Media fetch(Map<String, String> facts) throws InterruptedException {
        String id = facts.getOrDefault(WecomInbound.MEDIA_ID, "");
        if (id.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA, "the message does not say where WeCom keeps the medium");
        }
        HttpAnswer answer = call("GET", "media/get", "&media_id=" + Forms.encoded(id),
                call -> call.timeout(LONG).maxAnswerBytes(MAX_DOWNLOAD));
        return new MediaShelf(context.folder()).fetch(id, FileNames.of(answer), facts, answer::body);
    }

    @Override
    public void close() {
        // Nothing stays open between calls.
    }
}
