package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The methods of the Web API, each blocking for the answer. Refusals come with HTTP 200 too: what counts is `ok` in the body. Thread-safe.
final class SlackApi {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> LOGIN = Set.of("not_authed", "invalid_auth", "account_inactive", "token_revoked",
            "token_expired",
            "team_disabled", "user_removed_from_team", "org_login_required", "invalid_token");
    private static final Set<String> NOBODY = Set.of("channel_not_found", "not_in_channel", "is_archived", "user_not_found",
            "user_not_visible", "user_disabled", "cannot_dm_bot", "messages_tab_disabled", "users_not_found",
            "user_is_restricted",
            "cant_invite_self", "not_in_group");
    private static final Set<String> MEDIA = Set.of("file_uploads_disabled", "file_upload_size_restricted",
            "file_type_not_allowed",
            "storage_limit_reached", "file_not_found", "slack_connect_file_upload_sharing_blocked");
    private static final Set<String> FAULTS = Set.of("fatal_error", "internal_error", "service_unavailable", "request_timeout",
            "team_added_to_org");

    private final HttpClient http;
    private final SlackConfig config;
    private final RateBuckets buckets;

    SlackApi(HttpClient http, SlackConfig config, Clock clock) {
        this.http = http;
        this.config = config;
        buckets = new RateBuckets(clock);
    }

    /// Calls a method with the bot's token.
    JsonNode call(String method, Map<String, String> params, Duration timeout) throws InterruptedException {
        return call(method, config.botToken(), params, timeout);
    }

    JsonNode call(String method, Map<String, String> params) throws InterruptedException {
        return call(method, params, PATIENCE);
    }

