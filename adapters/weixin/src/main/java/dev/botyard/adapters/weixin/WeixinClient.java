package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The calls of the API, each blocking for the answer. Thread-safe.
final class WeixinClient {
    /// The platform asks clients for the version of its own one.
    private static final String CHANNEL_VERSION = "2.4.9";
    private static final String CLIENT_VERSION = "132105";
    private static final String BOT_AGENT = "Botyard/0.1.0";
    private static final String BOT_TYPE = "3";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_ANSWER = 16L << 20;

    private final HttpClient http;
    private final String base;
    private final String token;
    private final String routeTag;

    /// @param token `""` before the login
    WeixinClient(HttpClient http, URI base, String token, String routeTag) {
        this.http = http;
        this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
        this.token = token;
        this.routeTag = routeTag;
    }

    /// A new QR code.
    ///
    /// @param knownToken of the account's last login, by which the platform knows a bot that is bound already; `""` for none
    JsonNode qrCode(String knownToken) throws InterruptedException {
        String path = "ilink/bot/get_bot_qrcode?bot_type=" + BOT_TYPE;
        return read(path, http.send(post(path, PATIENCE).json(Json.object(out -> {
            out.writeArrayPropertyStart("local_token_list");
            if (!knownToken.isEmpty()) {
                out.writeString(knownToken);
            }
            out.writeEndArray();
        })).build()));
    }

    /// How far the login with a code has come; held by the platform until something changes.
    JsonNode qrCodeStatus(String code, String verifyCode, Duration timeout) throws InterruptedException {
        String path = "ilink/bot/get_qrcode_status?qrcode=" + Forms.encoded(code)
                + (verifyCode.isEmpty() ? "" : "&verify_code=" + Forms.encoded(verifyCode));
        HttpCall.Builder call = HttpCall.get(URI.create(base + path)).timeout(timeout).maxAnswerBytes(MAX_ANSWER);
        return read(path, http.send(common(call).build()));
    }

    void notifyStart() throws InterruptedException {
        call("ilink/bot/msg/notifystart", _ -> {}, PATIENCE);
    }

    void notifyStop(Duration timeout) throws InterruptedException {
        call("ilink/bot/msg/notifystop", _ -> {}, timeout);
    }

    /// New messages, as they came; held by the platform until there are some.
    ///
    /// @param limit in bytes
    byte[] updates(String cursor, Duration timeout, long limit) throws InterruptedException {
        String path = "ilink/bot/getupdates";
        HttpAnswer answer = http.send(request(path, out -> out.writeStringProperty("get_updates_buf", cursor), timeout)
                .maxAnswerBytes(limit).build());
        Refusals.checkStatus(path, answer);
        return answer.body();
    }

    /// Sends one message of one item.
    ///
    /// @param item writes the item's properties
    JsonNode sendMessage(String person, String contextToken, String clientId, Consumer<JsonGenerator> item, Duration timeout)
            throws InterruptedException {
        return call("ilink/bot/sendmessage", out -> {
            out.writeObjectPropertyStart("msg");
            out.writeStringProperty("from_user_id", "");
            out.writeStringProperty("to_user_id", person);
            out.writeStringProperty("client_id", clientId);
            out.writeNumberProperty("message_type", 2);
            out.writeNumberProperty("message_state", 2);
            out.writeArrayPropertyStart("item_list");
            out.writeStartObject();
            item.accept(out);
            out.writeEndObject();
            out.writeEndArray();
            if (!contextToken.isEmpty()) {
                out.writeStringProperty("context_token", contextToken);
            }
            out.writeEndObject();
        }, timeout);
    }

    /// What typing to this person takes.
    String typingTicket(String person, String contextToken, Duration timeout) throws InterruptedException {
        return Json.text(call("ilink/bot/getconfig", out -> {
            out.writeStringProperty("ilink_user_id", person);
            out.writeStringProperty("context_token", contextToken);
        }, timeout), "typing_ticket");
    }

    void typing(String person, String ticket, boolean typing, Duration timeout) throws InterruptedException {
        call("ilink/bot/sendtyping", out -> {
            out.writeStringProperty("ilink_user_id", person);
            out.writeStringProperty("typing_ticket", ticket);
            out.writeNumberProperty("status", typing ? 1 : 2);
        }, timeout);
    }

    /// Where a medium may be uploaded to.
    ///
    /// @param kind 1 picture, 2 film, 3 file
    JsonNode uploadPlace(String person, int kind, String fileKey, MediaKey key, long length, String md5, Duration timeout)
            throws InterruptedException {
        return call("ilink/bot/getuploadurl", out -> {
            out.writeStringProperty("filekey", fileKey);
            out.writeNumberProperty("media_type", kind);
            out.writeStringProperty("to_user_id", person);
            out.writeNumberProperty("rawsize", length);
            out.writeStringProperty("rawfilemd5", md5);
            out.writeNumberProperty("filesize", MediaKey.encryptedLength(length));
            out.writeBooleanProperty("no_need_thumb", true);
            out.writeStringProperty("aeskey", key.hex());
        }, timeout);
    }

    private JsonNode call(String path, Consumer<JsonGenerator> body, Duration timeout) throws InterruptedException {
        JsonNode answer = read(path, http.send(request(path, body, timeout).build()));
        Refusals.check(path, answer);
        return answer;
    }

    private HttpCall.Builder request(String path, Consumer<JsonGenerator> body, Duration timeout) {
        HttpCall.Builder call = post(path, timeout).json(Json.object(out -> {
            body.accept(out);
            out.writeObjectPropertyStart("base_info");
            out.writeStringProperty("channel_version", CHANNEL_VERSION);
            out.writeStringProperty("bot_agent", BOT_AGENT);
            out.writeEndObject();
        }));
        if (!token.isEmpty()) {
            call.header("Authorization", "Bearer " + token);
        }
        return call;
    }

    private HttpCall.Builder post(String path, Duration timeout) {
        String uin = Long.toString(ThreadLocalRandom.current().nextLong(1L << Integer.SIZE));
        return common(HttpCall.post(URI.create(base + path)).timeout(timeout).maxAnswerBytes(MAX_ANSWER))
                .header("AuthorizationType", "ilink_bot_token")
                .header("X-WECHAT-UIN", Base64.getEncoder().encodeToString(uin.getBytes(StandardCharsets.US_ASCII)));
    }

    private HttpCall.Builder common(HttpCall.Builder call) {
        call.header("iLink-App-Id", "bot").header("iLink-App-ClientVersion", CLIENT_VERSION);
        return routeTag.isEmpty() ? call : call.header("SKRouteTag", routeTag);
    }

    private static JsonNode read(String path, HttpAnswer answer) {
        return Refusals.read(path.replaceFirst("\\?.*", ""), answer);
    }
}
