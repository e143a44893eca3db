package dev.botyard.adapters.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The envelope of WeChat-like callbacks (WeCom, DingTalk, Official Accounts): AES-256-CBC under an `EncodingAESKey` of 43 characters around 16
/// random bytes, the length, the message and the receiver's id, padded to blocks of 32. Thread-safe; it shows its key nowhere.
public final class CallbackCipher {
    /// How many characters an `EncodingAESKey` has.
    public static final int KEY_LENGTH = 43;
    private static final int BLOCK = 32;
    private static final int IV = 16;
    private static final int HEAD = IV + Integer.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final String receiver;

    /// @param encodingAesKey as the platform's console shows it
    /// @param receiver the id that stands behind each message, such as a corporation's; `""` to write none and accept any
    /// @throws IllegalArgumentException when the key is not 43 characters of Base64
    public CallbackCipher(String encodingAesKey, String receiver) {
        if (encodingAesKey.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("an EncodingAESKey has " + KEY_LENGTH + " characters");
        }
        this.key = Base64.getDecoder().decode(encodingAesKey + "=");
        this.receiver = receiver;
    }

    /// The message in `encrypted`, which is Base64.
    ///
    /// @throws GeneralSecurityException when it was made with another key, for another receiver, or is no such thing at all
    public String open(String encrypted) throws GeneralSecurityException {
        byte[] plain;
        try {
            plain = decrypt(key, Arrays.copyOf(key, IV), Base64.getDecoder().decode(encrypted));
        } catch (IllegalArgumentException noBase64) {
            throw new GeneralSecurityException("the ciphertext is no Base64", noBase64);
        }
        int length = plain.length < HEAD ? -1 : ByteBuffer.wrap(plain).getInt(IV);
        if (length < 0 || length > plain.length - HEAD) {
            throw new GeneralSecurityException("the ciphertext was made with another EncodingAESKey");
        }
        String id = new String(plain, HEAD + length, plain.length - HEAD - length, StandardCharsets.UTF_8);
        if (!receiver.isEmpty() && !receiver.equals(id)) {
            throw new GeneralSecurityException("the message is for '" + id + "'");
        }
        return new String(plain, HEAD, length, StandardCharsets.UTF_8);
    }

    /// `message` encrypted, in Base64; another text each time.
    public String seal(String message) {
        byte[] random = new byte[IV];
        RANDOM.nextBytes(random);
        return seal(message, random);
    }

    String seal(String message, byte[] random) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] id = receiver.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(HEAD + text.length + id.length).put(random).putInt(text.length).put(text).put(id)
                .array();
        return Base64.getEncoder().encodeToString(encrypt(key, Arrays.copyOf(key, IV), plain));
    }

    /// AES-CBC with PKCS#7 padding to blocks of 16 or 32, which Java's own does not read.
    ///
    /// @throws GeneralSecurityException when the key does not fit
    public static byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) throws GeneralSecurityException {
        byte[] padded = cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(ciphertext);
        int pad = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (pad < 1 || pad > BLOCK || pad > padded.length) {
            throw new GeneralSecurityException("the ciphertext was made with another key");
        }
        for (int i = padded.length - pad; i < padded.length; i++) {
            if (padded[i] != pad) {
                throw new GeneralSecurityException("the ciphertext was made with another key");
            }
        }
        return Arrays.copyOf(padded, padded.length - pad);
    }

    /// AES-CBC with PKCS#7 padding to blocks of 32.
    ///
    /// @param key of 32 bytes
    /// @param iv of 16 bytes
    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plain) {
        int pad = BLOCK - plain.length % BLOCK;
        byte[] padded = Arrays.copyOf(plain, plain.length + pad);
        Arrays.fill(padded, plain.length, padded.length, (byte) pad);
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(padded);
        } catch (GeneralSecurityException wrongKey) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is none of AES", wrongKey);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher;
    }
}
