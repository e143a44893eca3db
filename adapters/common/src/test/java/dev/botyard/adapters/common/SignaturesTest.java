package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The values are those of the RFCs and of the platforms' own pages.
class SignaturesTest {
    private static final String QUESTION = "what do ya want for nothing?";

    @Test
    void signsAsRfc4231Does() {
        byte[] signature = Signatures.hmacSha256("Jefe", QUESTION);

        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Signatures.hex(signature));
        assertEquals("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=", Signatures.base64(signature));
    }

    @Test
    void signsAsRfc2202Does() {
        byte[] signature = Signatures.hmacSha1("Jefe", QUESTION);

        assertEquals("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", Signatures.hex(signature));
        assertEquals("7/zfauXrL6LSdBbV8YTfnCWafHk=", Signatures.base64(signature));
    }

    @Test
    void digestsAsFips180AndRfc1321Do() {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);

        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Signatures.hex(Signatures.sha1(abc)));
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Signatures.hex(Signatures.sha256(abc)));
        assertEquals("900150983cd24fb0d6963f7d28e17f72", Signatures.hex(Signatures.md5(abc)));
    }

    @Test
    void aCallbackIsSignedOverItsTextsInTheirNaturalOrder() {
        String echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";

        assertEquals("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", Signatures.sorted("QDG6eK", "1409659589", "263014780", echo));
        assertEquals("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", Signatures.sorted(echo, "263014780", "1409659589", "QDG6eK"));
    }

    @Test
    void onlyTheSameSignatureIsTheSame() {
        assertTrue(Signatures.same("ab", "ab"));
        assertFalse(Signatures.same("ab", "aB"));
        assertFalse(Signatures.same("ab", "abc"));
        assertFalse(Signatures.same("", ""));
    }
}
