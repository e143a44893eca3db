package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What comes from chats is shown and steers nothing.
class OutputTest {
    private final StringWriter written = new StringWriter();
    private final Output output = new Output(new PrintWriter(written, true));

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private List<String> lines() {
        return written.toString().lines().toList();
    }

    @Test
    void columnsLineUpWhateverIsWrittenInThem() {
        output.table(json("""
                [{"name": "运维", "state": "on"}, {"name": "a", "state": "off"}, {"name": "é🍵", "state": ""},
                 {"name": "e\\u0301", "state": "x"}]
                """), "name", "state");
        assertEquals(List.of("name  state", "运维  on", "a     off", "é🍵", "e\u0301     x"), lines());
    }

    @Test
    void aCellIsOneLineWhateverStandsInIt() {
        output.table(json("[{\"a\": \"x\\nforged  row\", \"b\": \"\\u001b[2J\\u202e\"}]"), "a", "b");
        assertEquals(List.of("a               b", "x\\nforged  row  \\u001b[2J\\u202e"), lines());
    }

    @Test
    void everyKindOfValueHasItsText() {
        output.table(json("[{\"a\": null, \"c\": true, \"d\": 1.5, \"e\": [\"x\", 2, null], \"f\": {\"k\": 1}}]"), "a", "b", "c",
                "d", "e", "f");
        assertEquals("      true  1.5  x, 2,   {\"k\":1}", lines().get(1).replaceAll("^ +", "      "));
    }

    @Test
    void aTableWithoutRowsIsItsHead() {
        output.table(json("[]"), "a", "b");
        output.table(json("{}").path("missing"), "a");
        assertEquals(List.of("a  b", "a"), lines());
    }

    @Test
    void factsAreThoseThatSayAnything() {
        output.facts(
                json("{\"id\": \"a\", \"empty\": \"\", \"none\": null, \"list\": [], \"text\": \"one\\ntwo\", \"on\": false}"));
        assertEquals(List.of("id: a", "text: one\\ntwo", "on: false"), lines());
    }

    @Test
    void textOfSeveralLinesKeepsThemAndNothingElse() {
        output.line("one\ntwo\u001b[31m\rthree");
        assertEquals(List.of("one", "two\\u001b[31m\\rthree"), lines());
    }

    @Test
    void programsGetJsonThatTheyReadBack() {
        JsonNode node = json("{\"a\": [1, {\"b\": \"茶\\n\\u001b\"}]}");
        output.json(node);
        assertEquals(node, json(written.toString()));
    }
}
