package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Events that come as requests to the account's own path. Called on the host's threads, several at once.
record Webhook(AdapterConfig config, LongConnection.Taking host) {
    private static final int IV = 16;

    /// Takes requests until it is closed. Whose a request is shows its path, or `?app=` behind the path that all accounts share; whether it is
    /// genuine, its body.
    Registration open(ServerRoutes routes) {
        return routes.http(Admission.of(request -> request.accountInPath().isPresent()
                || request.query("app").orElse("").equals(config.text("app_id")) ? Decision.ADMIT_UNPROVEN : Decision.NOT_MINE),
                this::handle);
    }

    /// 200 once the host has taken the event; 503 has it sent again.
    private RouteAnswer handle(RouteRequest request) throws InterruptedException {
        String encryptKey = config.text("encrypt_key");
        String verificationToken = config.text("verification_token");
        try {
            JsonNode body = Json.parse(request.body());
            if (body.has("encrypt") == encryptKey.isEmpty()) {
                return RouteAnswer.text(403, encryptKey.isEmpty()
                        ? "the event is encrypted; set encrypt_key as in the console"
                        : "the event is not encrypted; set the Encrypt Key in the console, or remove encrypt_key here");
            }
            byte[] plain = encryptKey.isEmpty() ? request.body() : decrypted(encryptKey, Json.text(body, "encrypt"));
            JsonNode event = Json.parse(plain);
            String token = event.has("header") ? Json.text(event.path("header"), "token") : Json.text(event, "token");
            if (!verificationToken.isEmpty() && !Signatures.same(verificationToken, token)) {
                return RouteAnswer.text(403, "the Verification Token is another than verification_token");
            }
            if (Json.text(event, "type").equals("url_verification")) {
                return RouteAnswer.json(200,
                        Json.object(out -> out.writeStringProperty("challenge", Json.text(event, "challenge"))));
            }
            String signature = request.header("X-Lark-Signature").orElse("");
            if (!encryptKey.isEmpty() && !Signatures.same(signature(encryptKey, request), signature)) {
                return RouteAnswer.text(403, "X-Lark-Signature does not fit the body; compare encrypt_key");
            }
            return host.take(plain) ? RouteAnswer.json(200, "{}") : RouteAnswer.status(503);
        } catch (JacksonException noJson) {
            return RouteAnswer.text(400, "not JSON");
        } catch (GeneralSecurityException | IllegalArgumentException foreign) {
            return RouteAnswer.text(403, "the event was encrypted with another key; compare encrypt_key");
        }
    }

    private static byte[] decrypted(String key, String sealed) throws GeneralSecurityException {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        return CallbackCipher.decrypt(Signatures.sha256(key.getBytes(StandardCharsets.UTF_8)), Arrays.copyOf(bytes, IV),
                Arrays.copyOfRange(bytes, IV, bytes.length));
    }

    private static String signature(String key, RouteRequest request) {
        String head = request.header("X-Lark-Request-Timestamp").orElse("") + request.header("X-Lark-Request-Nonce").orElse("");
        byte[] secret = (head + key).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(secret, secret.length + request.body().length);
        System.arraycopy(request.body(), 0, all, secret.length, request.body().length);
        return Signatures.hex(Signatures.sha256(all));
    }
}
