package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.config.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With interpreters that say what the test wants.
class DoctorTest {
    @TempDir
    private Path folder;
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        terminal = new Terminal(home);
        terminal.host.on("GET /overview", 200, "{\"repairs\": []}");
        terminal.host.on("GET /workers", 200, "{\"workers\": [], \"languages\": [], \"out_of_memory\": null}");
        python("echo Python 3.12.1");
        node("echo v22.3.0");
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private void python(String script) throws IOException {
        program("python", script);
        settings();
    }

    private void node(String script) throws IOException {
        program("node", script);
        settings();
    }

    private void settings() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "plugins: { python: " + folder.resolve("python") + ", node: "
                + folder.resolve("node") + " }\n");
    }

    private String line(Said said, String part) {
        return said.out().lines().filter(line -> line.contains(part)).findFirst()
                .orElse("no line with " + part + ":\n" + said.out());
    }

    @Test
    void aHostThatHasEverythingIsWell() {
        Said said = terminal.say("doctor");
        assertEquals(0, said.code(), said.out());
        assertEquals("ok    " + folder.resolve("python") + " 3.12.1 (Python plugins)", line(said, "Python plugins"));
        assertEquals("ok    " + folder.resolve("node") + " 22.3.0 (JavaScript plugins)", line(said, "JavaScript plugins"));
        assertEquals("ok    a host runs on " + terminal.host.url(), line(said, "a host runs"));
        assertEquals("ok    home " + home + " is writable", line(said, "is writable"));
    }

    @Test
    void theBoundsOfRunsAreSaidWithWhereTheyComeFrom() throws IOException {
        Machine here = Machine.here();
        assertEquals("ok    this machine: " + here.words() + ": at most " + here.workers() + " computing and " + here.waiting()
                + " waiting runs per language (plugins.max_workers, plugins.max_waiting)",
                line(terminal.say("doctor"), "this machine"));
        Files.writeString(home.resolve("botyard.yaml"), "plugins: { max_workers: 3, max_waiting: 7 }\n");
        assertTrue(line(terminal.say("doctor"), "this machine").contains("at most 3 computing and 7 waiting runs"));
    }

    /// As on Windows.
    @Test
    void whatPythonHasNotOnThisSystemIsSaid() throws IOException {
        Path bare = Path.of("..", "plugins", "sdk-python", "tests", "bare").toAbsolutePath().normalize();
        python("PYTHONPATH='" + bare + "' exec python3 \"$@\"");
        Said said = terminal.say("doctor");
        assertEquals(0, said.code(), said.out());
        assertEquals("warn  Python has no limit of memory on this system: plugins.memory_mb holds for JavaScript alone",
                line(said, "plugins.memory_mb"));
        assertTrue(line(said, "cannot fork").startsWith("ok    Python cannot fork on this system"), said.out());
        python("exec python3 \"$@\"");
        assertFalse(terminal.say("doctor").out().contains("on this system"));
    }

    @Test
    void theProxyIsNamedWithoutItsLoginAndTried() throws IOException {
        String place;
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            place = "127.0.0.1:" + proxy.getLocalPort();
            Files.writeString(home.resolve("botyard.yaml"),
                    "http: { proxy: 'socks5://ann:hidden8@" + place + "', no_proxy: [example.org] }\n");
            assertEquals("ok    the proxy socks5://" + place
                    + " with a login (http.proxy) can be reached; not used for this machine,"
                    + " example.org", line(terminal.say("doctor"), "the proxy"));
        }
        Said said = terminal.say("doctor");
        assertTrue(
                line(said, "the proxy")
                        .startsWith("warn  the proxy socks5://" + place + " with a login (http.proxy) cannot be reached"),
                said.out());
        assertFalse(said.out().contains("hidden8"), said.out());
        Files.writeString(home.resolve("botyard.yaml"), "http: { proxy: 'https://ann:hidden8@p' }\n");
        Said wrong = terminal.say("doctor");
        assertTrue(line(wrong, "http.proxy").contains("a proxy that is itself spoken to with TLS is not supported"), wrong.out());
        assertFalse(wrong.out().contains("hidden8"), wrong.out());
    }

    @Test
    void whatRunsDoIsTold() {
        terminal.host.on("GET /workers", 200, """
                {"workers": [], "out_of_memory": null,
                 "languages": [{"language": "python", "computing": 3, "most_computing": 16, "waiting": 40, "most_waiting": 512,
                                "queued": 1, "longest_queued_ms": 9000}]}
                """);
        assertEquals("ok    python: 3 of 16 runs computing, 40 of 512 waiting for people, 1 not begun",
                line(terminal.say("doctor"), "python: "));
    }

    @Test
    void whatTheHostKnowsToNeedAPersonIsToldWithItsCommand() {
        terminal.host.on("GET /overview", 200,
                """
                        {"repairs": [{"kind": "workers", "subject": "javascript", "reason": "no node", "command": "botyard doctor"},
                                     {"kind": "plugin_settings", "subject": "tea.py", "reason": "Town", "command": "botyard plugins params tea.py"},
                                     {"kind": "runs_late", "subject": "python", "reason": "7 not begun for 75 s", "command": ""},
                                     {"kind": "out_of_memory", "subject": "shop.js", "reason": "ended by signal 9", "command": ""},
                                     {"kind": "configuration", "subject": "accounts/w.yaml:4", "reason": "order: expected a number.", "command": ""},
                                     {"kind": "configuration", "subject": "botyard.yaml:1", "reason": "told already", "command": ""},
                                     {"kind": "disk_low", "subject": "", "reason": "told already", "command": ""},
                                     {"kind": "of_a_newer_host", "subject": "tea", "reason": "is cold", "command": "botyard heat"}]}
                        """);
        Said said = terminal.say("doctor");
        assertEquals(1, said.code(), said.out());
        assertEquals("fail  plugins in javascript cannot run: no node", line(said, "no node"));
        assertEquals("warn  plugin tea.py needs settings: Town; run botyard plugins params tea.py", line(said, "tea.py"));
        assertEquals("warn  runs in python begin late: 7 not begun for 75 s", line(said, "75 s"));
        assertEquals("warn  plugin shop.js found no memory: ended by signal 9", line(said, "shop.js"));
        assertEquals("fail  accounts/w.yaml:4: order: expected a number.", line(said, "w.yaml"));
        assertEquals("warn  tea: is cold; run botyard heat", line(said, "is cold"));
        assertFalse(said.out().contains("told already"), said.out());
    }

    @Test
    void whatWorksAllTheSameIsNoFailure() {
        terminal.host.on("GET /overview", 200,
                """
                        {"repairs": [{"kind": "account_open", "subject": "open", "reason": "account open asks for no token", "command": ""}]}
                        """);
        Said said = terminal.say("doctor");
        assertEquals(0, said.code(), said.out());
        assertEquals("warn  account open asks for no token", line(said, "account open"));
    }

    @ParameterizedTest
    @CsvSource({"3.9.0, 0", "3.10, 0", "4.0, 0", "3.8.19, 1", "2.7.18, 1"})
    void pythonMustBeNewEnough(String version, int exit) throws IOException {
        python("echo Python " + version);
        Said said = terminal.say("doctor");
        assertEquals(exit, said.code(), said.out());
        assertTrue(line(said, "Python plugins").startsWith(exit == 0 ? "ok " : "fail"), said.out());
        if (exit == 1) {
            assertTrue(
                    line(said, "Python plugins").endsWith(version + " is too old (Python plugins): install Python 3.9 or newer"),
                    said.out());
        }
    }

    @ParameterizedTest
    @CsvSource({"'echo v16.20.2', is too old", "'echo hello', was not found", "'exit 3', was not found"})
    void withoutJavaScriptAHostIsStillAHost(String script, String sentence) throws IOException {
        node(script);
        Said said = terminal.say("doctor");
        assertEquals(0, said.code(), said.out());
        assertTrue(line(said, "JavaScript plugins").startsWith("warn") && line(said, "JavaScript plugins").contains(sentence),
                said.out());
    }

    @Test
    void withoutPythonItIsNone() throws IOException {
        Files.delete(folder.resolve("python"));
        Said said = terminal.say("doctor");
        assertEquals(1, said.code());
        assertEquals("fail  " + folder.resolve("python") + " was not found (Python plugins): install Python 3.9 or newer",
                line(said, "Python plugins"));
    }

    /// A wrapper that asks questions would hold the doctor for ever.
    @Test
    void aProgramThatWaitsForInputDoesNotHoldItUp() throws IOException {
        python("cat; echo Python 3.12.1");
        Said said = assertTimeoutPreemptively(Patience.SOON, () -> terminal.say("doctor"));
        assertEquals(0, said.code(), said.out());
    }

    @Test
    void aVersionThatIsNoneIsNotCounted() throws IOException {
        python("echo Python 99999999999999999999.1");
        Said said = terminal.say("doctor");
        assertTrue(line(said, "Python plugins").startsWith("ok "), said::toString);
        assertFalse(said.err().contains("For input string"), said.err());
    }

    @ParameterizedTest
    @CsvSource({"rw-------, ok", "rw-r-----, fail", "rw----r--, fail"})
    void theTokenIsForThisUserAlone(String permissions, String mark) throws IOException {
        Path token = Files.createDirectories(home.resolve("data")).resolve("admin.token");
        Files.writeString(token, "x");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(permissions));
        Said said = terminal.say("doctor");
        assertEquals(mark.equals("ok") ? 0 : 1, said.code(), said.out());
        assertTrue(line(said, "admin.token").startsWith(mark), said.out());
        assertEquals(mark.equals("fail"), said.out().contains("run chmod 600 " + token), said.out());
        assertEquals(1, said.out().lines().filter(line -> line.contains("admin.token")).count(), said.out());
    }

    @Test
    void aHomeThatIsNotThereYetIsNoTrouble() {
        Said said = Said.by("doctor", "--home", folder.resolve("none").toString(), "--url", terminal.host.url(), "--token",
                FakeHost.TOKEN);
        assertTrue(line(said, "does not exist yet").startsWith("ok    home " + folder.resolve("none")), said.out());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void whereNoHostRunsThePortIsTried() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Said free = terminal.alone("doctor", "--url", "http://127.0.0.1:" + port);
        assertEquals("ok    port " + port + " is free", line(free, "port "));
        assertEquals("ok    no host is running on http://127.0.0.1:" + port, line(free, "no host"));
    }

    /// An address without a port is that of a proxy, and no port of this machine.
    @Test
    void anAddressWithoutAPortNamesNoneThatCouldBeTaken() {
        Said said = terminal.alone("doctor", "--url", "http://no-such-host.botyard-test.example");
        assertEquals("ok    no host is running on http://no-such-host.botyard-test.example", line(said, "no host"));
        assertFalse(said.out().contains("is free") || said.out().contains("taken"), said.out());
    }

    @Test
    void wrongSettingsAndWhatTheHostSaysAreTold() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "prot: 1\nplugins: { python: " + folder.resolve("python") + " }\n");
        terminal.host.on("GET /overview", 200,
                """
                        {"repairs": [{"kind": "account_failed", "subject": "b", "reason": "banned", "command": ""},
                                     {"kind": "configuration", "subject": "botyard.yaml:1", "reason": "prot: told already.", "command": ""},
                                     {"kind": "configuration", "subject": "accounts/c.yaml", "reason": "is gone.", "command": ""}]}
                        """);
        Said said = terminal.say("doctor");
        assertEquals(1, said.code());
        assertEquals(List.of("fail  botyard.yaml:1: prot: there is no such setting. Did you mean 'port'?"),
                said.out().lines().filter(line -> line.contains("prot")).map(line -> line.replaceFirst(" Known here.*", ""))
                        .toList());
        assertEquals("fail  account b cannot start: banned", line(said, "account b"));
        assertEquals("fail  accounts/c.yaml: is gone.", line(said, "is gone"));
    }

    @Test
    void aHostThatDoesNotLetUsInIsTrouble() {
        Said said = Said.by("doctor", "--home", home.toString(), "--url", terminal.host.url(), "--token", "wrong");
        assertEquals(1, said.code());
        assertTrue(line(said, "does not accept the token").startsWith("fail "), said.out());
    }
}
