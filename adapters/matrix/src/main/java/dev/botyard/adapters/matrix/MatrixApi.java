package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RestAction;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the API, each blocking for the answer. A token that has expired is renewed once. Thread-safe.
final class MatrixApi {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    static final long LARGEST_MEDIUM = 100L << 20;
    private static final String CLIENT = "/_matrix/client/v3/";

    private final AdapterContext context;
    private final String base;
    private final MatrixLogin login;
    private final AccessToken token;

    MatrixApi(AdapterContext context, MatrixConfig config) throws InterruptedException {
        this.context = context;
        base = base(config.homeserver());
        login = new MatrixLogin(config, context.storage(), (path, body) -> read(path, context.http().send(
                HttpCall.post(URI.create(base() + path)).json(body).timeout(PATIENCE).build())));
        token = new AccessToken(context.clock(), Duration.ofMinutes(1), login);
    }

    private String base() {
        return base;
    }

    /// A server's name may stand for another address, which it tells itself.
    private String base(String homeserver) throws InterruptedException {
        if (homeserver.matches("https?://.+")) {
            return homeserver;
        }
        String own = "https://" + homeserver;
        HttpAnswer answer = context.http().send(HttpCall.get(URI.create(own + "/.well-known/matrix/client")).followRedirects(true)
                .timeout(PATIENCE).build());
        try {
            String told = answer.ok() ? Json.text(Json.parse(answer.body()).path("m.homeserver"), "base_url") : "";
            return told.matches("https?://.+") ? told.replaceFirst("/+$", "") : own;
        } catch (JacksonException page) {
            return own;
        }
    }

    /// A path below the client API, each part encoded.
    static String path(String... parts) {
        StringBuilder path = new StringBuilder(CLIENT);
        for (int i = 0; i < parts.length; i++) {
            path.append(i == 0 ? "" : "/").append(Forms.segment(parts[i]));
        }
        return path.toString();
    }

    JsonNode get(String path, Duration timeout) throws InterruptedException {
        return call(HttpCall.get(URI.create(base + path)).timeout(timeout), path);
    }

    JsonNode put(String path, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        return call(HttpCall.method("PUT", URI.create(base + path)).json(Json.object(body)).timeout(timeout), path);
    }

    JsonNode post(String path, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        return call(HttpCall.post(URI.create(base + path)).json(Json.object(body)).timeout(timeout), path);
    }

    /// A call that a script names, below the client API.
    JsonNode perform(RestAction asked, Duration timeout) throws InterruptedException {
        String path = CLIENT + asked.target();
        HttpCall.Builder call = HttpCall.method(asked.method(), URI.create(base + path)).timeout(timeout);
        return call(asked.bodiless() ? call : call.json(Json.object(asked::write)), path);
    }

    private JsonNode call(HttpCall.Builder call, String path) throws InterruptedException {
        return token.call(secret -> read(path, context.http().send(call.header("Authorization", "Bearer " + secret).build())));
    }

    /// @return where the medium is now, `mxc://…`
    String upload(String name, String type, byte[] bytes, Duration timeout) throws InterruptedException {
        String path = "/_matrix/media/v3/upload";
        try {
            return Json.text(
                    call(HttpCall.post(URI.create(base + path + "?filename=" + Forms.segment(name))).body(bytes).timeout(timeout)
                            .header("Content-Type", type.isEmpty() ? "application/octet-stream" : type), path),
                    "content_uri");
        } catch (AdapterException failure) {
            throw switch (failure.kind()) {
                case UNKNOWN_OUTCOME, REJECTED -> new AdapterException(ErrorKind.MEDIA,
                        "'" + name + "' could not be uploaded; nothing was sent: " + failure.getMessage(), failure)
                        .withPlatformCode(failure.platformCode());
                default -> failure;
            };
        }
    }

    /// The bytes of a medium; servers before 1.11 know the older path only.
    byte[] download(String mxc) throws InterruptedException {
        String place = mxc.replaceFirst("^mxc://", "");
        if (!place.matches("[^/]+/[^/?#]+")) {
            throw new AdapterException(ErrorKind.MEDIA, "the message does not say where the medium is");
        }
        String path = Forms.segment(place.replaceFirst("/.*", "")) + "/" + Forms.segment(place.replaceFirst(".*/", ""));
        HttpAnswer answer = fetch("/_matrix/client/v1/media/download/" + path);
        if (answer.status() == 404 || answer.status() == 405) {
            answer = fetch("/_matrix/media/v3/download/" + path);
        }
        if (!answer.ok()) {
            throw new AdapterException(ErrorKind.MEDIA, "the server answers with HTTP " + answer.status() + " to " + mxc);
        }
        return answer.body();
    }

    private HttpAnswer fetch(String path) throws InterruptedException {
        return token.call(secret -> {
            HttpAnswer answer = context.http()
                    .send(HttpCall.get(URI.create(base + path)).timeout(Duration.ofMinutes(2)).followRedirects(true)
                            .maxAnswerBytes(LARGEST_MEDIUM).header("Authorization", "Bearer " + secret).build());
            return answer.status() == 401 ? throwing(path, answer) : answer;
        });
    }

    private HttpAnswer throwing(String path, HttpAnswer answer) {
        read(path, answer);
        return answer;
    }

    private JsonNode read(String path, HttpAnswer answer) {
        String what = path.replaceFirst("\\?.*", "").replaceFirst("^/_matrix/(client|media)/v\\d/", "");
        JsonNode body = Json.parse("{}");
        try {
            body = Json.parse(answer.body());
        } catch (JacksonException page) {
            if (answer.ok()) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, what + ": the server's answer is no JSON");
            }
        }
        if (answer.ok() && body.isObject()) {
            return body;
        }
        throw refusal(what, answer, body);
    }

    private AdapterException refusal(String what, HttpAnswer answer, JsonNode body) {
        String code = Json.text(body, "errcode");
        String said = what + ": the server says "
                + (code.isEmpty() ? "HTTP " + answer.status() : code + " " + Json.text(body, "error"));
        if (answer.status() == 429) {
            Duration wait = wait(answer, body);
            return (wait.isZero() ? new AdapterException(ErrorKind.RATE_LIMITED, said) : AdapterException.rateLimited(said, wait))
                    .withPlatformCode(code);
        }
        ErrorKind kind = kind(answer.status(), code);
        if (kind == ErrorKind.AUTHENTICATION && !Json.flag(body, "soft_logout", false)) {
            login.ended(said + "; log the bot in again");
        }
        return new AdapterException(kind, said).withPlatformCode(code.isEmpty() ? "http-" + answer.status() : code);
    }

    private Duration wait(HttpAnswer answer, JsonNode body) {
        return RetryAfter.of(answer, context.clock()).filter(Duration::isPositive)
                .orElseGet(() -> Duration.ofMillis(Math.max(0, Json.number(body, "retry_after_ms"))));
    }

    private static ErrorKind kind(int status, String code) {
        if (status >= 500) {
            return ErrorKind.UNKNOWN_OUTCOME;
        }
        return switch (code) {
            case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED", "M_USER_SUSPENDED" ->
                ErrorKind.AUTHENTICATION;
            case "M_NOT_FOUND", "M_UNKNOWN_ROOM", "M_INVALID_PARAM" -> ErrorKind.UNREACHABLE_TARGET;
            case "M_RESOURCE_LIMIT_EXCEEDED", "M_USER_LIMIT_EXCEEDED" -> ErrorKind.QUOTA_EXHAUSTED;
            case "M_UNRECOGNIZED" -> ErrorKind.UNSUPPORTED;
            default -> HttpStatus.kind(status);
        };
    }
}
