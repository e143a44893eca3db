package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.adapters.common.TextPieces;
import dev.botyard.adapters.notify.NotifyConfig.Service;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What services answer: many say with a 200 that they refuse. Pure functions on any thread.
final class Answers {
    /// Nothing may be sent until the next day: every call makes it longer.
    static final String RESTING = "900";
    private static final int LONGEST = 200;
    private static final Pattern PLACE = Pattern.compile("^https?://[^/?#@]+");
    private static final Pattern GONE = Pattern.compile("device token|device key|BadDeviceToken|Unregistered");
    private static final Pattern DAILY = Pattern.compile("quota|daily|超过当天|每日", Pattern.CASE_INSENSITIVE);
    private static final Map<Service, Map<String, ErrorKind>> CODES = Map.of(
            Service.NTFY, Map.of("42908", ErrorKind.QUOTA_EXHAUSTED, "41301", ErrorKind.MEDIA, "40301",
                    ErrorKind.UNREACHABLE_TARGET),
            Service.PUSHPLUS, Map.of("903", ErrorKind.AUTHENTICATION, "905", ErrorKind.AUTHENTICATION, "401",
                    ErrorKind.AUTHENTICATION, "302", ErrorKind.AUTHENTICATION, RESTING, ErrorKind.QUOTA_EXHAUSTED, "500",
                    ErrorKind.UNKNOWN_OUTCOME, "600", ErrorKind.UNKNOWN_OUTCOME),
            Service.SERVERCHAN, Map.of("40001", ErrorKind.AUTHENTICATION, "20001", ErrorKind.QUOTA_EXHAUSTED),
            Service.DINGTALK_ROBOT, Map.of("130101", ErrorKind.RATE_LIMITED, "300001", ErrorKind.AUTHENTICATION, "300005",
                    ErrorKind.AUTHENTICATION, "-1", ErrorKind.UNKNOWN_OUTCOME),
            Service.FEISHU_ROBOT, Map.of("11232", ErrorKind.RATE_LIMITED));
    private static final Map<String, String> ADVICE = Map.of("40301", "; the login is good, but not for this topic", "310000",
            "; the robot's security settings (安全设置) want a keyword, a signature (config.sign_secret) or another address", "19021",
            "; compare config.sign_secret with the robot's page, and look at the clock", "19024",
            "; the text needs one of the robot's keywords (自定义关键词)");

    private Answers() {}

    /// The ids of what was taken, none where the service gives none.
    ///
    /// @throws AdapterException when it was refused
    static List<String> ids(NotifyConfig config, HttpAnswer answer, Clock clock) {
        Service service = config.service();
        redirected(service, answer);
        JsonNode body = Json.orEmpty(answer.text());
        String code = code(service, answer, body);
        if (!code.isEmpty()) {
            throw refusal(service, answer, code, config.masked(words(answer, body)), clock);
        }
        String id = switch (service) {
            case NTFY, GOTIFY, DISCORD_WEBHOOK, WEBHOOK -> Json.text(body, "id");
            case PUSHPLUS -> Json.text(body, "data");
            case SERVERCHAN -> Json.text(body.path("data"), "pushid");
            default -> "";
        };
        return id.isEmpty() ? List.of() : List.of(id);
    }

