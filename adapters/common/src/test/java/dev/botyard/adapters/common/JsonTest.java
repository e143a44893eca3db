package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonTest {
    private static JsonNode object(String value) {
        return Json.parse("{\"it\":" + value + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"42\"|42", "42|42", "-42|-42", "12345678901234567890|12345678901234567890",
        "18446744073709551615|18446744073709551615", "1.5|1.5", "1.0|1", "1E10|10000000000", "1.2345678901E10|12345678901",
        "true|true",
        "{\"a\":[1]}|{\"a\":[1]}", "[\"x\"]|[\"x\"]", "\"你好 🎉\"|你好 🎉"})
    void anyValueIsTextAsItWasWritten(String written, String text) {
        assertEquals(text, Json.text(object(written), "it"));
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertEquals("", Json.text(object("null"), "it"));
        assertEquals("", Json.text(object("1"), "other"));
        assertEquals("", Json.text(null, "it"));
        assertEquals("", Json.text(Json.parse("[1]"), "it"));
        assertEquals("", Json.text(Json.parse("7"), "it"));
        assertEquals("", Json.text(null));
        assertEquals("", Json.text(Json.parse("{}").path("it")));
    }

    @Test
    void theFirstValueThatSaysSomethingIsTaken() {
        JsonNode object = Json.parse("{\"a\":null,\"b\":\"\",\"c\":7,\"d\":8}");
        assertEquals("7", Json.first(object, "none", "a", "b", "c", "d"));
        assertEquals("", Json.first(object, "a", "b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"42|42", "\"42\"|42", "\" 42 \"|42", "-7|-7", "\"-7\"|-7", "42.0|42", "\"42.0\"|42",
        "1e3|1000",
        "9223372036854775807|9223372036854775807", "12345678901234567890|0", "\"12345678901234567890\"|0", "1e300|0", "1.5|0",
        "true|1",
        "false|0", "null|0", "\"\"|0", "\"many\"|0", "\"1e999999999\"|0", "[1]|0", "{}|0"})
    void numbersMayBeText(String written, long number) {
        assertEquals(number, Json.number(object(written), "it"));
    }

    @Test
    void aNumberThatIsMissingIsNought() {
        assertEquals(0, Json.number(object("1"), "other"));
        assertEquals(0, Json.number(null, "it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "1.0", "\"true\"", "\"True\"", "\"1\"", "\"yes\"", "\"on\""})
    void yesHasManyFaces(String written) {
        assertEquals(true, Json.flag(object(written), "it", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "0.0", "\"false\"", "\"FALSE\"", "\"0\"", "\"no\"", "\" off \""})
    void soHasNo(String written) {
        assertEquals(false, Json.flag(object(written), "it", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"perhaps\"", "2", "-1", "[]", "[true]", "{}"})
    void whatIsNeitherIsWhatTheCallerSays(String written) {
        assertEquals(true, Json.flag(object(written), "it", true));
        assertEquals(false, Json.flag(object(written), "it", false));
        assertEquals(true, Json.flag(object(written), "other", true));
    }

    @Test
    void scriptsGetPlainValuesAndNoIdIsRounded() {
        JsonNode node = Json
                .parse("{\"small\":9007199254740991,\"large\":9007199254740993,\"huge\":-12345678901234567890,\"half\":0.5,"
                        + "\"yes\":true,\"none\":null,\"list\":[1,null,\"x\",{\"deep\":9007199254740993}]}");
        assertEquals(Map.of("small", 9007199254740991L, "large", "9007199254740993", "huge", "-12345678901234567890", "half", 0.5,
                "yes",
                true, "list", List.of(1L, "x", Map.of("deep", "9007199254740993"))), Json.map(node));
        assertEquals(List.of("small", "large", "huge", "half", "yes", "list"), List.copyOf(Json.map(node).keySet()));
    }

    @Test
    void whatIsNoObjectHasNoProperties() {
        for (String other : List.of("null", "[1]", "\"x\"", "7")) {
            assertEquals(Map.of(), Json.map(Json.parse(other)));
            assertEquals(Map.of(), Json.texts(Json.parse(other)));
        }
        assertEquals(Map.of(), Json.map(null));
        assertEquals(Map.of(), Json.texts(null));
        assertNull(Json.plain(null));
        assertNull(Json.plain(Json.parse("null")));
    }

    @Test
    void allPropertiesCanBeText() {
        assertEquals(Map.of("a", "1", "b", "x", "c", "[1]"),
                Json.texts(Json.parse("{\"a\":1,\"b\":\"x\",\"c\":[1],\"d\":null}")));
    }

    @Test
    void bareControlCharactersInNamesAreRead() {
        assertEquals("A\u0001n\nn", Json.text(object("\"A\u0001n\nn\""), "it"));
        assertEquals("A\u0001n", Json.text(Json.parse("{\"it\":\"A\u0001n\"}".getBytes(StandardCharsets.UTF_8)), "it"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\\uD83D|\uFFFD", "a\\uD83D!|a\uFFFD!", "\\uDE01b|\uFFFDb", "\\uD83D\\uDE01|😁",
        "\\uD83D\\uD83D\\uDE01|\uFFFD😁"})
    void halfAnEmojiIsReplacedWhereverItStands(String written, String text) {
        assertEquals(text, Json.text(object("\"" + written + "\""), "it"));
        assertEquals(Map.of("it", text), Json.map(object("\"" + written + "\"")));
        assertEquals(Map.of("it", text), Json.texts(object("\"" + written + "\"")));
        assertEquals("[\"" + text + "\"]", Json.text(object("[\"" + written + "\"]"), "it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "<html>", "{\"a\":\"x", "what?"})
    void whatIsNoJsonIsAnError(String text) {
        assertThrows(JacksonException.class, () -> Json.parse(text));
        assertThrows(JacksonException.class, () -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void writesObjects() {
        assertEquals("{\"a\":1,\"b\":\"你\"}", Json.object(out -> {
            out.writeNumberProperty("a", 1);
            out.writeStringProperty("b", "你");
        }));
        assertEquals("[]", new String(Json.bytes(out -> out.writeStartArray().writeEndArray()), StandardCharsets.UTF_8));
    }
}
