package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.adapters.onebot11.wire.Answer;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Calls over HTTP: `POST /action` with the parameters as JSON. Thread-safe.
final class HttpLink implements Link {
    private static final long MAX_ANSWER = 128L << 20;

    private final HttpClient http;
    private final String base;
    private final String accessToken;
    private final Clock clock;
    private final Runnable answered;

    /// @param answered told of every answer
    HttpLink(HttpClient http, URI url, String accessToken, Clock clock, Runnable answered) {
        this.http = http;
        String text = url.toString();
        base = text.endsWith("/") ? text : text + "/";
        this.accessToken = accessToken;
        this.clock = clock;
        this.answered = answered;
    }

    @Override
    public Answer call(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException {
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            params.accept(out);
            out.writeEndObject();
        });
        HttpCall.Builder call = HttpCall.post(URI.create(base + action)).header("Content-Type", "application/json").body(body)
                .timeout(timeout).maxAnswerBytes(MAX_ANSWER);
        if (!accessToken.isEmpty()) {
            call.header("Authorization", "Bearer " + accessToken);
        }
        HttpAnswer answer = http.send(call.build());
        answered.run();
        return read(action, answer);
    }

    private Answer read(String action, HttpAnswer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new AdapterException(ErrorKind.AUTHENTICATION,
                    action + ": the OneBot implementation refused the access token (HTTP "
                            + answer.status() + "); compare access_token on both sides");
        }
        if (answer.status() == 429) {
            throw tooMany(action, answer);
        }
        try {
            JsonNode json = Json.parse(answer.body());
            if (json.isObject() && (json.has("retcode") || json.has("status"))) {
                return Answer.of(json);
            }
        } catch (JacksonException noJson) {
            // The status alone has to do.
        }
        if (answer.status() >= 500 || answer.ok()) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, action + " was answered with HTTP " + answer.status()
                    + " and nothing that OneBot defines; it may have been done all the same");
        }
        return new Answer("failed", 1000 + answer.status(), "HTTP " + answer.status(), MissingNode.getInstance());
    }

    private AdapterException tooMany(String action, HttpAnswer answer) {
        String sentence = action + " was refused with HTTP 429: the OneBot implementation asks to wait";
        return RetryAfter.of(answer, clock)
                .map(wait -> AdapterException.rateLimited(sentence, wait))
                .orElseGet(() -> new AdapterException(ErrorKind.RATE_LIMITED, sentence));
    }
}
