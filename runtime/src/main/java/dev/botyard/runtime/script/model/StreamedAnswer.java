package dev.botyard.runtime.script.model;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.client.StreamedCalls;
import dev.botyard.runtime.script.model.ModelException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// An answer that comes as chunks of chat completions, or in one piece from endpoints that do not stream. Confined to the thread of its call.
final class StreamedAnswer implements StreamedCalls.BodySink {
    private static final int LARGEST_PIECE = 4 << 20;
    private static final int LONGEST = 1 << 20;
    private static final String DONE = "[DONE]";

    private final Consumer<String> words;
    private final ModelWords endpoint;
    private final EventStream stream = new EventStream(this::event);
    private final StringBuilder whole = new StringBuilder();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private int status;
    private Map<String, List<String>> headers = Map.of();
    private boolean inOnePiece;
    private boolean done;
    private boolean finished;

    /// @param words gets what is said, as it comes
    StreamedAnswer(Consumer<String> words, ModelWords endpoint) {
        this.words = words;
        this.endpoint = endpoint;
    }

    @Override
    public void head(int newStatus, Map<String, List<String>> newHeaders) {
        status = newStatus;
        headers = newHeaders;
        inOnePiece = status / 100 != 2 || newHeaders.getOrDefault("content-type", List.of("")).getFirst().contains("json");
    }

    @Override
    public boolean bytes(byte[] chunk) {
        if (!inOnePiece) {
            try {
                stream.bytes(chunk);
            } catch (EventStream.TooLong large) {
                throw endpoint.failed("holds " + large.getMessage());
            }
            return !done;
        }
        piece.writeBytes(chunk);
        if (piece.size() > LARGEST_PIECE) {
            throw endpoint.failed("is larger than " + (LARGEST_PIECE >> 20) + " MiB");
        }
        return true;
    }

    private void event(String name, String data) {
        if (done || data.strip().equals(DONE)) {
            done = true;
            return;
        }
        JsonNode chunk;
        try {
            chunk = Json.MAPPER.readTree(data);
        } catch (JacksonException _) {
            throw endpoint.failed("holds an event that is no JSON");
        }
        if (chunk.hasNonNull("error") || name.equals("error")) {
            throw endpoint.brokenOff(chunk, whole.length());
        }
        JsonNode choice = chunk.path("choices").path(0);
        say(choice.path("delta").path("content").asString(choice.path("message").path("content").asString("")));
        finished |= choice.path("finish_reason").isString();
    }

    private void say(String more) {
        if (more.isEmpty()) {
            return;
        }
        if (whole.length() + more.length() > LONGEST) {
            throw endpoint.failed("is longer than " + LONGEST + " characters");
        }
        whole.append(more);
        words.accept(more);
    }

    /// Whether the model has said that this is all, whatever became of the connection then.
    boolean complete() {
        return done || finished;
    }

    /// How much has come.
    int length() {
        return whole.length();
    }

    /// What was said in the end.
    ///
    /// @throws ModelException when that is nothing, or not all
    String text() {
        if (inOnePiece) {
            say(endpoint.said(status, headers, piece.toByteArray()));
            return whole.toString();
        }
        stream.end();
        if (!complete()) {
            throw whole.isEmpty()
                    ? endpoint.failed("holds no event of a chat completion; is ai.url the address of an OpenAI-compatible"
                            + " interface, with its /v1?")
                    : new ModelException(Reason.FAILED,
                            "the answer of " + endpoint.address() + " broke off after " + whole.length()
                                    + " characters");
        }
        if (whole.isEmpty()) {
            throw endpoint.failed("says nothing");
        }
        return whole.toString();
    }
}
