package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The data of plugins at the command line.
class BucketsCommandTest {
    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(home);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    @Test
    void bucketsAreListedAndTheValuesOfOne() {
        terminal.host.on("GET /buckets", 200, "{\"buckets\": [\"a\", \"b.c\"], \"sizes\": {\"a\": 2, \"b.c\": 1}}")
                .on("GET /buckets/b.c", 200, "{\"k\": \"v\\nw\"}");
        assertEquals("a: 2\nb.c: 1\n", terminal.say("buckets").out());
        assertEquals("k: v\\nw\n", terminal.say("buckets", "list", "b.c").out());
    }

    @Test
    void valuesAreFound() {
        terminal.host.on("GET /find/buckets?limit=1000&text=a%20b&bucket=x", 200,
                "{\"values\": [{\"bucket\": \"x\", \"key\": \"k\", \"value\": \"a b\"}]}");
        assertEquals("x       k    a b", terminal.say("buckets", "find", "a b", "--bucket", "x").out().lines().toList().get(1));
    }

    @Test
    void aValueIsReadAndSet() {
        terminal.host.on("GET /buckets/b/a%2Fk", 200, "{\"value\": \"one\\ntwo\"}").on("PUT /buckets/b/a%2Fk", 204, "");
        assertEquals("one\ntwo\n", terminal.say("buckets", "get", "b", "a/k").out());
        assertEquals("a/k in b is set\n", terminal.say("buckets", "set", "b", "a/k", "x=y").out());
        assertEquals("{\"value\":\"x=y\"}", terminal.host.body().toString());
        assertEquals("1 no such thing", terminal.say("buckets", "get", "b", "l").code() + " "
                + terminal.say("buckets", "get", "b", "l").err().strip());
    }

    @ParameterizedTest
    @CsvSource({"buckets delete b k, DELETE /buckets/b/k, k is removed from b",
        "buckets delete b --all, DELETE /buckets/b, b is empty"})
    void aValueOrAWholeBucketIsRemoved(String command, String request, String sentence) {
        terminal.host.on(request, 204, "");
        assertEquals(sentence + "\n", terminal.say(command.split(" ")).out());
        assertEquals(List.of(request), terminal.host.asked());
    }

    @Test
    void aWholeBucketIsNotRemovedByHalfACommand() {
        assertEquals(2, terminal.say("buckets", "delete", "b").code());
        assertEquals(2, terminal.say("buckets", "delete", "b", "k", "--all").code());
        assertEquals(List.of(), terminal.host.asked());
    }

    @Test
    void aBucketAndAKeyAreRenamed() {
        terminal.host.on("POST /rename/buckets", 200, "{\"renamed\": 3}");
        assertEquals("b is now c (3 values)\n", terminal.say("buckets", "rename", "b", "c").out());
        assertEquals(Json.MAPPER.readTree("{\"bucket\": \"b\", \"to\": \"c\"}"), terminal.host.body());
        terminal.say("buckets", "rename", "b", "l", "--key", "k");
        assertEquals(Json.MAPPER.readTree("{\"bucket\": \"b\", \"key\": \"k\", \"to\": \"l\"}"), terminal.host.body());
    }

    @Test
    void oneBucketIsExportedAlone() throws IOException {
        Path file = home.resolve("b.jsonl");
        terminal.host.on("GET /export/buckets?bucket=a.b", 200, "{}\n");
        assertEquals(0, terminal.say("buckets", "export", file.toString(), "--bucket", "a.b").code());
        assertEquals("{}\n", Files.readString(file));
    }
}
