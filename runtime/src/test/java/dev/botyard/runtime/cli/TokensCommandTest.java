package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Named tokens, and what was done with them.
class TokensCommandTest {
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
    void theyAreListedMadeAndEnded() {
        terminal.host.on("GET /tokens", 200, """
                {"tokens": [{"name": "ci", "role": "author", "created": "2027-01-01T08:00:00Z", "last_use": null}]}""");
        assertEquals("""
                name  role    created               last_use
                ci    author  2027-01-01T08:00:00Z
                """, terminal.say("tokens").out());
        terminal.host.on("GET /tokens", 200, "{\"tokens\": []}");
        assertEquals("there are no named tokens\n", terminal.say("tokens", "list").out());
        terminal.host.on("POST /tokens", 201, "{\"name\": \"ci\", \"role\": \"author\", \"token\": \"by_secret\"}");
        assertEquals("by_secret\n", terminal.say("tokens", "create", "ci", "--role", "author").out());
        terminal.host.on("DELETE /tokens/c%2Fi", 200, "{\"revoked\": \"c/i\"}");
        assertEquals("The token c/i is over.\n", terminal.say("tokens", "revoke", "c/i").out());
    }

    @Test
    void aRoleMustBeOneOfThree() {
        assertEquals(2, terminal.say("tokens", "create", "ci").code());
        Said said = terminal.say("tokens", "create", "ci", "--role", "king");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("viewer"), said.err());
    }

    @Test
    void whatWasDoneStandsInItsOrder() {
        terminal.host.on("GET /audit?limit=50&who=ci", 200,
                """
                        {"audit": [{"time": "2027-01-01T09:00:00Z", "who": "ci", "role": "viewer", "method": "DELETE", "path": "/tokens/a", "status": 403},
                                   {"time": "2027-01-01T08:00:00Z", "who": "ci", "role": "viewer", "method": "POST", "path": "/sessions", "status": 201}]}""");
        assertEquals("""
                2027-01-01T08:00:00Z  ci (viewer)  POST /sessions  201
                2027-01-01T09:00:00Z  ci (viewer)  DELETE /tokens/a  403
                """, terminal.say("audit", "--who", "ci").out());
    }
}
