package dev.botyard.adapters.weixin.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The key of one medium: AES-128 in ECB mode with PKCS#7 padding, as the platform demands. Immutable.
public final class MediaKey {
    private static final int BYTES = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private MediaKey(byte[] key) {
        this.key = key;
    }

    /// A fresh key.
    public static MediaKey random() {
        return new MediaKey(randomBytes());
    }

    /// 32 random hexadecimal digits, such as for the name of an upload.
    public static String randomHex() {
        return HexFormat.of().formatHex(randomBytes());
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// A key of 32 hexadecimal digits.
    public static Optional<MediaKey> ofHex(String text) {
        return HEX.matcher(text).matches() ? Optional.of(new MediaKey(HexFormat.of().parseHex(text))) : Optional.empty();
    }

    /// A key in Base64, in either of the two encodings found on the wire: of its 16 bytes, or of their hexadecimal digits.
    public static Optional<MediaKey> ofBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        return bytes.length == BYTES
                ? Optional.of(new MediaKey(bytes))
                : ofHex(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /// How many bytes `length` bytes become.
    public static long encryptedLength(long length) {
        return (length / BYTES + 1) * BYTES;
    }

    public byte[] encrypt(byte[] plain) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
    }

    /// @throws GeneralSecurityException when the bytes were not encrypted with this key
    public byte[] decrypt(byte[] encrypted) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE).doFinal(encrypted);
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key, "AES"));
        return cipher;
    }

    public String hex() {
        return HexFormat.of().formatHex(key);
    }

    /// Base64 of the hexadecimal digits: what messages carry.
    public String base64OfHex() {
        return Base64.getEncoder().encodeToString(hex().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "MediaKey[***]";
    }
}
