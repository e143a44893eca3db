package dev.botyard.adapters.weixin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartialQuoteTest {
    private static final String WHOLE = "ab-1 ab-2 ab-3";

    @Test
    void countsOccurrencesFromZero() {
        assertEquals(Optional.of("ab-2 ab-3"), new PartialQuote("ab", 1, "3", 0, "").in(WHOLE));
    }

    @Test
    void letsTheChecksumDecideFromWhereTheEndIsCounted() {
        assertEquals(Optional.of("ab-2"), new PartialQuote("ab", 1, "-2", 0, "").in(WHOLE));
        // The checksums of "b-1 a" and of "b-1 ab-2 a".
        assertEquals(Optional.of("b-1 a"), new PartialQuote("b", 0, "a", 1, md5("b-1 a")).in(WHOLE));
        assertEquals(Optional.of("b-1 ab-2 a"), new PartialQuote("b", 0, "a", 1, md5("b-1 ab-2 a")).in(WHOLE));
    }

    private static String md5(String text) {
        return java.util.HexFormat.of()
                .formatHex(MediaStation.digest("MD5").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void findsNothingWhereNothingFits() {
        assertEquals(Optional.empty(), new PartialQuote("x", 0, "3", 0, "").in(WHOLE));
        assertEquals(Optional.empty(), new PartialQuote("ab", 9, "3", 0, "").in(WHOLE));
        assertEquals(Optional.empty(), new PartialQuote("", 0, "3", 0, "").in(WHOLE));
        assertEquals(Optional.empty(), new PartialQuote("ab", 0, "3", 0, "0123").in(WHOLE));
    }
}
