package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.HttpStatus;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.RetryAfter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the API in the name of one login, each blocking for the answer. Thread-safe.
final class SatoriClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_ANSWER = 16L << 20;
    private static final int LONGEST = 300;
    private static final int MOST_PAGES = 1_000;

    private final AdapterContext context;
    private final SatoriConfig config;
    private volatile String platform;
    private volatile String userId;

    SatoriClient(AdapterContext context, SatoriConfig config) {
        this.context = context;
        this.config = config;
        platform = config.platform();
        userId = config.userId();
    }

    /// From now on calls are made in the name of this login.
    void speakFor(String itsPlatform, String itsUser) {
        platform = itsPlatform;
        userId = itsUser;
    }

    /// One call.
    ///
    /// @throws AdapterException when it is refused
    JsonNode call(String method, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        return send(method, HttpCall.post(URI.create(config.url() + "/v1/" + method)).json(Json.object(body)), timeout);
    }

    /// One call that is no message.
    JsonNode call(String method, Consumer<JsonGenerator> body) throws InterruptedException {
        return call(method, body, PATIENCE);
    }

    private JsonNode send(String method, HttpCall.Builder call, Duration timeout) throws InterruptedException {
        HttpAnswer answer = context.http().send(named(call).timeout(timeout).maxAnswerBytes(MAX_ANSWER).build());
        if (!answer.ok()) {
            throw refusal(method, answer);
        }
        try {
            return answer.body().length == 0 ? Json.parse("{}") : Json.parse(answer.body());
        } catch (JacksonException noJson) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                    method + " was answered with something that is no JSON; it may have been done all the same");
        }
    }

    /// Older servers know the login by other headers.
    private HttpCall.Builder named(HttpCall.Builder call) {
        if (!config.token().isEmpty()) {
            call.header("Authorization", "Bearer " + config.token());
        }
        return call.header("Satori-Platform", platform).header("Satori-User-ID", userId).header("X-Platform", platform)
                .header("X-Self-ID", userId);
    }

    /// The bodies of errors are free text.
    private static AdapterException refusal(String method, HttpAnswer answer) {
        String words = answer.text().strip();
        String message = method + " was answered with HTTP " + answer.status()
                + (words.isEmpty() ? "" : ": " + (words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words));
        AdapterException failure = switch (answer.status()) {
            case 401 -> new AdapterException(ErrorKind.AUTHENTICATION, message + "; compare token on both sides");
            case 404, 405, 501 ->
                new AdapterException(ErrorKind.UNSUPPORTED, message + "; the platform behind the server does not have it");
            case 429 -> AdapterException.rateLimited(message, RetryAfter.of(answer, Clock.systemUTC()).orElse(null));
            default -> {
                ErrorKind kind = HttpStatus.kind(answer.status());
                yield new AdapterException(kind,
                        message + (kind == ErrorKind.UNKNOWN_OUTCOME ? "; it may have been done all the same" : ""));
            }
        };
        return failure.withPlatformCode("http-" + answer.status());
    }

    /// All pages of a list.
    List<JsonNode> all(String method, String key, String id) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = next;
            JsonNode answer = call(method, out -> {
                out.writeStringProperty(key, id);
                if (!from.isEmpty()) {
                    out.writeStringProperty("next", from);
                }
            });
            answer.path("data").forEach(all::add);
            next = Json.text(answer, "next");
            if (next.isEmpty() || next.equals(from)) {
                break;
            }
        }
        return all;
    }

    /// Uploads a medium.
    ///
    /// @return where the server keeps it
    /// @throws AdapterException `UNSUPPORTED` where it takes no uploads
    String upload(Media media, byte[] bytes, Duration timeout) throws InterruptedException {
        Multipart form = new Multipart().file("file", media.name(), media.mimeType(), bytes);
        JsonNode answer = send("upload.create", form.on(HttpCall.post(URI.create(config.url() + "/v1/upload.create"))), timeout);
        String url = Json.text(answer, "file");
        if (url.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA, "upload.create named no place for " + media.name());
        }
        return url;
    }

    /// What the server fetches for its clients.
    HttpAnswer proxied(String source) throws InterruptedException {
        HttpAnswer answer = context.http()
                .send(named(HttpCall.get(URI.create(config.url() + "/v1/proxy/" + source))).timeout(PATIENCE).build());
        if (!answer.ok()) {
            throw new AdapterException(ErrorKind.MEDIA,
                    "the Satori server does not give " + source + ": HTTP " + answer.status());
        }
        return answer;
    }
}
