package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What an answer that is no success means for the host. The API answers HTTP 4xx with a `code` in words; the older one and the webhooks answer
/// HTTP 200 with an `errcode`.
final class Refusals {
    private static final int LONGEST = 300;
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration PUNISHMENT = Duration.ofMinutes(10);
    private static final String FLOOD = "1111";

    private Refusals() {}

    /// The JSON of an answer to a call that logs in: what it refuses are the credentials.
    static JsonNode ofLogin(String what, HttpAnswer answer) {
        if (answer.status() == 400 || answer.status() == 401) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, what + " was refused" + said(json(answer))
                    + "; compare client_id and client_secret with the application's page in DingTalk's developer console")
                    .withPlatformCode(code(json(answer)));
        }
        try {
            return read(what, answer);
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.AUTHENTICATION
                    ? failure
                    : new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                            .withPlatformCode(failure.platformCode());
        }
    }

    /// The JSON of an answer.
    ///
    /// @throws AdapterException when it is a refusal, or cannot be read
    static JsonNode read(String what, HttpAnswer answer) {
        JsonNode json = json(answer);
        String code = code(json);
        if (answer.status() >= 500) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, what + " was answered with HTTP " + answer.status() + said(json)
                    + "; it may have been done all the same").withPlatformCode("http-" + answer.status());
        }
        if (answer.ok() && !json.isObject()) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                    what + " was answered with something that is no JSON object; it may have been done all the same");
        }
        if (answer.ok() && (code.isEmpty() || code.equals("0"))) {
            return json;
        }
        throw refusal(what, answer.status(), code, json).withPlatformCode(code.isEmpty() ? "http-" + answer.status() : code);
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return Json.parse(answer.body());
        } catch (JacksonException noJson) {
            return Json.parse("null");
        }
    }

    /// Only the gateway that punishes floods has a `status`.
    private static String code(JsonNode json) {
        String code = Json.first(json, "code", "errcode");
        return code.isEmpty() && Json.text(json, "status").equals(FLOOD) ? FLOOD : code;
    }

    private static String said(JsonNode json) {
        String words = Json.first(json, "message", "errmsg").strip();
        return words.isEmpty() ? "" : ": " + (words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
    }

    private static AdapterException refusal(String what, int status, String code, JsonNode json) {
        String message = what + " was refused with " + (code.isEmpty() ? "HTTP " + status : "code " + code) + said(json);
        ErrorKind kind = kind(status, code.toLowerCase(Locale.ROOT));
        return switch (kind) {
            case RATE_LIMITED -> AdapterException.rateLimited(message, wait(code, json));
            case AUTHENTICATION -> new AdapterException(kind, message + "; compare client_id and client_secret with the"
                    + " application's page in DingTalk's developer console");
            case CONFIGURATION -> new AdapterException(kind, message + "; compare robot_code with the robot's page, and see that"
                    + " the application is published");
            default -> new AdapterException(kind, message + (code.contains("PermissionDenied")
                    ? "; grant it under Permissions (权限管理) of the application: " + Json.text(json, "accessdenieddetail")
                    : ""));
        };
    }

    /// How long a limit lasts: what the gateway says, ten minutes for a webhook that was flooded, else a second.
    private static Duration wait(String code, JsonNode json) {
        long told = Json.number(json, "wait");
        return told > 0 ? Duration.ofSeconds(told) : code.equals("130101") ? PUNISHMENT : A_SECOND;
    }

    private static ErrorKind kind(int status, String code) {
        return switch (code) {
            case "40014", "42001", "40001", "40089", "invalidauthentication", "invalidclientidorsecret" ->
                ErrorKind.AUTHENTICATION;
            case "88", "90002", "90018", "130101", "660026", FLOOD -> ErrorKind.RATE_LIMITED;
            case "300001" -> ErrorKind.WINDOW_CLOSED;
            case "-1", "15", "serviceunavailable" -> ErrorKind.UNKNOWN_OUTCOME;
            case "40004", "40005", "40006", "40007", "40008", "40009", "43009" -> ErrorKind.MEDIA;
            default -> byWords(status, code);
        };
    }

    private static ErrorKind byWords(int status, String code) {
        if (code.contains("qpslimit") || status == 429) {
            return ErrorKind.RATE_LIMITED;
        }
        if (code.contains("quota")) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        if (code.startsWith("invalidparameter.robotcode")) {
            return ErrorKind.CONFIGURATION;
        }
        if (code.startsWith("invalidparameter.openconversationid") || code.startsWith("resource.not.found")
                || code.contains("robot.not.in") || code.contains("staffid.notexisted")) {
            return ErrorKind.UNREACHABLE_TARGET;
        }
        return status < 300 ? ErrorKind.REJECTED : HttpStatus.kind(status);
    }
}
