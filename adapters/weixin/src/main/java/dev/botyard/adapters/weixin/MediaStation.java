package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Brings media to the platform's store and back; there they lie encrypted. Thread-safe.
final class MediaStation {
    /// As the platform's own client allows.
    static final long MAX_BYTES = 100L << 20;
    static final String URL = "full_url";
    static final String PARAM = "encrypt_query_param";
    static final String KEY = "aes_key";
    static final String NAME = "name";
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final String store;

    MediaStation(HttpClient http, URI store) {
        this.http = http;
        this.store = store.toString().replaceFirst("/+$", "");
    }

    /// A medium in the platform's store.
    ///
    /// @param handle how the receiver finds it
    /// @param length of its bytes before encryption
    record Stored(String handle, MediaKey key, long length) {}

    /// Uploads a medium for a person. Nobody sees it until a message names it.
    ///
    /// @throws AdapterException `MEDIA` when it cannot be read or the store refuses it; `AUTHENTICATION` when the login is gone
    Stored upload(WeixinClient client, String person, WeixinOutbound.Kind kind, Media media, Deadline deadline)
            throws InterruptedException {
        byte[] plain = bytes(media);
        MediaKey key = MediaKey.random();
        String fileKey = MediaKey.randomHex();
        URI place = place(client, person, kind, fileKey, key, plain, media, deadline);
        return new Stored(put(place, encrypt(plain, key), media, deadline), key, plain.length);
    }

    private static byte[] bytes(Media media) {
        if (media.size() <= MAX_BYTES) {
            try (InputStream in = media.open()) {
                byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
                if (bytes.length <= MAX_BYTES) {
                    return bytes;
                }
            } catch (IOException unreadable) {
                throw failure(media, "cannot be read: " + unreadable.getMessage());
            }
        }
        throw failure(media, "is larger than " + (MAX_BYTES >> 20) + " MiB");
    }

    private static AdapterException failure(Media media, String what) {
        return new AdapterException(ErrorKind.MEDIA, "'" + media.source() + "' " + what + "; nothing was sent");
    }

    private URI place(WeixinClient client, String person, WeixinOutbound.Kind kind, String fileKey, MediaKey key, byte[] plain,
            Media media, Deadline deadline) throws InterruptedException {
        try {
            JsonNode answer = client.uploadPlace(person, kind.number(), fileKey, key, plain.length, md5(plain), deadline.left());
            String whole = Json.text(answer, "upload_full_url").strip();
            String param = Json.text(answer, "upload_param");
            if (whole.isEmpty() && param.isEmpty()) {
                throw failure(media, "cannot be uploaded: WeChat names no place for it");
            }
            return URI.create(whole.isEmpty()
                    ? store + "/upload?encrypted_query_param=" + Forms.encoded(param) + "&filekey=" + fileKey
                    : whole);
        } catch (IllegalArgumentException noAddress) {
            throw failure(media, "cannot be uploaded: WeChat names a place that is no address");
        } catch (AdapterException refused) {
            throw switch (refused.kind()) {
                case AUTHENTICATION, RATE_LIMITED, COMMUNICATION, MEDIA -> refused;
                default -> failure(media, "cannot be uploaded: " + refused.getMessage()).withPlatformCode(refused.platformCode());
            };
        }
    }

    private static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest("MD5").digest(bytes));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static byte[] encrypt(byte[] plain, MediaKey key) {
        try {
            return key.encrypt(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /// What the store says no to stays so; everything else is tried again.
    private String put(URI place, byte[] encrypted, Media media, Deadline deadline) throws InterruptedException {
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS && !deadline.passed(); attempt++) {
            try {
                HttpAnswer answer = http.send(HttpCall.post(place).header("Content-Type", "application/octet-stream")
                        .body(encrypted).timeout(deadline.left()).build());
                String handle = answer.header("x-encrypted-param").orElse("");
                if (answer.status() == 200 && !handle.isEmpty()) {
                    return handle;
                }
                last = "HTTP " + answer.status() + answer.header("x-error-message").map(said -> ": " + said).orElse("");
                if (answer.status() >= 400 && answer.status() < 500) {
                    throw failure(media, "was refused by WeChat's media store with " + last)
                            .withPlatformCode("http-" + answer.status());
                }
            } catch (AdapterException broken) {
                if (broken.kind() != ErrorKind.COMMUNICATION && broken.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                    throw broken;
                }
                last = broken.getMessage();
            }
        }
        throw failure(media, "could not be uploaded in time: " + last);
    }

    /// The bytes of a medium that a message named.
    ///
    /// @param facts what the incoming medium said
    /// @throws AdapterException `MEDIA`
    byte[] download(Map<String, String> facts) throws InterruptedException {
        HttpAnswer answer = fetch(place(facts));
        if (answer.status() != 200) {
            throw new AdapterException(ErrorKind.MEDIA, "WeChat's media store answered with HTTP " + answer.status()
                    + answer.header("x-error-message").map(said -> ": " + said).orElse(""))
                    .withPlatformCode("http-" + answer.status());
        }
        String key = facts.getOrDefault(KEY, "");
        return key.isEmpty() ? answer.body() : decrypt(answer.body(), key);
    }

    private HttpAnswer fetch(URI place) throws InterruptedException {
        try {
            return http.send(HttpCall.get(place).followRedirects(true).timeout(PATIENCE)
                    .maxAnswerBytes(MediaKey.encryptedLength(MAX_BYTES)).build());
        } catch (AdapterException broken) {
            throw new AdapterException(ErrorKind.MEDIA, "the medium could not be fetched: " + broken.getMessage(), broken);
        }
    }

    private URI place(Map<String, String> facts) {
        String whole = facts.getOrDefault(URL, "");
        String param = facts.getOrDefault(PARAM, "");
        if (whole.matches("https?://.+")) {
            try {
                return URI.create(whole);
            } catch (IllegalArgumentException noAddress) {
                // The other way may do.
            }
        }
        if (param.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA, "the message does not say where WeChat keeps the medium");
        }
        return URI.create(store + "/download?encrypted_query_param=" + Forms.encoded(param));
    }

    private static byte[] decrypt(byte[] encrypted, String key) {
        try {
            return MediaKey.ofBase64(key)
                    .orElseThrow(() -> new GeneralSecurityException("its key is neither of 16 bytes nor of 32 digits"))
                    .decrypt(encrypted);
        } catch (GeneralSecurityException e) {
            throw new AdapterException(ErrorKind.MEDIA, "the medium cannot be decrypted: " + e.getMessage(), e);
        }
    }
}
