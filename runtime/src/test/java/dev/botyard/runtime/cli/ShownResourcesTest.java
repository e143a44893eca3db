package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.worker.SdkFolder;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Adapters, plugins, runs, sessions and settings, as people and as programs see them.
class ShownResourcesTest {
    private static final String TOLD = "botyard.command";

    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeAll
    static void nameTheDistribution() throws IOException {
        System.setProperty("botyard.distribution", SdkFolder.distribution().toString());
    }

    @AfterAll
    static void forgetTheDistribution() {
        System.clearProperty("botyard.distribution");
    }

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(home);
    }

    @AfterEach
    void close() {
        terminal.close();
        System.clearProperty(TOLD);
    }

    @Test
    void adaptersAreATableAndRefusedJarsSayWhy() {
        terminal.host.on("GET /adapters", 200,
                """
                        {"adapters": [{"id": "web", "version": "1.0", "im_types": ["web", "x"], "bundled": true, "name": "Web", "file": "web.jar"}],
                         "refused": [{"file": "bad.jar", "reason": "it has no factory"}]}
                        """);
        List<String> lines = terminal.say("adapters").out().lines().toList();
        assertEquals("web  1.0      web, x    true     Web   web.jar", lines.get(1));
        assertEquals("refused: bad.jar: it has no factory", lines.get(2));
        assertTrue(Json.MAPPER.readTree(terminal.say("adapters", "--json").out()).has("refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugins", "plugins list"})
    void pluginsAreATableAndUnreadableOnesAreNamed(String command) {
        terminal.host.on("GET /plugins", 200,
                """
                        {"plugins": [{"file": "a.py", "state": "enabled", "title": "A", "version": "1", "rules": ["hi", "ho"], "cron": "", "needs_settings": ["City"]}],
                         "unreadable": ["b.py cannot be read: no"]}
                        """);
        List<String> lines = terminal.say(command.split(" ")).out().lines().toList();
        assertEquals("a.py  enabled  A      1        hi, ho", lines.get(1));
        assertEquals("a.py needs settings: City", lines.get(2));
        assertEquals("b.py cannot be read: no", lines.get(3));
    }

    @Test
    void aPluginIsConfinedToBucketsAndSetFree() {
        terminal.host
                .on("PUT /plugins/a.py/buckets", 200, "{\"file\": \"a.py\", \"confined\": true, \"buckets\": [\"x\", \"y\"]}")
                .on("GET /plugins/a.py/buckets", 200, "{\"file\": \"a.py\", \"confined\": false, \"buckets\": []}");
        assertEquals("a.py may use the buckets x, y\n", terminal.say("plugins", "confine", "a.py", "x", "y").out());
        assertEquals("{\"buckets\":[\"x\",\"y\"]}", terminal.host.body().toString());
        assertEquals("a.py may use all buckets\n", terminal.say("plugins", "confine", "a.py").out());
        terminal.say("plugins", "confine", "a.py", "--free");
        assertEquals("{\"buckets\":[]}", terminal.host.body().toString());
        assertEquals(2, terminal.say("plugins", "confine", "a.py", "x", "--free").code());
    }

    @Test
    void settingsOfAPluginAreShownWithoutSecretsAndSet() {
        String form = """
                {"file": "a.py", "missing": ["City"], "params": [
                  {"key": "w.city", "name": "City", "value": "", "set": false, "missing": true},
                  {"key": "", "name": "More", "separator": true},
                  {"key": "w.n", "name": "w.n", "value": "2", "set": false},
                  {"key": "w.key", "name": "Key", "value": "", "secret": true, "set": true}]}
                """;
        terminal.host.on("GET /plugins/a.py/params", 200, form).on("PUT /plugins/a.py/params", 200, form);
        assertEquals("w.city:    (missing)   City\n# More\nw.n: 2   (default)\nw.key: ***   Key\na.py needs settings: City\n",
                terminal.say("plugins", "params", "a.py").out());
        assertEquals(0, terminal.say("plugins", "set", "a.py", "w.city=New=York", "n=").code());
        assertEquals(Json.MAPPER.readTree("{\"w.city\": \"New=York\", \"n\": \"\"}"), terminal.host.body());
        Said wrong = terminal.say("plugins", "set", "a.py", "city");
        assertEquals("2 'city' tells nothing; write KEY=VALUE.", wrong.code() + " " + wrong.err().strip());
    }

    @Test
    void oneIsShownWithAllThatIsKnown() {
        terminal.host.on("GET /plugins/a%20b.py", 200,
                "{\"file\": \"a b.py\", \"rules\": [\"hi\"], \"cron\": \"\", \"priority\": 0}");
        assertEquals("file: a b.py\nrules: hi\npriority: 0\n", terminal.say("plugins", "show", "a b.py").out());
        terminal.host.on("GET /accounts/a", 200, "{\"id\": \"a\", \"sendable\": false}");
        assertEquals("id: a\nsendable: false\n", terminal.say("accounts", "show", "a").out());
        assertEquals("{\"id\":\"a\",\"sendable\":false}",
                Json.MAPPER.readTree(terminal.say("accounts", "show", "a", "--json").out()).toString());
    }

    @ParameterizedTest
    @CsvSource({"plugins logs, GET /runs?limit=20", "plugins logs -n 5, GET /runs?limit=5",
        "plugins logs a.py, GET /runs?limit=20&plugin=a.py", "plugins logs a/b.py --limit 7, GET /runs?limit=7&plugin=a%2Fb.py"})
    void runsAreListedOfAllPluginsOrOfOne(String command, String request) {
        terminal.host.on(request, 200,
                """
                        {"runs": [{"started": "now", "id": "r-1", "plugin": "a.py", "trigger": "cron", "status": "failed", "duration_ms": 1.5,
                         "error": "ValueError: no\\nmore"}]}
                        """);
        Said said = terminal.say(command.split(" "));
        assertEquals(0, said.code(), said.err());
        assertEquals("now      r-1  a.py    cron     failed  1.5          ValueError: no\\nmore",
                said.out().lines().toList().get(1));
        assertEquals(List.of(request), terminal.host.asked());
    }

    @Test
    void runsOfAKnownPluginThatHasNoneAreNone() {
        terminal.host.on("GET /runs?limit=20&plugin=a.py", 200, "{\"runs\": []}").on("GET /plugins/a.py", 200, "{}");
        assertEquals(0, terminal.say("plugins", "logs", "a.py").code());
    }

    @ParameterizedTest
    @CsvSource({"ok, 0", "failed, 1", "timeout, 1"})
    void aRunOnTheHostEndsWithItsStatus(String status, int exit) {
        terminal.host.on("POST /plugins/a.py/run", 200,
                "{\"id\": \"r-1\", \"status\": \"" + status + "\", \"value\": \"42\", \"duration_ms\": 7}");
        Said said = terminal.say("plugins", "run", "a.py");
        assertEquals(exit, said.code());
        assertEquals("value: 42\nrun r-1 ended with " + status + " after 7 ms\n", said.out());
        assertEquals(Json.MAPPER.readTree("{\"message\": \"\", \"handler\": \"\", \"wait\": 600000}"), terminal.host.body());
        assertEquals(exit, terminal.say("plugins", "run", "a.py", "--json").code());
    }

    @Test
    void aScriptOfTheHostIsRunThereByItsName() throws IOException {
        Path script = Files.writeString(home.resolve("a.py"), "print(1)\n");
        terminal.host.on("GET /plugins", 200, "{\"plugins\": [{\"path\": \"" + script + "\"}]}")
                .on("POST /plugins/a.py/run", 200, "{\"id\": \"r-1\", \"status\": \"ok\"}");
        assertEquals(0, terminal.say("plugins", "run", script.toString(), "--im", "qq").code());
        assertEquals("1", terminal.host.body().path("user").stringValue());
    }

    @Test
    void whatIsNoScriptIsNotRun() throws IOException {
        Path text = Files.writeString(home.resolve("a.txt"), "x");
        Said said = terminal.say("plugins", "run", text.toString());
        assertEquals("1 " + text + " is not a plugin; a plugin's file ends with .py, .js or .mjs.",
                said.code() + " " + said.err().strip());
    }

    @Test
    void aCheckOfNothingSaysWhereItLooked() throws IOException {
        Path empty = Files.createDirectory(home.resolve("empty"));
        Said nothing = terminal.alone("plugins", "check", empty.toString());
        assertEquals("0 There is no plugin in " + empty + "; a plugin's file ends with .py, .js or .mjs.\n",
                nothing.code() + " " + nothing.out() + nothing.err());
        Said none = terminal.alone("plugins", "check", home.resolve("none").toString());
        assertEquals("1 There is no file or folder " + home.resolve("none") + ".", none.code() + " " + none.err().strip());
    }

    @Test
    void sessionsAreListedAndEnded() {
        terminal.host.on("GET /sessions", 200,
                "{\"sessions\": [{\"id\": \"s1\", \"since\": \"a\", \"seen\": \"b\", \"expires\": \"c\", \"agent\": \"Firefox\\n\"}]}")
                .on("DELETE /sessions/s%2F1", 204, "");
        assertEquals("s1  a      b     c        Firefox\\n", terminal.say("token", "sessions").out().lines().toList().get(1));
        assertEquals("The session s/1 has ended.\n", terminal.say("token", "end", "s/1").out());
        assertEquals(1, terminal.say("token", "end", "s2").code());
    }

    @Test
    void aSettingIsExplainedWithItsValuesAndWhenAChangeCounts() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "port: 8300\n");
        assertEquals(
                List.of("port: 8300   (botyard.yaml:1)",
                        "  Port; where the host listens; --port and BOTYARD_PORT win, 0 takes a free one (0 to 65535)",
                        "  values: 0 to 65535; default: 8200; a change counts from the next start"),
                terminal.alone("settings", "port", "--language", "en").out().lines().toList());
        List<String> section = terminal.alone("settings", "push", "--language", "en").out().lines()
                .filter(line -> !line.startsWith(" ")).toList();
        assertEquals(5, section.size(), section::toString);
        assertTrue(section.stream().allMatch(line -> line.startsWith("push.") && line.endsWith("(default)")), section::toString);
    }

    /// Few have a bare `botyard` on their path.
    @Test
    void aHintNamesTheLauncherAsItWasStarted() {
        System.setProperty(TOLD, "/opt/b/bin/botyard");
        Said said = terminal.alone("settings", "pusch");
        assertEquals(1, said.code());
        assertTrue(said.err().endsWith("'/opt/b/bin/botyard settings' shows all.\n"), said.err());
        assertTrue(terminal.alone("settings", "table", "--help").out().contains("'/opt/b/bin/botyard adapters'"),
                () -> terminal.alone("settings", "table", "--help").out());
    }

    @Test
    void theTableOfAnAdapterIsThatOfItsManual() {
        terminal.host.on("GET /adapters", 200, """
                {"adapters": [{"id": "mine", "name": "Mine", "im_types": ["my"], "settings": [
                   {"key": "url", "type": "address", "label": "Address", "required": true, "choices": ["ws"]}]}]}
                """);
        assertEquals("| key | default | values | meaning |\n|---|---|---|---|\n| `url` | needed | `ws://` | Address |\n",
                terminal.say("settings", "table", "--adapter", "mine").out());
        Said none = terminal.say("settings", "table", "--adapter", "mnie");
        assertEquals("1 There is no adapter 'mnie'. Did you mean 'mine'? There is only mine.",
                none.code() + " " + none.err().strip());
    }

    @Test
    void helpAndVersionAreForEverybody() {
        Said version = Said.by("version");
        assertEquals(version.out(), Said.by("--version").out());
        assertTrue(version.out().startsWith("Botyard ") && version.out().contains("\nJava 25"), version.out());
        assertFalse(Said.by().out().isEmpty());
        assertEquals(0, Said.by().code());
    }
}
