package dev.botyard.runtime.script.payment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of payment gateways.
final class Signature {
    private Signature() {}

    /// @param signature in hexadecimal digits or in base64, with or without `sha256=` before it
    static boolean isHmacSha256(String signature, String secret, byte[] body) {
        String bare = signature.strip().replaceFirst("(?i)^sha256=", "");
        byte[] right = hmac(secret, body);
        return same(bare.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(right))
                || same(bare, Base64.getEncoder().encodeToString(right));
    }

    /// In hexadecimal digits.
    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-256", content));
    }

    /// In hexadecimal digits.
    static String md5(String text) {
        return HexFormat.of().formatHex(digest("MD5", text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Compares in a time that tells nothing of how much was right.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] digest(String name, byte[] content) {
        try {
            return MessageDigest.getInstance(name).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + name, e);
        }
    }
}
