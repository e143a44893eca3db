package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Signatures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The fake that posts events, encrypted and signed. What is not taken comes again.
final class HookedFake extends FeishuFake {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI host;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ExecutorService> posting = new ConcurrentHashMap<>();

    HookedFake(URI host) {
        this.host = host.resolve("/api/feishu/receive");
    }

    @Override
    public Map<String, List<String>> config() {
        FeishuApp app = server.newApp();
        posting.put(app.id, Executors.newSingleThreadExecutor(Thread.ofVirtual().name("feishu-post").factory()));
        return Map.of("app_id", List.of(app.id), "app_secret", List.of(app.secret), "base_url", List.of(server.url().toString()),
                "mode",
                List.of("webhook"), "encrypt_key", List.of(app.encryptKey), "verification_token", List.of(app.verificationToken),
                "check_interval", List.of("200ms"));
    }

    @Override
    void bring(FeishuApp app, String event) {
        posting.get(app.id).execute(() -> {
            try {
                while (post(URI.create(host + "?app=" + app.id), app, event) != 200) {
                    if (closed.await(20, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private int post(URI door, FeishuApp app, String event) throws InterruptedException {
        try {
            return http.send(request(door, app, event), HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException gone) {
            return 0;
        }
    }

    static HttpRequest request(URI door, FeishuApp app, String event) {
        String body = "{\"encrypt\":\"" + encrypted(app.encryptKey, event) + "\"}";
        String signed = "1700000000" + "nonce1" + app.encryptKey + body;
        return HttpRequest.newBuilder(door).header("Content-Type", "application/json; charset=utf-8")
                .header("X-Lark-Request-Timestamp", "1700000000").header("X-Lark-Request-Nonce", "nonce1")
                .header("X-Lark-Signature", Signatures.hex(Signatures.sha256(signed.getBytes(StandardCharsets.UTF_8))))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    static String encrypted(String key, String text) {
        try {
            byte[] iv = new byte[16];
            RANDOM.nextBytes(iv);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Signatures.sha256(key.getBytes(StandardCharsets.UTF_8)), "AES"),
                    new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(iv, iv.length + sealed.length);
            System.arraycopy(sealed, 0, all, iv.length, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public int connections() {
        return 0;
    }

    @Override
    public void deliverNonsense() {
        server.apps().forEach(app -> List.of("[]", "null", "{}", "{\"header\":{\"token\":\"" + app.verificationToken
                + "\",\"event_type\":\"im.message.receive_v1\"},\"event\":{}}",
                FeishuEvents.raw(app, "im.message.receive_v1", "e-odd", "[1]"))
                .forEach(event -> posting.get(app.id).execute(() -> {
                    try {
                        post(URI.create(host + "?app=" + app.id), app, event);
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                })));
    }

    @Override
    public void close() {
        posting.values().forEach(ExecutorService::shutdownNow);
        http.shutdownNow();
        super.close();
    }
}
