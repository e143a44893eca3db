package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FileNamesProperties {

    @Property(tries = 1_000)
    void anyNameFitsIntoAFileSystemAndKeepsItsEnd(@ForAll("names") String name) {
        String bounded = FileNames.bounded(name);
        assertTrue(bounded.getBytes(StandardCharsets.UTF_8).length <= 200, bounded);
        assertTrue(name.replaceAll("\\p{Cs}", "_").endsWith(bounded), bounded);
        assertDoesNotThrow(() -> Path.of("/tmp").resolve(bounded));
        assertEquals(bounded, FileNames.bounded(bounded));
    }

    @Example
    void aShortNameStaysAsItIs() {
        assertEquals("签到 😀.png", FileNames.bounded("签到 😀.png"));
        assertEquals("", FileNames.bounded(""));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "é", "签", "😀", "\uD83D", "\uDE00", ".", " ").list().ofMaxSize(250)
                .map(parts -> String.join("", parts));
    }
}
