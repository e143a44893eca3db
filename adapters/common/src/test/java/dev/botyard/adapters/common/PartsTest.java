package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> sent = new ArrayList<>();

    private Parts.Part part(String... ids) {
        return () -> {
            sent.addAll(List.of(ids));
            return List.of(ids);
        };
    }

    private static Parts.Part failing(AdapterException failure) {
        return () -> {
            throw failure;
        };
    }

    @Test
    void allIdsAreInOneReceipt() throws InterruptedException {
        assertEquals(List.of("1", "2", "3"), Parts.send(List.of(part("1"), part(), part("2", "3"))).messageIds());
    }

    @Test
    void whatFailsAtFirstFailsAsItIs() {
        AdapterException refused = new AdapterException(ErrorKind.REJECTED, "no");
        assertSame(refused, assertThrows(AdapterException.class, () -> Parts.send(List.of(failing(refused), part("1")))));
        assertEquals(List.of(), sent);
    }

    @Test
    void whatFailsLaterNamesWhatWasSentAndIsNotSentAgain() {
        AdapterException refused = new AdapterException(ErrorKind.REJECTED, "no").withPlatformCode("7");
        AdapterException half = assertThrows(AdapterException.class,
                () -> Parts.send(List.of(part("1"), failing(refused), part("2"))));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, half.kind());
        assertTrue(half.getMessage().contains("part 2 of 3") && half.getMessage().contains("1: no"), half.getMessage());
        assertEquals("7", half.platformCode());
        assertEquals(List.of("1"), sent);
    }
}
