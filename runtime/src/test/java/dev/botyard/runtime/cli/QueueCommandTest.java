package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Pushes: what is sent to the host, what is told of them, and those that wait.
class QueueCommandTest {
    private static final String QUEUE = """
            {"pushes": [
              {"id": "p-1", "state": "queued", "im_type": "qq", "group": "123", "user": "", "expires": "2026-01-02T00:00:00Z",
               "code": "account_offline", "reason": "it sleeps\\nforged"},
              {"id": "p-2", "state": "failed", "im_type": "web", "group": "", "user": "ann", "expires": "2026-01-03T00:00:00Z",
               "code": "", "reason": ""}]}
            """;

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

    @ParameterizedTest
    @ValueSource(strings = {"queue", "queue list"})
    void whatWaitsIsListedWithItsReason(String command) {
        terminal.host.on("GET /queue?limit=1000", 200, QUEUE);
        Said said = terminal.say(command.split(" "));
        assertEquals(0, said.code(), said.err());
        assertEquals("""
                p-1  queued  qq group 123  until 2026-01-02T00:00:00Z
                  account_offline: it sleeps
                forged
                p-2  failed  web user ann  until 2026-01-03T00:00:00Z
                """, said.out());
    }

    @Test
    void anEmptyQueueIsSaid() {
        terminal.host.on("GET /queue?limit=1000", 200, "{\"pushes\": []}");
        assertEquals("no push waits\n", terminal.say("queue").out());
    }

    @Test
    void aProgramGetsTheQueueAsJson() {
        terminal.host.on("GET /queue?limit=1000", 200, QUEUE);
        assertEquals(Json.MAPPER.readTree(QUEUE), Json.MAPPER.readTree(terminal.say("queue", "--json").out()));
        assertEquals(Json.MAPPER.readTree(QUEUE), Json.MAPPER.readTree(terminal.say("queue", "list", "--json").out()));
    }

    @ParameterizedTest
    @CsvSource({"cancel, p/1 is cancelled", "resend, p/1 is queued again"})
    void aPushIsTakenBackOrSentAgain(String action, String sentence) {
        terminal.host.on("POST /queue/p%2F1/" + action, 200, "{\"id\": \"p/1\"}");
        Said said = terminal.say("queue", action, "p/1");
        assertEquals("0 " + sentence, said.code() + " " + said.out().strip());
        assertEquals("{\"id\":\"p/1\"}", Json.MAPPER.readTree(terminal.say("queue", action, "p/1", "--json").out()).toString());
    }

    @Test
    void whatTheHostRefusesIsRepeated() {
        Said said = terminal.say("queue", "cancel", "p-9");
        assertEquals("1 no such thing", said.code() + " " + said.err().strip());
    }

    private JsonNode pushed(String... options) {
        terminal.host.on("POST /push", 200,
                "{\"sent\": 1, \"code\": \"accepted\", \"account_id\": \"a\", \"rule\": \"default\"}");
        List<String> line = new java.util.ArrayList<>(List.of("push", "qq", "hello", "-u", "7"));
        line.addAll(List.of(options));
        Said said = terminal.say(line.toArray(String[]::new));
        assertEquals("0 sent by account a (default)", said.code() + " " + said.out().strip(), said.err());
        return terminal.host.body();
    }

    @Test
    void whatIsNotSaidIsLeftToTheHost() {
        assertEquals(
                Json.MAPPER.readTree(
                        """
                                {"im_type": "qq", "group": "", "user": "7", "kind": "text", "title": "", "content": "hello", "parse": "plain",
                                 "source": "", "options": {"account_id": "", "strict": false}}
                                """),
                pushed());
    }

    @Test
    void optionsAreHandedOn() {
        JsonNode body = pushed("--queue", "--ttl", "60", "--failover", "--strict", "--account", "bot", "--parse", "cq",
                "--timeout",
                "900", "-g", "12");
        assertEquals(Json.MAPPER.readTree(
                "{\"account_id\": \"bot\", \"strict\": true, \"failover\": \"same-im\", \"queue\": true, \"ttl\": 60}"),
                body.path("options"));
        assertEquals("cq 900 12 7", String.join(" ", body.path("parse").stringValue(), body.path("timeout").toString(),
                body.path("group").stringValue(), body.path("user").stringValue()));
    }

    @Test
    void mediaMayBeAddressesOrDataAndHaveACaption() {
        for (String source : List.of("https://a.example/x.png", "base64://aGk=", "data:image/png;base64,aGk=", "FILE:/x")) {
            JsonNode body = pushed("--kind", "image", "--source", source);
            assertEquals(source + " hello", body.path("source").stringValue() + " " + body.path("content").stringValue());
        }
    }

    @Test
    void aQueuedPushHasAnExitCodeOfItsOwn() {
        terminal.host.on("POST /push", 200, "{\"sent\": 0, \"code\": \"queued\", \"id\": \"p-1\", \"reason\": \"it sleeps\"}");
        Said said = terminal.say("push", "qq", "hello", "-u", "7", "--queue");
        assertEquals("4 queued as p-1: it sleeps; see 'botyard queue'", said.code() + " " + said.out().strip());
        assertEquals(4, terminal.say("push", "qq", "hello", "-u", "7", "--queue", "--json").code());
    }

    @Test
    void whoIsStrictGetsAnErrorForWhatWasNotSent() {
        terminal.host.on("POST /push", 200, "{\"sent\": 0, \"code\": \"account_offline\", \"reason\": \"it sleeps\"}");
        assertEquals(3, terminal.say("push", "qq", "hello", "-u", "7").code());
        Said strict = terminal.say("push", "qq", "hello", "-u", "7", "--strict");
        assertEquals("1 not sent: account_offline: it sleeps", strict.code() + " " + strict.err().strip());
        Said json = terminal.say("push", "qq", "hello", "-u", "7", "--json");
        assertEquals(3, json.code());
        assertEquals("", json.err());
        assertEquals("account_offline", Json.MAPPER.readTree(json.out()).path("code").stringValue());
    }

    @ParameterizedTest
    @CsvSource({"accepted, 0", "account_offline, 0", "account_unknown, 1", "no_account, 1"})
    void explainFailsForWhatNobodyKnows(String code, int exit) {
        terminal.host.on("POST /push/explain", 200,
                "{\"code\": \"" + code
                        + "\", \"account_id\": \"a\", \"rule\": \"default\", \"reason\": \"r\", \"rejected\": []}");
        assertEquals(exit, terminal.say("explain", "qq", "-u", "7").code());
        assertEquals(exit, terminal.say("explain", "qq", "-u", "7", "--json").code());
        assertEquals("…", terminal.host.body().path("content").stringValue(), "what is said does not matter, but something is");
    }

    @Test
    void explainNamesWhoWouldSendIt() {
        terminal.host.on("POST /push/explain", 200, "{\"code\": \"accepted\", \"account_id\": \"a\", \"rule\": \"default\"}");
        assertEquals("account a would send it, by rule default\n", terminal.say("explain", "qq", "-u", "7").out());
    }

    @Test
    void anAccountThatExistsAndCannotSendIsNoMistakeOfThePerson() {
        terminal.host.on("POST /push/explain", 200, "{\"code\": \"no_account\", \"reason\": \"none is online\", \"rejected\":"
                + " [{\"account_id\": \"a\", \"rule\": \"default\", \"code\": \"account_offline\", \"reason\": \"it sleeps\"}]}");
        Said said = terminal.say("explain", "qq", "-u", "7");
        assertEquals(0, said.code());
        assertTrue(said.out().startsWith("nobody would send it: no_account: none is online\n"), said.out());
    }
}
