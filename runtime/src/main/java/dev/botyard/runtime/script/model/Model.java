package dev.botyard.runtime.script.model;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.client.StreamedCalls;
import dev.botyard.runtime.script.model.ModelException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The language model of the settings `ai.*`. Asks `POST {ai.url}/chat/completions`. Thread-safe.
///
/// A question is sent once: what it costs is paid by the operator, and the script knows better whether to ask again.
public final class Model {
    private static final long LARGEST_ANSWER = 4L << 20;
    private static final long LARGEST_STREAM = 64L << 20;
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);

    private final HttpClient http;
    private final StreamedCalls streams;
    private final Supplier<ModelSettings> settings;
    private final DailyLimit limit;

    /// @param zone in which a day begins at midnight
    public Model(HttpClient http, StreamedCalls streams, Supplier<ModelSettings> settings, InstantSource clock,
            Supplier<ZoneId> zone) {
        this.http = http;
        this.streams = streams;
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
        HttpAnswer answer = sent(person, body(question, now).toString(), question.limit().orElse(now.timeout()), now);
        return new ModelWords(now).said(answer.status(), answer.headers(), answer.body());
    }

    /// Asks, and hands the answer on while it comes.
    ///
    /// @param words gets each piece in order, on this thread
    /// @return all pieces together
    /// @throws ModelException when there is no answer, or only the beginning of one
    public String stream(String person, ModelQuestion question, Consumer<String> words) throws InterruptedException {
        ModelSettings now = ready();
        count(person, now);
        ObjectNode body = body(question, now).put("stream", true);
        StreamedAnswer answer = new StreamedAnswer(words, new ModelWords(now));
        try {
            streams.send(call(body.toString(), now).header("Accept", "text/event-stream").timeout(LONGEST_STREAM)
                    .maxAnswerBytes(LARGEST_STREAM).build(), question.limit().orElse(now.timeout()), answer);
        } catch (AdapterException e) {
            if (!answer.complete()) {
                throw unreached(e, answer.length() == 0 ? "" : "; " + answer.length() + " characters had come");
            }
        }
        return answer.text();
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
        HttpAnswer answer = sent(person, body.toString(), now.timeout(), now);
        JsonNode message = new ModelWords(now).body(answer.status(), answer.headers(), answer.body()).path("choices").path(0)
                .path("message");
        if (!message.path("content").isString() && message.path("tool_calls").isEmpty()) {
            throw new ModelWords(now).silent();
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

    private HttpAnswer sent(String person, String body, Duration atMost, ModelSettings now) throws InterruptedException {
        count(person, now);
        try {
            return http.send(call(body, now).timeout(atMost).maxAnswerBytes(LARGEST_ANSWER).build());
        } catch (AdapterException e) {
            throw unreached(e, "");
        }
    }

    private void count(String person, ModelSettings now) {
        if (!person.isEmpty() && !limit.take(person, now.perPerson())) {
            throw new ModelException(Reason.RATE_LIMITED, person + " has asked the model " + now.perPerson()
                    + " times today, which is the limit ai.per_person; it begins anew at midnight");
        }
    }

    private static HttpCall.Builder call(String body, ModelSettings now) {
        HttpCall.Builder call = HttpCall.post(URI.create(now.url() + "/chat/completions")).json(body).followRedirects(false);
        return now.key().isEmpty() ? call : call.header("Authorization", "Bearer " + now.key());
    }

    private static ModelException unreached(AdapterException e, String more) {
        return new ModelException(Reason.FAILED,
                "the language model was not asked or did not answer: " + e.getMessage() + more);
    }

    private static ObjectNode body(ModelQuestion question, ModelSettings now) {
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
        return body;
    }
}
