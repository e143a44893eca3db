package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.qqbot.QqBotInbound.Bot;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One attempt over webhooks: QQ posts events, signed with Ed25519 by a key that both sides make of the AppSecret. Requests are handled on the
/// host's threads.
final class Webhook {
    private static final RouteAnswer TAKEN = RouteAnswer.json(200, "{\"op\":12}");
    private static final int SEED = 32;

    private final AdapterContext context;
    private final QqBotAdapter adapter;
    private final QqBotApi api;
    private final PrivateKey key;
    private volatile Bot bot;

    Webhook(AdapterContext context, QqBotAdapter adapter, QqBotApi api) {
        this.context = context;
        this.adapter = adapter;
        this.api = api;
        key = key(context.config().text(QqBotAdapterFactory.SECRET).strip());
        bot = new Bot(adapter.appId(), "", "");
    }

    void run(Connection connection) throws InterruptedException {
        Admission admission = Admission.keyedBy("X-Bot-Appid", bot.appId(),
                request -> request.header("X-Bot-Appid").filter(id -> !id.equals(bot.appId())).isPresent()
                        ? Decision.NOT_MINE
                        : Decision.ADMIT_UNPROVEN);
        Duration pause = context.config().duration(QqBotAdapterFactory.CHECK);
        try (Registration door = context.routes().http(admission, this::handle)) {
            context.log().debug("webhooks are taken at {}, {}", context.routes().address(), door);
            JsonNode me = api.get("/users/@me");
            bot = new Bot(bot.appId(), Json.text(me, "id"), Json.text(me, "username"));
            adapter.connected(connection, bot);
            LiveAccount.every(pause, () -> api.get("/users/@me"));
        }
    }

    /// Says that an event was taken once the host has it; QQ sends again what gets another answer.
    private RouteAnswer handle(RouteRequest request) throws InterruptedException {
        JsonNode frame;
        try {
            frame = Json.parse(request.body());
        } catch (JacksonException broken) {
            return RouteAnswer.text(400, "not JSON");
        }
        boolean challenge = Json.number(frame, "op") == 13;
        String signature = request.header("X-Signature-Ed25519").orElse("");
        if (signature.isEmpty() && challenge) {
            return answer(frame.path("d"));
        }
        byte[] timestamp = utf8(request.header("X-Signature-Timestamp").orElse(""));
        if (!Signatures.same(sign(timestamp, request.body()), signature)) {
            return RouteAnswer.text(401, "X-Signature-Ed25519 does not fit; compare client_secret with " + QqBotApi.CONSOLE);
        }
        if (challenge) {
            return answer(frame.path("d"));
        }
        return Json.number(frame, "op") == 0 && adapter.take(frame, bot, true) == Acceptance.REFUSED
                ? RouteAnswer.status(503)
                : TAKEN;
    }

    /// The challenge by which QQ tries an address. Signed is only what cannot be the text of an event: else anybody could have one signed.
    private RouteAnswer answer(JsonNode data) {
        String token = Json.text(data, "plain_token");
        String time = Json.text(data, "event_ts");
        if (!token.matches("[0-9A-Za-z_-]{1,128}") || !time.matches("\\d{1,20}")) {
            return RouteAnswer.text(400, "not a challenge");
        }
        return RouteAnswer.json(200, Json.object(out -> {
            out.writeStringProperty("plain_token", token);
            out.writeStringProperty("signature", sign(utf8(time), utf8(token)));
        }));
    }

    private String sign(byte[] head, byte[] body) {
        return sign(key, head, body);
    }

    /// The key is the AppSecret, repeated until it fills the seed.
    static PrivateKey key(String secret) {
        byte[] seed = Arrays.copyOf(utf8(secret.repeat(Math.ceilDiv(SEED, utf8(secret).length))), SEED);
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has Ed25519", impossible);
        }
    }

    /// In hex. Ed25519 signs the same text always in the same way, so that a signature is checked by signing.
    static String sign(PrivateKey key, byte[] head, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(head);
            signature.update(body);
            return Signatures.hex(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has Ed25519", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
