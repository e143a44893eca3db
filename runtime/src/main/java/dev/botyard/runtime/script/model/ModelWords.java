package dev.botyard.runtime.script.model;

import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.model.ModelException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the answers of one endpoint mean, and the sentences about those that are none. Immutable.
record ModelWords(ModelSettings now) {
    private static final int LONGEST_REASON = 300;

    String address() {
        return now.url();
    }

    /// @return the body of a good answer
    /// @throws ModelException for any other
    JsonNode body(int status, Map<String, List<String>> headers, byte[] bytes) {
        HttpAnswer answer = new HttpAnswer(status, headers, bytes);
        JsonNode told = read(answer);
        if (!answer.ok()) {
            throw refused(answer, told);
        }
        return told;
    }

    /// @return the text of a good answer
    /// @throws ModelException for any other
    String said(int status, Map<String, List<String>> headers, byte[] bytes) {
        JsonNode content = body(status, headers, bytes).path("choices").path(0).path("message").path("content");
        if (!content.isString()) {
            throw silent();
        }
        return content.stringValue();
    }

    ModelException silent() {
        return failed(
                "holds no text at choices[0].message.content; is ai.url the address of an OpenAI-compatible interface, with its /v1?");
    }

    /// @param how what is wrong with the answer
    ModelException failed(String how) {
        return new ModelException(Reason.FAILED, "the answer of " + now.url() + " " + how);
    }

    /// The endpoint says in the middle of its answer that no more comes.
    ModelException brokenOff(JsonNode error, int after) {
        return new ModelException(Reason.FAILED,
                "the language model broke off after " + after + " characters; " + now.url() + " says: "
                        + reason(error).orElse("no reason"));
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JacksonException _) {
            return Json.MAPPER.nullNode();
        }
    }

    private ModelException refused(HttpAnswer answer, JsonNode body) {
        String why = reason(body).map(text -> ": " + text).orElse("");
        String status = now.url() + " answers HTTP " + answer.status() + why;
        String pause = answer.header("retry-after").filter(seconds -> seconds.matches("\\d{1,6}")).orElse("");
        return switch (answer.status()) {
            case 401, 403 -> new ModelException(Reason.REFUSED, "the language model refuses ai.key; " + status);
            case 404 ->
                new ModelException(Reason.REFUSED, "there is no such model or address; compare ai.url and ai.model; " + status);
            case 429 -> new ModelException(Reason.RATE_LIMITED, "the language model wants a pause"
                    + (pause.isEmpty() ? "" : " of " + pause + " s") + ", or its quota is used up; " + status);
            default -> new ModelException(answer.status() >= 500 ? Reason.FAILED : Reason.REFUSED,
                    "the language model gives no answer; " + status);
        };
    }

    /// The endpoint's own words, shortened, on one line, and without the key, which some repeat.
    private Optional<String> reason(JsonNode body) {
        String text = body.path("error").isString()
                ? body.path("error").stringValue()
                : body.path("error").path("message").asString(body.path("message").asString(""));
        String bare = now.key().isEmpty() ? text : text.replace(now.key(), "…");
        return bare.isBlank()
                ? Optional.empty()
                : Optional.of((bare.length() > LONGEST_REASON ? bare.substring(0, LONGEST_REASON) + "…" : bare)
                        .replaceAll("\\s+", " ").strip());
    }
}
