package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.AccessToken.Granted;
import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.message.Media;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the API, each blocking for the answer. Thread-safe.
final class DingtalkClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// The vendor asks for a new token about so long before the end of the old one.
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final long MAX_ANSWER = 4L << 20;

    private final AdapterContext context;
    private final DingtalkConfig config;
    private final AccessToken token;

    DingtalkClient(AdapterContext context, DingtalkConfig config) {
        this.context = context;
        this.config = config;
        token = new AccessToken(context.clock(), EARLY, this::fetchToken);
    }

    private Granted fetchToken() throws InterruptedException {
        JsonNode answer = Refusals.ofLogin("the login",
                context.http().send(request(at(config.api(), "/v1.0/oauth2/accessToken"), out -> {
                    out.writeStringProperty("appKey", config.clientId());
                    out.writeStringProperty("appSecret", config.clientSecret());
                }, PATIENCE).build()));
        return new Granted(Json.text(answer, "accessToken"), Duration.ofSeconds(Math.max(1, Json.number(answer, "expireIn"))));
    }

    /// @throws dev.botyard.api.error.AdapterException `AUTHENTICATION` where DingTalk does not accept the application's credentials
    void logIn() throws InterruptedException {
        token.current();
    }

    /// A place for one stream: `endpoint` and `ticket`.
    JsonNode openStream(Consumer<JsonGenerator> subscriptions) throws InterruptedException {
        return Refusals.ofLogin("opening a stream",
                context.http().send(request(at(config.api(), "/v1.0/gateway/connections/open"), out -> {
                    out.writeStringProperty("clientId", config.clientId());
                    out.writeStringProperty("clientSecret", config.clientSecret());
                    subscriptions.accept(out);
                    out.writeStringProperty("ua", "botyard/1.0");
                    out.writeStringProperty("localIp", "127.0.0.1");
                }, PATIENCE).build()));
    }

    /// A call of the API with a token.
    JsonNode call(String path, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        return token.call(accepted -> Refusals.read(path, context.http().send(request(at(config.api(), path), body, timeout)
                .header("x-acs-dingtalk-access-token", accepted).build())));
    }

    /// A call of the API, for what is not sending.
    JsonNode call(String path, Consumer<JsonGenerator> body) throws InterruptedException {
        return call(path, body, PATIENCE);
    }

    /// A message to a session webhook, which is its own permission.
    void post(URI webhook, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        Refusals.read("the session webhook", context.http().send(request(webhook, body, timeout).build()));
    }

    /// Uploads a medium.
    ///
    /// @param type `image`, `voice`, `video` or `file`
    /// @return its media id
    String upload(String type, Media media, byte[] bytes, Duration timeout) throws InterruptedException {
        Multipart form = new Multipart().file("media", media.name(), media.mimeType(), bytes);
        return token.call(accepted -> {
            URI uri = at(config.oapi(),
                    "/media/upload?type=" + type + "&access_token=" + Forms.encoded(accepted));
            JsonNode answer = Refusals.read("uploading " + media.name(),
                    context.http().send(form.on(HttpCall.post(uri)).timeout(timeout).maxAnswerBytes(MAX_ANSWER).build()));
            return Json.text(answer, "media_id");
        });
    }

    private static URI at(URI base, String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }

    /// Without the header one gateway answers XML.
    private static HttpCall.Builder request(URI uri, Consumer<JsonGenerator> body, Duration timeout) {
        return HttpCall.post(uri).json(Json.object(body)).header("Accept", "application/json").timeout(timeout)
                .maxAnswerBytes(MAX_ANSWER);
    }
}