    /// A POST is never sent elsewhere; of the new address only the begin is shown, because the rest may hold the key.
    private static void redirected(Service service, HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            Matcher place = PLACE.matcher(answer.header("Location").orElse(""));
            throw new AdapterException(ErrorKind.COMMUNICATION, service.label() + " sent the message elsewhere, to "
                    + (place.find() ? place.group() : "another path")
                    + ", and it was not taken; write the new address into config.url");
        }
    }

    /// The service's own code of a refusal, else the status; `""` where it took the message. A 200 without the service's own words, as gateways and
    /// captive portals give it, took nothing.
    private static String code(Service service, HttpAnswer answer, JsonNode body) {
        String code = Json.first(body, "errcode", "code", "StatusCode");
        boolean taken = answer.ok() && switch (service) {
            case WEBHOOK -> true;
            case SLACK_WEBHOOK -> answer.text().strip().equals("ok");
            case DISCORD_WEBHOOK -> body.has("id") || answer.status() == 204;
            case NTFY, GOTIFY -> body.has("id");
            case BARK, PUSHPLUS -> code.equals("200");
            default -> code.equals("0");
        };
        return taken ? "" : code.isEmpty() ? "http-" + answer.status() : code;
    }

    private static String words(HttpAnswer answer, JsonNode body) {
        String said = Json.first(body, "errmsg", "msg", "message", "error", "errorDescription", "StatusMessage");
        boolean text = said.isEmpty() && answer.header("Content-Type").orElse("").startsWith("text/plain");
        return TextPieces.line(text ? answer.text() : said, LONGEST);
    }

    private static AdapterException refusal(Service service, HttpAnswer answer, String code, String words, Clock clock) {
        ErrorKind kind = kind(service, answer, code, words);
        String sentence = service.label() + (kind == ErrorKind.UNKNOWN_OUTCOME
                ? " gave an answer that does not say whether it took the message: "
                : " refused the message: ") + code + (words.isEmpty() ? "" : " " + words) + ADVICE.getOrDefault(code, "");
        Optional<Duration> wait = kind == ErrorKind.RATE_LIMITED
                ? RetryAfter.of(answer, clock)
                : Optional.empty();
        return wait.map(time -> AdapterException.rateLimited(sentence, time))
                .orElseGet(() -> new AdapterException(kind, sentence))
                .withPlatformCode(code);
    }

    private static ErrorKind kind(Service service, HttpAnswer answer, String code, String words) {
        ErrorKind known = CODES.getOrDefault(service, Map.of()).get(code);
        if (known != null) {
            return known;
        }
        if (service == Service.BARK) {
            return bark(answer.status(), code, words);
        }
        if (service == Service.SERVERCHAN && DAILY.matcher(words).find()) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        boolean silent = code.startsWith("http-");
        return !answer.ok() ? status(service, answer) : silent ? ErrorKind.UNKNOWN_OUTCOME : ErrorKind.REJECTED;
    }

    private static ErrorKind bark(int status, String code, String words) {
        if (status == 418 || status == 401) {
            return ErrorKind.AUTHENTICATION;
        }
        if (GONE.matcher(words).find()) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        if (words.contains("PayloadTooLarge") || code.equals("400")) {
            return ErrorKind.REJECTED;
        }
        ErrorKind otherwise = status == 429 ? ErrorKind.RATE_LIMITED : ErrorKind.UNKNOWN_OUTCOME;
        return words.startsWith("push failed") ? ErrorKind.COMMUNICATION : otherwise;
    }

    private static ErrorKind status(Service service, HttpAnswer answer) {
        boolean login = service == Service.NTFY || service == Service.GOTIFY;
        return switch (answer.status()) {
            case 503 -> answer.header("Retry-After").isPresent() ? ErrorKind.RATE_LIMITED : ErrorKind.UNKNOWN_OUTCOME;
            case 401 -> login ? ErrorKind.AUTHENTICATION : ErrorKind.REJECTED;
            case 403 -> service == Service.GOTIFY ? ErrorKind.AUTHENTICATION : ErrorKind.REJECTED;
            case 404, 410 -> ErrorKind.UNREACHABLE_TARGET;
            case 507 -> ErrorKind.COMMUNICATION;
            case 408, 425 -> ErrorKind.UNKNOWN_OUTCOME;
            default -> HttpStatus.kind(answer.status());
        };
    }

    /// What a probe says.
    ///
    /// @throws AdapterException `AUTHENTICATION`, or `COMMUNICATION` when the service is not there or not well
    static void probed(Service service, HttpAnswer answer) {
        if (answer.status() == 401 || answer.status() == 418) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, service.label() + " does not take the key or login (HTTP "
                    + answer.status() + "); copy it again into the account's file").withPlatformCode("http-" + answer.status());
        }
        if (!answer.ok()) {
            redirected(service, answer);
            throw new AdapterException(ErrorKind.COMMUNICATION, service.label() + " answers HTTP " + answer.status()
                    + " when it is asked whether it is there; look at config.url");
        }
    }
}
