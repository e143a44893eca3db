package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key, receiver and the first ciphertext are those of the sample that WeCom publishes for callbacks.
class CallbackCipherTest {
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final String CORPORATION = "wx5823bf96d3bd56c7";
    private static final String ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";

    private final CallbackCipher cipher = new CallbackCipher(KEY, CORPORATION);

    @Test
    void opensWhatThePlatformPublishes() throws GeneralSecurityException {
        assertEquals("1616140317555161061", cipher.open(ECHO));
        assertEquals("1616140317555161061", new CallbackCipher(KEY, "").open(ECHO), "whose receiver is not asked for");
    }

    @Test
    void sealsJustAsThePlatformDoes() {
        assertEquals(ECHO, cipher.seal("1616140317555161061", "c41b64491c2468d0".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void opensWhatTheVendorsLibraryHasSealed() throws GeneralSecurityException {
        assertEquals("{\"msgtype\":\"text\",\"text\":{\"content\":\"ping 你好\"}}",
                cipher.open("sKqRbbiSUnDhFHOvPjtUMSaMFW3mwUw6nkYsraGb"
                        + "6vC0zxkzp247pXBTGF7XF43tqpVGXzLqZh+fr5NT2Grrd+Dz0Tbk7HWS78FaMzaljuiqfjlWmrMkziHtRnMXe4yz"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 25, 26, 27, 28, 29, 31, 32, 33, 1000})
    void anyLengthComesBackWhole(int length) throws GeneralSecurityException {
        String message = "好".repeat(length);
        assertEquals(message, cipher.open(cipher.seal(message)));
    }

    @Test
    void noTwoEnvelopesAreTheSame() {
        assertNotEquals(cipher.seal("x"), cipher.seal("x"));
    }

    @Test
    void aMessageForSomebodyElseIsRefused() {
        String other = new CallbackCipher(KEY, "ww1").seal("x");
        assertTrue(assertThrows(GeneralSecurityException.class, () -> cipher.open(other)).getMessage().contains("'ww1'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void whatIsNoEnvelopeIsRefused(String text) {
        assertThrows(GeneralSecurityException.class, () -> cipher.open(text));
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        CallbackCipher stranger = new CallbackCipher("a".repeat(42) + "A", CORPORATION);
        assertThrows(GeneralSecurityException.class, () -> stranger.open(ECHO));
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedWithoutShowingIt() {
        String message = assertThrows(IllegalArgumentException.class, () -> new CallbackCipher("short", "")).getMessage();
        assertFalse(message.contains("short"));
        assertFalse(cipher.toString().contains(KEY));
    }

    @Test
    void filesAreDecryptedLikewise() throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        byte[] sealed = Base64.getDecoder().decode("M7Rp6daj7xz+POChmhmcBTjQhtANKuWa59UQUNC+1iQ=");
        byte[] plain = "hello media".getBytes(StandardCharsets.UTF_8);

        assertArrayEquals(plain, CallbackCipher.decrypt(key, Arrays.copyOf(key, 16), sealed));
        assertArrayEquals(sealed, CallbackCipher.encrypt(key, Arrays.copyOf(key, 16), plain));
    }

    @Test
    void aCiphertextThatWasChangedIsRefused() {
        byte[] key = new byte[32];
        byte[] sealed = CallbackCipher.encrypt(key, new byte[16], new byte[]{1, 2, 3});
        sealed[0] ^= 1;
        assertThrows(GeneralSecurityException.class, () -> CallbackCipher.decrypt(key, new byte[16], sealed));
    }
}
