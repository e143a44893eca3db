package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages at the command line.
class PackagesCommandTest {
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
    void whatWasAddedIsListed() {
        terminal.host.on("GET /packages", 200,
                "{\"all\": {\"npm\": [\"axios\"]}, \"plugins\": {\"tea.py\": [\"aiohttp\", \"rsa==4\"]}}");
        assertEquals("all plugins, npm: axios\ntea.py: aiohttp, rsa==4\n", terminal.say("packages").out());
    }

    @Test
    void packagesAreAddedForOnePluginAndTakenBackForAll() {
        terminal.host.on("PUT /packages", 200, "{\"all\": {}, \"plugins\": {}}");
        assertEquals("Nothing was added.\n",
                terminal.say("packages", "add", "pip", "aiohttp", "rsa", "--plugin", "tea.py").out());
        assertEquals(Json.MAPPER.readTree("{\"manager\": \"pip\", \"plugin\": \"tea.py\", \"add\": [\"aiohttp\", \"rsa\"]}"),
                terminal.host.body());
        terminal.say("packages", "remove", "npm", "axios");
        assertEquals(Json.MAPPER.readTree("{\"manager\": \"npm\", \"remove\": [\"axios\"]}"),
                terminal.host.body());
    }
}