    /// Where the next connection of Socket Mode goes; good for one.
    URI connectionUrl() throws InterruptedException {
        String url = Json.text(call("apps.connections.open", config.appToken(), Map.of(), PATIENCE), "url");
        try {
            return URI.create(url);
        } catch (IllegalArgumentException nonsense) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "apps.connections.open: Slack names no address to connect to");
        }
    }

    private JsonNode call(String method, String token, Map<String, String> params, Duration timeout) throws InterruptedException {
        RateBuckets.Route route = new RateBuckets.Route(method, params.getOrDefault("channel", ""));
        buckets.pass(route, timeout);
        HttpAnswer answer = http.send(HttpCall.post(URI.create(config.baseUrl() + method)).timeout(timeout)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", Forms.TYPE + "; charset=utf-8").body(Forms.write(params).getBytes(StandardCharsets.UTF_8))
                .build());
        if (answer.status() == 429) {
            throw limited(method, route, answer);
        }
        JsonNode body = body(method, answer);
        if (!Json.flag(body, "ok", false)) {
            throw refusal(method, body);
        }
        return body;
    }

    private AdapterException limited(String method, RateBuckets.Route route, HttpAnswer answer) {
        String wait = answer.header("Retry-After").orElse("").strip();
        if (!wait.matches("\\d{1,6}")) {
            return new AdapterException(ErrorKind.RATE_LIMITED, method + ": Slack asks to wait");
        }
        Duration time = Duration.ofSeconds(Long.parseLong(wait));
        buckets.close(route, time);
        return AdapterException.rateLimited(method + ": Slack asks to wait for " + wait + " s", time);
    }

    private static JsonNode body(String method, HttpAnswer answer) {
        try {
            JsonNode body = Json.parse(answer.body());
            if (body.isObject() && answer.status() < 500) {
                return body;
            }
        } catch (JacksonException page) {
            // Said below.
        }
        throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, method + ": Slack answered with HTTP " + answer.status()
                + "; it may have been done all the same").withPlatformCode("http-" + answer.status());
    }

    private static AdapterException refusal(String method, JsonNode body) {
        String error = Json.text(body, "error");
        return new AdapterException(kind(error),
                method + ": Slack " + (error.isEmpty() ? "refuses it" : "says " + error) + hint(error, body))
                .withPlatformCode(error);
    }

    private static ErrorKind kind(String error) {
        if (LOGIN.contains(error)) {
            return ErrorKind.AUTHENTICATION;
        }
        if (NOBODY.contains(error)) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        if (MEDIA.contains(error)) {
            return ErrorKind.MEDIA;
        }
        if (FAULTS.contains(error)) {
            return ErrorKind.UNKNOWN_OUTCOME;
        }
        return switch (error) {
            case "ratelimited", "rate_limited" -> ErrorKind.RATE_LIMITED;
            case "message_limit_exceeded" -> ErrorKind.QUOTA_EXHAUSTED;
            case "unknown_method", "method_not_supported_for_channel_type" -> ErrorKind.UNSUPPORTED;
            default -> ErrorKind.REJECTED;
        };
    }

    private static String hint(String error, JsonNode body) {
        return switch (error) {
            case "missing_scope" -> "; add the scope " + Json.text(body, "needed")
                    + " under OAuth & Permissions and install the app anew";
            case "not_in_channel" -> "; invite the bot there with /invite";
            case "channel_not_found" -> "; there is no such channel, or it is a private one without the bot";
            case "messages_tab_disabled" -> "; allow messages under App Home";
            case "not_allowed_token_type" -> "; bot_token takes xoxb-…, app_token xapp-…";
            default -> LOGIN.contains(error) ? "; compare the token with the app's page at Slack" : messages(body);
        };
    }

    private static String messages(JsonNode body) {
        JsonNode messages = body.path("response_metadata").path("messages");
        return messages.isArray() && !messages.isEmpty() ? ": " + Json.text(messages) : "";
    }

    /// The bytes of a file, with the bot's token where Slack itself keeps it.
    byte[] download(String url, String mimeType) throws InterruptedException {
        try {
            URI place = URI.create(url);
            HttpCall.Builder call = HttpCall.get(place).timeout(Duration.ofMinutes(2)).followRedirects(true)
                    .maxAnswerBytes(256L << 20);
            if (atSlack(place)) {
                call.header("Authorization", "Bearer " + config.botToken());
            }
            HttpAnswer answer = http.send(call.build());
            if (!answer.ok()) {
                throw new AdapterException(ErrorKind.MEDIA, "the file was refused with HTTP " + answer.status());
            }
            if (answer.header("Content-Type").orElse("").startsWith("text/html") && !mimeType.equals("text/html")) {
                throw new AdapterException(ErrorKind.MEDIA,
                        "Slack shows a login page instead of the file; add the scope files:read and install the app anew");
            }
            return answer.body();
        } catch (IllegalArgumentException nonsense) {
            throw new AdapterException(ErrorKind.MEDIA, "Slack does not say where the file is");
        }
    }

    private boolean atSlack(URI place) {
        String host = place.getHost() == null ? "" : place.getHost();
        boolean ours = "https".equals(place.getScheme())
                && host.matches("(?i)([a-z0-9-]+\\.)*(slack\\.com|slack-files\\.com|slack-edge\\.com)");
        return ours || URI.create(config.baseUrl()).getRawAuthority().equals(place.getRawAuthority());
    }

    /// Brings bytes to where Slack said; nobody sees them until the upload is completed.
    void upload(String url, byte[] bytes, Duration timeout) throws InterruptedException {
        try {
            HttpAnswer answer = http.send(HttpCall.post(URI.create(url)).timeout(timeout)
                    .header("Content-Type", "application/octet-stream").body(bytes).build());
            if (!answer.ok()) {
                throw new AdapterException(ErrorKind.MEDIA,
                        "Slack's upload answered with HTTP " + answer.status() + "; nothing was sent")
                        .withPlatformCode("http-" + answer.status());
            }
        } catch (IllegalArgumentException nonsense) {
            throw new AdapterException(ErrorKind.MEDIA, "Slack names no place to upload to; nothing was sent");
        } catch (AdapterException broken) {
            throw broken.kind() != ErrorKind.UNKNOWN_OUTCOME
                    ? broken
                    : new AdapterException(ErrorKind.MEDIA, "the upload broke off; nothing was sent", broken);
        }
    }
}
