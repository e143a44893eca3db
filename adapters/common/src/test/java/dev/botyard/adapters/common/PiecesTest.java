package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private final Pieces pieces = new Pieces(Duration.ofMinutes(1), 10);

    private String join(String message, int index, int count, String piece) {
        return pieces.join(message, index, count, piece.getBytes(StandardCharsets.UTF_8))
                .map(whole -> new String(whole, StandardCharsets.UTF_8)).orElse("");
    }

    @Test
    void joinsInAnyOrderAndApart() {
        assertEquals("", join("m", 2, 3, "c"));
        assertEquals("", join("n", 1, 2, "y"));
        assertEquals("", join("m", 0, 3, "a"));
        assertEquals("", join("m", 0, 3, "a"));
        assertEquals("abc", join("m", 1, 3, "b"));
        assertEquals("xy", join("n", 0, 2, "x"));
        assertEquals("whole", join("o", 0, 1, "whole"));
    }

    @Test
    void whatWouldFillTheMemoryIsDropped() {
        assertEquals("", join("m", 0, 2, "12345678"));
        assertEquals("", join("n", 0, 2, "abc"));
        assertEquals("", join("m", 1, 2, "9"));
        assertEquals("abcd", join("n", 1, 2, "d"));
        assertEquals("", join("o", 0, 2, "more than there is room for"));
    }

    @Test
    void incompleteOnesAreNotKeptForEver() {
        Pieces hasty = new Pieces(Duration.ofNanos(-1), 10);
        hasty.join("m", 0, 2, new byte[1]);
        assertEquals(true, hasty.join("m", 1, 2, new byte[1]).isEmpty());
    }

    @Test
    void numbersThatMakeNoSenseAreSaid() {
        join("m", 0, 3, "a");
        assertThrows(IllegalArgumentException.class, () -> join("m", 1, 2, "b"));
        for (int[] odd : new int[][]{{0, 0}, {2, 2}, {-1, 2}, {0, -1}, {1, Integer.MAX_VALUE}}) {
            assertThrows(IllegalArgumentException.class, () -> join("p", odd[0], odd[1], "b"));
        }
    }
}
