package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.time.Clock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What an answer that is no success means for the host. The platform's numbers are not published; one is known.
final class Refusals {
    private static final long STALE_TOKEN = -14;
    private static final int LONGEST = 300;

    private Refusals() {}

    /// The JSON of an answer.
    ///
    /// @throws AdapterException by the HTTP status, or `UNKNOWN_OUTCOME` when a success is no JSON object
    static JsonNode read(String path, HttpAnswer answer) {
        checkStatus(path, answer);
        try {
            JsonNode json = Json.parse(answer.body());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException noJson) {
            // Said below.
        }
        throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                path + " was answered with something that is no JSON object; it may have been done all the same");
    }

    /// @throws AdapterException by the HTTP status
    static void checkStatus(String path, HttpAnswer answer) {
        if (!answer.ok()) {
            throw ofStatus(path, answer);
        }
    }

    private static AdapterException ofStatus(String path, HttpAnswer answer) {
        String what = path + " was answered with HTTP " + answer.status();
        AdapterException failure = switch (answer.status()) {
            case 401, 403 -> new AdapterException(ErrorKind.AUTHENTICATION, what + ": the login is not accepted any more");
            case 429 -> AdapterException.rateLimited(what + ": too many calls",
                    RetryAfter.of(answer, Clock.systemUTC()).orElse(null));
            default -> {
                ErrorKind kind = HttpStatus.kind(answer.status());
                yield new AdapterException(kind,
                        what + (kind == ErrorKind.UNKNOWN_OUTCOME ? "; it may have been done all the same" : ""));
            }
        };
        return failure.withPlatformCode("http-" + answer.status());
    }

    /// A 200 may be a failure all the same.
    ///
    /// @throws AdapterException `AUTHENTICATION` for a stale token, else `REJECTED` with the platform's number
    static void check(String path, JsonNode answer) {
        long code = Json.number(answer, "ret") != 0 ? Json.number(answer, "ret") : Json.number(answer, "errcode");
        if (code == 0) {
            return;
        }
        if (code == STALE_TOKEN || Json.number(answer, "errcode") == STALE_TOKEN) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, "WeChat has ended the login of this account (code -14)")
                    .withPlatformCode("-14");
        }
        String words = Json.text(answer, "errmsg").strip();
        String said = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
        throw new AdapterException(ErrorKind.REJECTED, path + " was refused with code " + code
                + (said.isEmpty() ? "" : ": " + said)).withPlatformCode(Long.toString(code));
    }
}
