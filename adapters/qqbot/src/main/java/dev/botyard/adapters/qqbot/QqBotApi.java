package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// QQ's calls, each blocking for the answer, and what its error codes mean. Thread-safe.
final class QqBotApi {
    /// Where a person sets the bot right.
    static final String CONSOLE = "the console at q.qq.com (开发管理 > 开发设置)";
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration EARLY = Duration.ofSeconds(50);
    private static final int LONGEST = 300;

    private final AdapterContext context;
    private final String base;
    private final AccessToken token;

    QqBotApi(AdapterContext context) {
        this.context = context;
        base = context.config().text(QqBotAdapterFactory.BASE_URL).replaceFirst("/+$", "");
        token = new AccessToken(context.clock(), EARLY, this::fetch);
    }

    /// A chat as QQ's paths name it.
    record Place(Kind kind, String id) {
        private static final String CHANNEL_NAME = "channel:";
        private static final String DM_NAME = "dm:";

        /// Kinds of chats.
        enum Kind {
            PERSON("/v2/users/"), GROUP("/v2/groups/"), CHANNEL("/channels/"), DM("/dms/");

            private final String path;

            Kind(String path) {
                this.path = path;
            }
        }

        /// By the id that scripts know: QQ's own for people and groups, `channel:ID` and `dm:ID` for what belongs to a guild.
        static Place of(String name, boolean shared) {
            if (shared) {
                return name.startsWith(CHANNEL_NAME)
                        ? new Place(Kind.CHANNEL, name.substring(CHANNEL_NAME.length()))
                        : new Place(Kind.GROUP, name);
            }
            return name.startsWith(DM_NAME)
                    ? new Place(Kind.DM, name.substring(DM_NAME.length()))
                    : new Place(Kind.PERSON, name);
        }

        /// The id that scripts know.
        String name() {
            return switch (kind) {
                case PERSON, GROUP -> id;
                case CHANNEL -> CHANNEL_NAME + id;
                case DM -> DM_NAME + id;
            };
        }

        boolean guild() {
            return kind == Kind.CHANNEL || kind == Kind.DM;
        }

        String path() {
            return kind.path + id;
        }

        String messages() {
            return path() + "/messages";
        }
    }

