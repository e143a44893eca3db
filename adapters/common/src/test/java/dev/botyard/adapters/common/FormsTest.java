package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormsTest {
    @Test
    void whatIsWrittenIsRead() {
        Map<String, String> fields = Map.of("text", "a b&c=d+é 你\n", "empty", "");
        assertEquals(fields, Forms.read(Forms.write(fields)));
    }

    @Test
    void nonsenseIsRead() {
        assertEquals(Map.of(), Forms.read("&&=x&novalue"));
        assertEquals(Map.of("a", "%zz"), Forms.read("a=%zz&a=second"));
        assertEquals("%21a%20b%3Ac%2F", Forms.segment("!a b:c/"));
    }
}
