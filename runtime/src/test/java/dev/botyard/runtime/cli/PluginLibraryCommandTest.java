package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugin files at the command line.
class PluginLibraryCommandTest {
    private static final String REPORT = """
            {"source": "https://example.org/tea.py", "revision": "", "sha256": "00", "written": %s, "ignored": ["README.js"],
             "files": [{"file": "tea.py", "action": "new", "version": "2", "present": "", "changed": false, "problems": [],
               "asks": {"packages": ["aiohttp"], "settings": [], "triggers": ["tea"], "routes": [], "buckets": ["leaves"]}}]}
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
    void whatWouldBeInstalledIsToldWithWhatItAsksFor() {
        terminal.host.on("POST /plugins/install", 200, REPORT.formatted("false"));
        assertEquals("""
                https://example.org/tea.py
                tea.py: would be installed, version 2
                  packages: aiohttp
                  triggers: tea
                  buckets: leaves
                left out: README.js
                """, terminal.say("plugins", "install", "https://example.org/tea.py", "--dry-run", "-b", "kitchen").out());
        assertEquals(Json.MAPPER
                .readTree("{\"url\": \"https://example.org/tea.py\", \"dry_run\": true, \"buckets\": [\"kitchen\"]}"),
                terminal.host.body());
    }

    @Test
    void repositoriesArchivesAndFilesAreToldApart() throws IOException {
        terminal.host.on("POST /plugins/install", 201, REPORT.formatted("true"));
        assertTrue(terminal.say("plugins", "install", "https://example.org/yard.git", "--ref", "v2").out()
                .contains("tea.py: installed, version 2"));
        assertEquals(Json.MAPPER.readTree("{\"git\": \"https://example.org/yard.git\", \"ref\": \"v2\"}"), terminal.host.body());

        Path script = Files.writeString(home.resolve("own.py"), "#[rule: own]\n");
        terminal.host.on("PUT /plugins/own.py", 201, "{}");
        assertEquals("own.py is written\n", terminal.say("plugins", "install", script.toString()).out());
        assertEquals(Json.MAPPER.readTree("{\"source\": \"#[rule: own]\\n\", \"new\": true}"), terminal.host.body());

        assertTrue(terminal.say("plugins", "install", "no-such-file").err().contains("There is no file no-such-file"));
    }

    @Test
    void allInstalledPluginsAreUpdatedOncePerPlace() {
        terminal.host.on("GET /plugins", 200, """
                {"plugins": [], "unreadable": [], "removed": [], "origins": [
                  {"file": "a.py", "kind": "git", "address": "x", "ref": "", "path": ""},
                  {"file": "b.py", "kind": "git", "address": "x", "ref": "", "path": ""},
                  {"file": "c.py", "kind": "url", "address": "y", "ref": "", "path": ""},
                  {"file": "d.py", "kind": "zip", "address": "z", "ref": "", "path": ""}]}
                """).on("POST /plugins/a.py/update", 200, REPORT.formatted("true"))
                .on("POST /plugins/c.py/update", 409,
                        "{\"error\":{\"code\":\"conflict\",\"message\":\"c.py was changed here\"}}");
        Said said = terminal.say("plugins", "update");
        assertTrue(said.out().contains("tea.py: installed, version 2") && said.out().contains("c.py: c.py was changed here"),
                said.out());
        assertEquals(1, said.code());
    }

    @Test
    void pluginsAreSwitchedRemovedAndBroughtBack() {
        terminal.host.on("POST /plugins/tea.py/disable", 200,
                "{\"file\": \"tea.py\", \"switched_off\": true, \"state\": \"disabled\"}")
                .on("POST /plugins/tea.py/enable", 200,
                        "{\"file\": \"tea.py\", \"switched_off\": false, \"state\": \"invalid\"}")
                .on("DELETE /plugins/tea.py", 200, "{\"file\": \"tea.py\", \"version\": 3}")
                .on("GET /plugins/tea.py/versions", 200,
                        """
                                {"file": "tea.py", "stamp": "", "versions": [
                                  {"number": 3, "kept": "2026-01-02T08:00:00Z", "why": "removed", "stamp": "x", "bytes": 5, "version": "1"}]}
                                """)
                .on("GET /plugins/tea.py/versions/3", 200, "{\"source\": \"text\\n\", \"diff\": \"@@ -1,1 +1,1 @@\\n\"}")
                .on("POST /plugins/tea.py/versions/3/rollback", 200, "{\"file\": \"tea.py\"}");
        assertEquals("tea.py is switched off\n", terminal.say("plugins", "disable", "tea.py").out());
        assertEquals("tea.py is switched on, and invalid for another reason\n",
                terminal.say("plugins", "enable", "tea.py").out());
        assertEquals("tea.py is removed and kept as version 3\n", terminal.say("plugins", "remove", "tea.py").out());
        assertTrue(terminal.say("plugins", "versions", "tea.py").out().contains("removed"));
        assertEquals("@@ -1,1 +1,1 @@\n", terminal.say("plugins", "versions", "tea.py", "3").out());
        assertEquals("text\n", terminal.say("plugins", "versions", "tea.py", "3", "--source").out());
        assertEquals("tea.py is version 3 again\n", terminal.say("plugins", "rollback", "tea.py").out());
    }
}
