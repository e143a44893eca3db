package dev.botyard.adapters.feishu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests at the account's door: who may come in.
class FeishuWebhookIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private FeishuServer server;
    private FeishuApp app;
    private AdapterHarness host;

    @BeforeEach
    void start() {
        server = new FeishuServer();
        app = server.newApp();
    }

    private HarnessBuilder account() {
        return AdapterHarness.of(new FeishuAdapterFactory()).with("app_id", app.id).with("app_secret", app.secret)
                .with("base_url", server.url().toString()).with("mode", "webhook");
    }

    @AfterEach
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
        server.close();
        http.shutdownNow();
    }

    private URI door() {
        return URI.create(host.ownDoor("http").toString());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private String post(String body) throws Exception {
        return send(HttpRequest.newBuilder(door()).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private String message(String text) {
        return FeishuEvents.text(app, Chat.group("oc_1", ""), "ou_42", "om_1", 1, text);
    }

    @Test
    void theAddressIsProvedEncryptedAndUnsigned() throws Exception {
        host = account().with("encrypt_key", app.encryptKey).with("verification_token", app.verificationToken).online();
        String proof = "{\"challenge\":\"ajls384k\",\"token\":\"" + app.verificationToken + "\",\"type\":\"url_verification\"}";
        assertEquals("200 {\"challenge\":\"ajls384k\"}",
                post("{\"encrypt\":\"" + HookedFake.encrypted(app.encryptKey, proof) + "\"}"));
        assertEquals("403",
                post("{\"encrypt\":\"" + HookedFake.encrypted(app.encryptKey, proof.replace(app.verificationToken, "another"))
                        + "\"}").substring(0, 3));
    }

    @Test
    void withAKeyOnlyWhatIsEncryptedAndSignedComesIn() throws Exception {
        host = account().with("encrypt_key", app.encryptKey).online();
        String event = message("genuine");
        assertEquals("403", post(event).substring(0, 3));
        assertEquals("403", post("{\"encrypt\":\"" + HookedFake.encrypted(app.encryptKey, event) + "\"}").substring(0, 3));
        assertEquals("403", post("{\"encrypt\":\"" + HookedFake.encrypted("another key", event) + "\"}").substring(0, 3));
        assertEquals("403", post("{\"encrypt\":\"AAAA\"}").substring(0, 3));
        assertEquals("400", post("not JSON").substring(0, 3));
        assertEquals("200 {}", send(HookedFake.request(door(), app, event)));
        assertEquals("genuine", host.event(MessageEvent.class).segments().getFirst().asText());
    }

    @Test
    void withATokenAloneTheTokenDecides() throws Exception {
        host = account().with("verification_token", app.verificationToken).online();
        assertEquals("403", post(message("x").replace(app.verificationToken, "another")).substring(0, 3));
        assertEquals("403", post("{\"encrypt\":\"AAAA\"}").substring(0, 3));
        assertEquals("200 {}", post(message("genuine")));
        assertEquals("genuine", host.event(MessageEvent.class).segments().getFirst().asText());
    }

    @Test
    void withoutEitherAnybodyCouldSendEvents() {
        AdapterException refused = assertThrows(AdapterException.class, () -> account().online());
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
    }

    /// The vector of the platform's documentation, and a signature that was computed apart from this code.
    @Test
    void theVectorsHold() throws Exception {
        byte[] sealed = Base64.getDecoder().decode("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");
        assertEquals("hello world",
                new String(CallbackCipher.decrypt(Signatures.sha256("test key".getBytes(StandardCharsets.UTF_8)),
                        Arrays.copyOf(sealed, 16), Arrays.copyOfRange(sealed, 16, sealed.length)), StandardCharsets.UTF_8));
        assertEquals("0750079ced63fb99ad83cf61c58f8d8134dfc0246555d095fd0b47d6721f2819", Signatures.hex(Signatures
                .sha256("1700000000nonce1test key{\"encrypt\":\"x\"}".getBytes(StandardCharsets.UTF_8))));
        assertEquals("{\"encrypt\":\"x\"}", Json.object(out -> out.writeStringProperty("encrypt", "x")));
    }
}
