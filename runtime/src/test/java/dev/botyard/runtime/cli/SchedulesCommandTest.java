package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What fires by time.
class SchedulesCommandTest {
    private static final String SCHEDULES = """
            {"schedules": [
              {"id": "tea.py", "plugin": "tea.py", "source": "header", "cron": "0 8 * * *",
               "next_runs": ["2027-01-01T08:00Z", "2027-01-02T08:00Z"], "command": ""},
              {"id": "runtime_1", "plugin": "milk.js", "source": "script", "cron": "0 9 * * *", "next_runs": [], "command": "milk"}]}
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

    @Test
    void theyAreListedWithTheirNextTime() {
        terminal.host.on("GET /schedules", 200, SCHEDULES);
        assertEquals("""
                tea.py  0 8 * * *  next 2027-01-01T08:00Z
                runtime_1  0 9 * * *  next never  says: milk  (of milk.js)
                """, terminal.say("schedules").out());
        terminal.host.on("GET /schedules", 200, "{\"schedules\": []}");
        assertEquals("nothing fires by time\n", terminal.say("schedules", "list").out());
    }

    @Test
    void oneThatAScriptHasMadeIsEnded() {
        terminal.host.on("DELETE /schedules/runtime_1", 200, "{\"id\": \"runtime_1\"}");
        Said said = terminal.say("schedules", "end", "runtime_1");
        assertEquals("runtime_1 has ended\n", said.out(), said.err());
    }
}
