package dev.botyard.adapters.weixin.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MediaKeyTest {
    private static final MediaKey KEY = MediaKey.ofHex("2b7e151628aed2a6abf7158809cf4f3c").orElseThrow();

    /// The first block of the ECB example in NIST SP 800-38A.
    @Test
    void encryptsAsTheStandardSays() throws GeneralSecurityException {
        byte[] encrypted = KEY.encrypt(HexFormat.of().parseHex("6bc1bee22e409f96e93d7e117393172a"));
        assertEquals("3ad77bb40d7a3660a89ecaf32466ef97", HexFormat.of().formatHex(encrypted, 0, 16));
        assertEquals(32, encrypted.length);
    }

    @Test
    void knowsTheLengthBeforehand() throws GeneralSecurityException {
        for (int length : new int[]{0, 1, 15, 16, 17, 12345}) {
            assertEquals(MediaKey.encryptedLength(length), KEY.encrypt(new byte[length]).length);
            assertArrayEquals(new byte[length], KEY.decrypt(KEY.encrypt(new byte[length])));
        }
    }

    @Test
    void readsBothEncodings() {
        assertEquals(KEY.hex(), MediaKey.ofBase64(KEY.base64OfHex()).orElseThrow().hex());
        assertEquals(KEY.hex(), MediaKey.ofBase64("K34VFiiu0qar9xWICc9PPA==").orElseThrow().hex());
        for (String wrong : new String[]{"", "%%", "AAAA", "K34VFiiu0qar9xWICc9P"}) {
            assertTrue(MediaKey.ofBase64(wrong).isEmpty(), wrong);
        }
    }

    @Test
    void doesNotDecryptWithAnotherKey() throws GeneralSecurityException {
        byte[] encrypted = KEY.encrypt("text".getBytes(StandardCharsets.UTF_8));
        assertThrows(GeneralSecurityException.class, () -> MediaKey.ofHex("0".repeat(32)).orElseThrow().decrypt(encrypted));
        assertEquals("MediaKey[***]", KEY.toString());
    }
}
