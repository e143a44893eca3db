package dev.botyard.runtime.script.model;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.model.ModelException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The language model of the settings `ai.*`. Asks `POST {ai.url}/chat/completions`. Thread-safe.
///
/// A question is sent once: what it costs is paid by the operator, and the script knows better whether to ask again.
public final class Model {
    private static final long LARGEST_ANSWER = 4L << 20;
    private static final int LONGEST_REASON = 300;

    private final HttpClient http;
    private final Supplier<ModelSettings> settings;
    private final DailyLimit limit;

    /// @param zone in which a day begins at midnight
    public Model(HttpClient http, Supplier<ModelSettings> settings, InstantSource clock, Supplier<ZoneId> zone) {
        this.http = http;
        this.settings = settings;
        limit = new DailyLimit(clock, zone);
    }

    /// Asks and waits.
    ///
    /// @param person who has caused it, such as `qq:10001`; `""` for nobody, whose questions are not counted
    /// @return what the model says, which is to be trusted as little as what people say
    /// @throws ModelException when there is no answer
    public String ask(String person, ModelQuestion question) throws InterruptedException {
        ModelSettings now = ready();
        return said(sent(person, body(question, now), question.limit().orElse(now.timeout()), now), now);
    }

    /// Asks in a conversation with tools, and waits.
    ///
    /// @param person   as with [#ask]
    /// @param messages as the interface wants them
    /// @param tools    likewise
    /// @return the model's message: its `content`, its `tool_calls`, or both, and as little to be trusted
    /// @throws ModelException when there is no answer
    public JsonNode talk(String person, ArrayNode messages, ArrayNode tools) throws InterruptedException {
        ModelSettings now = ready();
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", now.model());
        body.set("messages", messages);
        body.set("tools", tools);
        JsonNode message = sent(person, body.toString(), now.timeout(), now).path("choices").path(0).path("message");
        if (!message.path("content").isString() && message.path("tool_calls").isEmpty()) {
            throw silent(now);
        }
        return message;
    }

    private ModelSettings ready() {
        ModelSettings now = settings.get();
        if (!now.ready()) {
            throw new ModelException(Reason.NO_MODEL, "no language model is set up; set ai.url and ai.model in botyard.yaml");
        }
        return now;
    }

    /// @return the body of a good answer
    private JsonNode sent(String person, String body, Duration atMost, ModelSettings now) throws InterruptedException {
        if (!person.isEmpty() && !limit.take(person, now.perPerson())) {
            throw new ModelException(Reason.RATE_LIMITED, person + " has asked the model " + now.perPerson()
                    + " times today, which is the limit ai.per_person; it begins anew at midnight");
        }
        HttpCall.Builder call = HttpCall.post(URI.create(now.url() + "/chat/completions")).json(body)
                .timeout(atMost).maxAnswerBytes(LARGEST_ANSWER).followRedirects(false);
        if (!now.key().isEmpty()) {
            call.header("Authorization", "Bearer " + now.key());
        }
        try {
            HttpAnswer answer = http.send(call.build());
            JsonNode told = read(answer);
            if (!answer.ok()) {
                throw refused(answer, told, now);
            }
            return told;
        } catch (AdapterException e) {
            throw new ModelException(Reason.FAILED, "the language model was not asked or did not answer: " + e.getMessage());
        }
    }

    private static String body(ModelQuestion question, ModelSettings now) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", question.model().isEmpty() ? now.model() : question.model());
        ArrayNode messages = body.putArray("messages");
        question.messages()
                .forEach(message -> messages.addObject().put("role", message.role()).put("content", message.content()));
        if (question.temperature() != null) {
            body.put("temperature", question.temperature());
        }
        if (question.maxTokens() > 0) {
            body.put("max_tokens", question.maxTokens());
        }
        if (question.json()) {
            body.putObject("response_format").put("type", "json_object");
        }
        return body.toString();
    }

    private static String said(JsonNode body, ModelSettings now) {
        JsonNode content = body.path("choices").path(0).path("message").path("content");
        if (!content.isString()) {
            throw silent(now);
        }
        return content.stringValue();
    }

    private static ModelException silent(ModelSettings now) {
        return new ModelException(Reason.FAILED, "the answer of " + now.url() + " holds no text at choices[0].message.content;"
                + " is ai.url the address of an OpenAI-compatible interface, with its /v1?");
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JacksonException _) {
            return Json.MAPPER.nullNode();
        }
    }

    private static ModelException refused(HttpAnswer answer, JsonNode body, ModelSettings now) {
        String why = reason(body, now).map(text -> ": " + text).orElse("");
        String status = now.url() + " answers HTTP " + answer.status() + why;
        return switch (answer.status()) {
            case 401, 403 -> new ModelException(Reason.REFUSED, "the language model refuses ai.key; " + status);
            case 404 ->
                new ModelException(Reason.REFUSED, "there is no such model or address; compare ai.url and ai.model; " + status);
            case 429 -> new ModelException(Reason.RATE_LIMITED, "the language model wants a pause"
                    + answer.header("retry-after").filter(pause -> pause.matches("\\d{1,6}")).map(pause -> " of " + pause + " s")
                            .orElse("")
                    + ", or its quota is used up; " + status);
            default -> new ModelException(answer.status() >= 500 ? Reason.FAILED : Reason.REFUSED,
                    "the language model gives no answer; " + status);
        };
    }

    /// The endpoint's own words, shortened, on one line, and without the key, which some repeat.
    private static Optional<String> reason(JsonNode body, ModelSettings now) {
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
