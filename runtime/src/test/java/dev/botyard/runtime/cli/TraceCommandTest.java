package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why messages were answered or not, for people at a terminal.
class TraceCommandTest {
    private static final String ONE = """
            {"number": 2, "time": "2027-01-01T08:00:00Z", "account_id": "bot", "group": "700", "user": "ann", "message_id": "m2",
             "text": "tea", "outcome": "silent", "reason": "a.py ran and said nothing in the chat", "left_out": 3,
             "plugins": [{"plugin": "a.py", "verdict": "ran", "reason": "it was fired", "run": "r-1"}],
             "runs": [{"id": "r-1", "plugin": "a.py", "status": "ok", "error": "", "notes": ["push to qq: no account"]}],
             "pushes": [{"id": "p-1", "code": "account_offline", "reason": "bot_b is offline",
                         "rejected": [{"account_id": "bot_b", "code": "account_offline", "reason": "it is offline"}]}]}""";
    private static final String OLDER = """
            {"number": 1, "time": "2027-01-01T07:00:00Z", "account_id": "bot", "group": "", "user": "bob", "message_id": "",
             "text": "milk\\nplease", "outcome": "no_rule", "reason": "no rule of any plugin fits it"}""";

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
    void theNewestStandsLastAndAListIsShort() {
        terminal.host.on("GET /trace?limit=20", 200, "{\"messages\": [" + ONE + ", " + OLDER + "]}");
        assertEquals("""
                2027-01-01T07:00:00Z  bot user bob
                  milk\\nplease
                  no_rule: no rule of any plugin fits it
                2027-01-01T08:00:00Z  bot group 700 user ann  message m2
                  tea
                  silent: a.py ran and said nothing in the chat
                """, terminal.say("trace").out());
    }

    @Test
    void oneMessageIsToldWhole() {
        terminal.host.on("GET /trace?limit=20&message=m2", 200, "{\"messages\": [" + ONE + "]}");
        assertEquals("""
                2027-01-01T08:00:00Z  bot group 700 user ann  message m2
                  tea
                  silent: a.py ran and said nothing in the chat
                    a.py  ran: it was fired, run r-1
                    and 3 more without a rule that fits
                    run r-1 of a.py  ok\s
                      push to qq: no account
                    push p-1  account_offline: bot_b is offline
                      bot_b  account_offline: it is offline
                """, terminal.say("trace", "--message", "m2").out());
    }

    @Test
    void nothingAndGarbage() {
        terminal.host.on("GET /trace?limit=20&run=r%2F1", 200, "{\"messages\": []}");
        assertEquals("no message of these has come since the host was started\n", terminal.say("trace", "--run", "r/1").out());
        Said said = terminal.say("trace", "-n", "0");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("--limit is 0; it must be 1 to 1000."), said.err());
    }
}
