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

/// Panels at the command line.
class ContainersCommandTest {
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
    void containersAreListedWithWhatIsWrong() {
        terminal.host.on("GET /containers", 200,
                """
                        {"containers": [{"id": "a", "kind": "qinglong", "name": "A", "address": "http://x", "client_id": "i", "state": "untested", "detail": ""}],
                         "problems": [{"file": "containers.yaml", "line": 3, "key": "b.address", "message": "it is missing."}]}
                        """);
        List<String> lines = terminal.say("containers").out().lines().toList();
        assertEquals("a qinglong A http://x i untested", lines.get(1).replaceAll(" +", " ").strip());
        assertEquals("containers.yaml:3: b.address: it is missing.", lines.get(2));
    }

    @Test
    void testsSayWhoLetsTheHostIn() {
        terminal.host.on("GET /containers", 200, "{\"containers\": [{\"id\": \"a\"}, {\"id\": \"b c\"}]}")
                .on("POST /containers/a/test", 200, "{\"id\": \"a\", \"state\": \"ok\", \"detail\": \"\"}")
                .on("POST /containers/b%20c/test", 200,
                        "{\"id\": \"b c\", \"state\": \"failed\", \"detail\": \"It is not there.\"}");
        assertEquals("a: it lets this host in\n", terminal.say("containers", "test", "a").out());
        assertEquals(0, terminal.say("containers", "test", "a").code());
        assertEquals("a: it lets this host in\nb c: It is not there.\n", terminal.say("containers", "test").out());
        assertEquals(1, terminal.say("containers", "test").code());
        assertEquals("ok",
                Json.MAPPER.readTree(terminal.say("containers", "test", "a", "--json").out()).at("/0/state").stringValue());
    }

    @Test
    void aContainerIsWrittenWithWhatWasSaidShownAndRemoved() {
        terminal.host.on("PUT /containers/a", 200, "{\"id\": \"a\"}")
                .on("GET /containers/a", 200, "{\"id\": \"a\", \"kind\": \"daidai\"}")
                .on("DELETE /containers/a", 204, "");
        assertEquals("a is written\n", terminal.say("containers", "set", "a", "--kind", "daidai", "--name", "A", "-a", "http://x",
                "--client-id", "i", "--client-secret", "${env:S}").out());
        assertEquals(Json.MAPPER.readTree("""
                {"kind": "daidai", "name": "A", "address": "http://x", "client_id": "i", "client_secret": "${env:S}"}
                """), terminal.host.body());
        terminal.say("containers", "set", "a", "--address", "http://y");
        assertEquals(Json.MAPPER.readTree("{\"address\": \"http://y\"}"), terminal.host.body());
        assertEquals("id: a\nkind: daidai\n", terminal.say("containers", "show", "a").out());
        assertEquals("a is removed\n", terminal.say("containers", "remove", "a").out());
    }
}
