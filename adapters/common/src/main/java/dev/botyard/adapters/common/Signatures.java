package dev.botyard.adapters.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What platforms and bots sign their requests with. Pure functions on any thread; texts count as UTF-8.
///
/// ```java
/// boolean genuine = Signatures.same(Signatures.hex(Signatures.hmacSha256(secret, body)), request.header("X-Signature").orElse(""));
/// ```
public final class Signatures {
    private Signatures() {}

    /// HMAC with SHA-256 of `data`.
    ///
    /// @param key not empty
    public static byte[] hmacSha256(byte[] key, byte[] data) {
        return hmac("HmacSHA256", key, data);
    }

    /// HMAC with SHA-256 of a text.
    public static byte[] hmacSha256(String key, String data) {
        return hmacSha256(utf8(key), utf8(data));
    }

    /// HMAC with SHA-1 of `data`.
    ///
    /// @param key not empty
    public static byte[] hmacSha1(byte[] key, byte[] data) {
        return hmac("HmacSHA1", key, data);
    }

    /// HMAC with SHA-1 of a text.
    public static byte[] hmacSha1(String key, String data) {
        return hmacSha1(utf8(key), utf8(data));
    }

    /// The plain SHA-256 of `data`.
    public static byte[] sha256(byte[] data) {
        return digest("SHA-256", data);
    }

    /// The plain SHA-1 of `data`.
    public static byte[] sha1(byte[] data) {
        return digest("SHA-1", data);
    }

    /// The MD5 of `data`: no signature, but what platforms check uploads with.
    public static byte[] md5(byte[] data) {
        return digest("MD5", data);
    }

    /// SHA-1 in hex of the texts in their natural order, one after the other: `msg_signature` of WeChat-like callbacks over token, timestamp,
    /// nonce and ciphertext.
    public static String sorted(String... texts) {
        return hex(sha1(utf8(Stream.of(texts).sorted().collect(Collectors.joining()))));
    }

    /// In hex, lower case.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// In Base64, padded.
    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Whether two signatures are the same, in a time that does not tell how much of them is. Nothing is the same as an empty one.
    public static boolean same(String expected, String given) {
        return !expected.isEmpty() && MessageDigest.isEqual(utf8(expected), utf8(given));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java does not know " + algorithm, missing);
        }
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java does not know " + algorithm, missing);
        }
    }
}
