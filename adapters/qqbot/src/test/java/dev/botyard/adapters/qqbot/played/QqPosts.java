package dev.botyard.adapters.qqbot.played;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/// Posts as the platform does, signed with the bot's key.
public final class QqPosts {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final URI to;

    public QqPosts(URI to) {
        this.to = to;
    }

    /// The answer to a frame that the bot's key signed.
    public HttpResponse<String> post(PlayedBot bot, String frame, Duration patience) throws IOException, InterruptedException {
        String timestamp = Long.toString(System.currentTimeMillis() / 1_000);
        return post(bot.appId(), frame, timestamp, sign(bot.secret(), timestamp + frame), patience);
    }

    /// The answer to a frame with this signature; `""` for none.
    public HttpResponse<String> post(String appId, String frame, String timestamp, String signature, Duration patience)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(patience).header("User-Agent", "QQBot-Callback")
                .header("X-Bot-Appid", appId).header("X-Signature-Timestamp", timestamp)
                .POST(HttpRequest.BodyPublishers.ofString(frame));
        if (!signature.isEmpty()) {
            request.header("X-Signature-Ed25519", signature);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// In hex, by the secret repeated until it is a seed.
    public static String sign(String secret, String text) {
        StringBuilder seed = new StringBuilder(secret);
        while (seed.length() < 32) {
            seed.append(secret);
        }
        byte[] bytes = Arrays.copyOf(seed.toString().getBytes(StandardCharsets.UTF_8), 32);
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
