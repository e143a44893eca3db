package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `botyard settings set`, with a host and without one.
class SettingsSetCommandTest {
    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws Exception {
        terminal = new Terminal(home);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    @Test
    void settingsAreChangedThroughTheHost() {
        terminal.host.on("PUT /settings", 200, "{\"waiting\": [\"port\"], \"settings\": []}");
        assertEquals("changed push.failover, port, timezone, plugins.folders\nin effect from the next start on: port\n",
                terminal.say("settings", "set", "push.failover=same-im", "port=1", "timezone=", "plugins.folders=[a, b]").out());
        assertEquals(Json.MAPPER.readTree(
                "{\"push.failover\": \"same-im\", \"port\": \"1\", \"timezone\": null, \"plugins.folders\": [\"a\", \"b\"]}"),
                terminal.host.body());
        assertEquals(2, terminal.say("settings", "set").code());
        assertEquals(2, terminal.say("settings", "set", "push").code());
    }

    @Test
    void withoutAHostTheFileIsCheckedAndChangedAllTheSame() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(Files.createDirectories(home.resolve("data/run")).resolve("host.json"),
                    "{\"url\": \"http://127.0.0.1:" + taken.getLocalPort() + "\"}");
        }
        Path file = Files.writeString(home.resolve("botyard.yaml"), "# ours\ntimezone: UTC\n");
        Said said = terminal.alone("settings", "set", "push.failover=same-im", "masters.qq=[10001]");
        assertEquals("changed push.failover, masters.qq; no host runs, so it counts from the next start\n", said.out(),
                said::toString);
        assertEquals("# ours\ntimezone: UTC\nmasters:\n  qq: [10001]\npush:\n  failover: same-im\n", Files.readString(file));
        Said wrong = terminal.alone("settings", "set", "push.failovr=x", "port=many");
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("Did you mean 'failover'?") && wrong.err().contains("port: expected a whole number"),
                wrong.err());
        assertTrue(
                terminal.alone("settings", "get", "push.failover").out().startsWith("push.failover: same-im   (botyard.yaml:6)"));
    }
}
