package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replies without code at the command line.
class RepliesCommandTest {
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
    void repliesAreListedWithWhatIsWrong() {
        terminal.host.on("GET /replies", 200,
                """
                        {"replies": [{"name": "r", "enabled": true, "as": "text", "when": ["a", "b"], "answer": ["x\\ny"], "priority": 0}],
                         "problems": [{"file": "replies.yaml", "line": 3, "key": "s.when", "message": "it is missing."}]}
                        """);
        List<String> lines = terminal.say("replies").out().lines().toList();
        assertEquals("r true text a, b x\\ny 0", lines.get(1).replaceAll(" +", " "));
        assertEquals("replies.yaml:3: s.when: it is missing.", lines.get(2));
    }

    @Test
    void aReplyIsWrittenWithWhatWasSaid() {
        terminal.host.on("PUT /replies/a%20b", 200, "{\"name\": \"a b\"}");
        assertEquals("a b is written\n", terminal.say("replies", "set", "a b", "-w", "x", "--when", "y", "-a", "1", "-a", "2",
                "--picture", "p.png", "--as", "pattern", "--im", "qq", "-g", "7", "-u", "8", "--priority", "5", "--admin",
                "--off").out());
        assertEquals(Json.MAPPER.readTree("""
                {"when": ["x", "y"], "as": "pattern", "answer": ["1", "2"], "pictures": ["p.png"], "im": ["qq"], "groups": ["7"],
                 "people": ["8"], "admin": true, "priority": 5, "enabled": false}
                """), terminal.host.body());
        terminal.say("replies", "set", "a b", "-w", "x", "-a", "1");
        assertEquals(Json.MAPPER.readTree("{\"when\": [\"x\"], \"answer\": [\"1\"]}"), terminal.host.body());
        assertEquals(2, terminal.say("replies", "set", "a").code(), "somebody has to say something");
    }

    @Test
    void aReplyIsShownAndRemoved() {
        terminal.host.on("GET /replies/r", 200, "{\"name\": \"r\", \"when\": [\"a\"]}").on("DELETE /replies/r", 204, "");
        assertEquals("name: r\nwhen: a\n", terminal.say("replies", "show", "r").out());
        assertEquals("r is removed\n", terminal.say("replies", "remove", "r").out());
    }
}