    /// QQ answers wrong credentials with HTTP 200 and a code.
    private AccessToken.Granted fetch() throws InterruptedException {
        HttpAnswer answer = asked("the access token", () -> context.http().send(HttpCall
                .post(context.config().address(QqBotAdapterFactory.TOKEN_URL).orElseThrow()).timeout(PATIENCE)
                .json(Json.object(out -> {
                    out.writeStringProperty("appId", context.config().text(QqBotAdapterFactory.APP_ID).strip());
                    out.writeStringProperty("clientSecret", context.config().text(QqBotAdapterFactory.SECRET).strip());
                })).build()));
        JsonNode json = json(answer).orElseGet(MissingNode::getInstance);
        String value = Json.text(json, "access_token");
        if (!value.isEmpty()) {
            return new AccessToken.Granted(value, Duration.ofSeconds(Math.max(1, Json.number(json, "expires_in"))));
        }
        if (!json.isObject() || answer.status() == 429 || answer.status() >= 500) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the access token was asked for, and the answer was HTTP "
                    + answer.status() + words(json));
        }
        throw new AdapterException(ErrorKind.AUTHENTICATION, "QQ gives no access token" + words(json)
                + "; compare app_id and client_secret with " + CONSOLE).withPlatformCode(Json.text(json, "code"));
    }

    /// The current access token, as the gateway wants it.
    String authorization() throws InterruptedException {
        return "QQBot " + token.current();
    }

    private interface Asking<T> {
        T ask() throws InterruptedException;
    }

    /// What merely asks may be asked again, whatever became of it.
    private static <T> T asked(String what, Asking<T> asking) throws InterruptedException {
        try {
            return asking.ask();
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.UNKNOWN_OUTCOME
                    ? new AdapterException(ErrorKind.COMMUNICATION, what + ": " + failure.getMessage(), failure)
                    : failure;
        }
    }

    /// Asks for something.
    JsonNode get(String path) throws InterruptedException {
        return asked(path, () -> call("GET", path, null, false, PATIENCE));
    }

    /// Does something.
    ///
    /// @param body   null for none
    /// @param answer whether it sends something that answers a message
    JsonNode call(String method, String path, @Nullable Consumer<JsonGenerator> body, boolean answer, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        byte[] bytes = body == null ? new byte[0] : Json.bytes(out -> {
            out.writeStartObject();
            body.accept(out);
            out.writeEndObject();
        });
        String what = method + " " + path.replaceFirst("\\?.*", "");
        return token.call(value -> {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                throw new AdapterException(ErrorKind.COMMUNICATION, what + " was not sent: the time of " + timeout.toMillis()
                        + " ms was over before; give it a longer timeout");
            }
            HttpCall.Builder call = HttpCall.method(method, URI.create(base + path)).header("Authorization", "QQBot " + value)
                    .header("X-Union-Appid", context.config().text(QqBotAdapterFactory.APP_ID).strip()).timeout(left);
            if (body != null) {
                call.header("Content-Type", "application/json").body(bytes);
            }
            return read(what, context.http().send(call.build()), answer);
        });
    }

    private static Optional<JsonNode> json(HttpAnswer answer) {
        try {
            return Optional.of(Json.parse(answer.body()));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /// 201 and 202 mean that a message waits for a review; everything else below 300 is done, with a body or without.
    private static JsonNode read(String what, HttpAnswer answer, boolean reply) {
        JsonNode json = json(answer).orElseGet(MissingNode::getInstance);
        long code = Json.number(json, "code");
        if (answer.ok() && code == 0) {
            return json;
        }
        String trace = answer.header("X-Tps-trace-ID").orElseGet(() -> Json.text(json, "trace_id"));
        String said = what + " was answered with HTTP " + answer.status() + words(json)
                + (trace.isEmpty() ? "" : " (trace " + trace + ")");
        AdapterException failure;
        if (answer.status() == 201 || answer.status() == 202) {
            failure = new AdapterException(ErrorKind.UNKNOWN_OUTCOME, said + ": QQ reviews the message first (audit "
                    + Json.text(json.path("data").path("message_audit"), "audit_id") + "); the notice message_audit_pass or"
                    + " message_audit_reject tells the outcome");
        } else if (answer.status() == 429) {
            failure = RetryAfter.of(answer, Clock.systemUTC()).map(wait -> AdapterException.rateLimited(said, wait))
                    .orElseGet(() -> new AdapterException(ErrorKind.RATE_LIMITED, said + ": too many calls"));
        } else {
            failure = new AdapterException(kind(answer.status(), code, reply), said + advice(answer.status(), code));
        }
        return thrown(failure.withPlatformCode(code == 0 ? "http-" + answer.status() : Long.toString(code)));
    }

    private static JsonNode thrown(AdapterException failure) {
        throw failure;
    }

    private static String words(JsonNode json) {
        String message = Json.first(json, "message", "msg").strip();
        String code = Json.first(json, "code", "err_code");
        return (code.isEmpty() ? "" : ", code " + code) + (message.isEmpty()
                ? ""
                : ", \"" + (message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message) + "\"");
    }

    private static ErrorKind kind(int status, long code, boolean reply) {
        return switch ((int) code) {
            // One try with a new token follows.
            case 11241, 11243, 11244, 11251, 11261, 11265, 11298 -> ErrorKind.AUTHENTICATION;
            case 11242, 11252, 11263 -> ErrorKind.UNKNOWN_OUTCOME;
            case 22009, 20028, 304045, 304046, 304047, 304048, 304049, 304050, 40093002 -> ErrorKind.QUOTA_EXHAUSTED;
            case 40034024, 304026, 304027 -> ErrorKind.WINDOW_CLOSED;
            case 40034102, 40034105 -> reply ? ErrorKind.WINDOW_CLOSED : ErrorKind.QUOTA_EXHAUSTED;
            case 304082, 304083, 304020, 304021 -> ErrorKind.MEDIA;
            case 10001, 10003, 10004, 304031, 304032, 304033, 304034 -> ErrorKind.UNREACHABLE_TARGET;
            default -> {
                if (code / 1000 == 850) {
                    yield ErrorKind.MEDIA;
                }
                yield switch (status) {
                    case 404 -> ErrorKind.UNREACHABLE_TARGET;
                    default -> status < 300 && code != 0 ? ErrorKind.REJECTED : HttpStatus.kind(status);
                };
            }
        };
    }

    private static String advice(int status, long code) {
        return switch ((int) code) {
            case 11265 -> "; the bot is banned: see the console at q.qq.com";
            case 11298 -> "; enter this host's public IP address in " + CONSOLE.replace("开发设置", "开发设置 > IP白名单");
            case 11253, 11254, 11264, 50056, 304036, 304037 ->
                "; the bot has no right to this, which is asked for in the console at q.qq.com";
            case 304003 -> "; the domain of an address must be entered in " + CONSOLE.replace("开发设置", "开发设置 > 消息URL配置");
            case 40034102, 40034105 ->
                "; the bot may not push here, only answer: within 5 minutes in groups and 60 in private chats, five"
                        + " times a message. In groups the owner can let the bot speak on its own";
            case 11241, 11243, 11244, 11251, 11261 -> "; compare app_id and client_secret with " + CONSOLE;
            default -> status == 401 ? "; compare app_id and client_secret with " + CONSOLE : "";
        };
    }
}
