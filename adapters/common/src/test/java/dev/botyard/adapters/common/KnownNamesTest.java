package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void eachIsAskedForOnce() throws InterruptedException {
        KnownNames names = new KnownNames(2, id -> {
            asked.add(id);
            return "Name of " + id;
        });
        assertEquals("Name of a", names.of("a"));
        assertEquals("Name of a", names.of("a"));
        assertEquals("", names.of(""));
        names.of("b");
        names.of("c");
        assertEquals("Name of a", names.of("a"));
        assertEquals(List.of("a", "b", "c", "a"), asked);
    }

    @Test
    void afterARefusalNobodyIsAskedForAndAfterABreakAgain() throws InterruptedException {
        List<ErrorKind> failures = new ArrayList<>(List.of(ErrorKind.COMMUNICATION, ErrorKind.REJECTED));
        KnownNames names = new KnownNames(2, id -> {
            asked.add(id);
            throw new AdapterException(failures.removeFirst(), "no");
        });
        assertEquals("", names.of("a"));
        assertEquals("", names.of("a"));
        assertEquals("", names.of("b"));
        assertEquals(List.of("a", "a"), asked);
    }
}
