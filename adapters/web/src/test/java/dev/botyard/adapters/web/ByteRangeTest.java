package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void neverLeavesTheBody() {
        for (int size = 0; size < 6; size++) {
            for (int first = 0; first < 8; first++) {
                for (int last = 0; last < 8; last++) {
                    staysInside("bytes=" + first + "-" + last, size);
                }
                staysInside("bytes=" + first + "-", size);
                staysInside("bytes=-" + first, size);
            }
        }
    }

    private static void staysInside(String header, long size) {
        Optional<ByteRange> range = ByteRange.parse(header, size).filter(ByteRange::satisfiable);
        assertTrue(range.isEmpty() || (range.get().first() >= 0 && range.get().last() < size && range.get().length() > 0),
                () -> header + " of " + size);
    }

    @Test
    void readsWhatBrowsersSend() {
        assertEquals(Optional.of(new ByteRange(0, 9)), ByteRange.parse("bytes=0-", 10));
        assertEquals(Optional.of(new ByteRange(7, 9)), ByteRange.parse("bytes=-3", 10));
        assertEquals(Optional.empty(), ByteRange.parse("bytes=1-2,4-5", 10));
        assertEquals(Optional.empty(), ByteRange.parse("items=0-1", 10));
    }
}
