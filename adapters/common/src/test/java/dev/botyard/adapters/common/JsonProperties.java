package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonProperties {
    /// Whatever people type, what is read can be written again.
    @Property(tries = 300)
    void textIsReadAndCanBeWritten(@ForAll String text) {
        String read = Json.text(Json.parse(Json.object(out -> out.writeStringProperty("it", text.replaceAll("\\p{Cs}", "?")))),
                "it");
        assertEquals(text.replaceAll("\\p{Cs}", "?"), read);
        String whole = Surrogates.whole(text);
        assertEquals(whole, new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void wholeNumbersAreReadWhetherTextOrNot(@ForAll long number) {
        JsonNode both = Json.parse("{\"n\":" + number + ",\"t\":\"" + number + "\"}");
        assertEquals(Long.toString(number), Json.text(both, "n"));
        assertEquals(number, Json.number(both, "n"));
        assertTrue(Json.number(both, "t") == number || Math.abs((double) number) >= 1e18);
    }

    @Property(tries = 300)
    void nonsenseIsOneKindOfError(@ForAll byte[] bytes) {
        try {
            JsonNode node = Json.parse(bytes);
            Json.text(node, "it");
            Json.number(node, "it");
            Json.flag(node, "it", true);
            Json.plain(node);
        } catch (JacksonException expected) {
            assertTrue(expected.getMessage() != null);
        }
    }
}
