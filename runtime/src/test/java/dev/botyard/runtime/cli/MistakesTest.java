package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people get told who mistype or forget something.
class MistakesTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"run", "push", "explain", "accounts", "adapters", "plugins", "doctor", "new", "new plugin",
        "new account", "new adapter", "token", "backup", "restore", "buckets", "version", "help", "logs", "queue",
        "accounts list",
        "accounts show",
        "accounts start", "accounts stop", "accounts default", "accounts login", "plugins list", "plugins show", "plugins check",
        "plugins run", "plugins logs", "payments", "payments list", "payments assign", "payments forget", "payments report",
        "queue list", "queue cancel", "queue resend", "token show", "token link", "token rotate",
        "buckets export", "buckets import", "buckets list", "buckets find", "buckets get", "buckets set",
        "buckets delete", "buckets rename", "plugins params", "plugins set", "replies", "replies list", "replies show",
        "replies set", "replies remove"})
    void everyCommandHasHelp(String command) {
        Said said = Said.by((command + " --help").split(" "));
        assertEquals(0, said.code());
        assertTrue(said.out().startsWith("Usage: botyard " + command), said.out());
        assertEquals(said, Said.by(("help " + command).split(" ")));
    }

    @Test
    void helpAloneNamesAllCommands() {
        Said said = Said.by("help");
        assertEquals(0, said.code());
        assertTrue(said.out().contains("accounts") && said.out().contains("logs"), said.out());
    }

    @Test
    void helpOfACommandNamesItsOwnOptionsOnly() {
        assertTrue(Said.by("plugins", "run", "--help").out().contains("--message"));
        assertFalse(Said.by("plugins", "check", "--help").out().contains("--message"));
        assertFalse(Said.by("plugins", "--help").out().contains("--message"));
    }

    @Test
    void theHomeMayStandAnywhere() {
        for (String line : List.of("--home HOME accounts show a", "accounts --home HOME show a", "accounts show a --home HOME",
                "--home=HOME accounts show a")) {
            Said said = Said.by((line + " --url http://127.0.0.1:1").replace("HOME", home.toString()).split(" "));
            assertEquals(1, said.code(), line);
            assertTrue(said.err().contains("No Botyard is running on http://127.0.0.1:1"), line + said.err());
        }
        assertEquals(0, Said.by("--home", home.toString(), "new", "plugin", "before").code());
        assertTrue(Files.exists(home.resolve("plugins/before.py")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            acounts,                      Did you mean 'accounts'?
            pusch,                        Did you mean 'push'?
            accounts --jsn,               Did you mean '--json'?
            run --prot 1,                 Did you mean '--port'?
            accounts strat x,             Did you mean 'start'?
            plugins chek,                 Did you mean 'check'?
            token lnk,                    Did you mean 'link'?
            new plugn x,                  Did you mean 'plugin'?
            new plugin x --language pyton, Did you mean 'python'?
            push qq -g 1 --kind imge x,   Did you mean 'image'?
            push qq hi,                   give --group ID for a group or --user ID for a person
            push qq -g 1,                 There is nothing to say
            push qq -g 1 --kind image,    name it with --source
            push,                         'botyard push' needs IM: the IM type
            help acounts,                 Did you mean 'accounts'?
            help accounts strat,          There is no command 'accounts strat'. Did you mean 'start'?
            help version x,               has no commands below it
            --hme x accounts,             Did you mean '--home'?
            queue cancl x,                Did you mean 'cancel'?
            queue cancel,                 'botyard queue cancel' needs ID: the push
            payments assign p,            give --run RUN, or --im IM and --user ID
            payments assign p --im qq,    give --run RUN, or --im IM and --user ID
            payments report qq,           'botyard payments report' needs AMOUNT: the sum
            buckets delete b,             a KEY, or --all for the whole bucket
            buckets get b,                'botyard buckets get' needs KEY
            buckets exprt x,              Did you mean 'export'?
            plugins run,                  'botyard plugins run' needs FILE
            accounts stop a b,            'b' is one word too many
            logs --lines=-1,              it must be 0 or more
            push qq -g 1 two words,       put text with spaces in quotes
            accounts start,               'botyard accounts start' needs ID: the account
            run --port 70000,             a number from 0 to 65535
            run --port eighty,            'eighty'
            accounts --url localhost,     is not the address of a host
            new plugin ../x,              cannot be the name of a plugin
            new adapter Big,              cannot be an adapter's id
            """)
    void wrongUsageIsExplained(String line, String sentence) {
        Said said = Said.by(line.split(" +"));
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains(sentence), said.err());
        assertFalse(said.err().contains("\tat "), said.err());
    }

    @Test
    void nobodyListening() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Said said = Said.by("accounts", "--home", home.toString(), "--url", "http://127.0.0.1:" + port);
        assertEquals(1, said.code());
        assertTrue(said.err().contains("No Botyard is running on http://127.0.0.1:" + port + ". Start one with 'botyard run'"),
                said.err());
    }

    @Test
    void wrongTokenSaysWhereTheRightOneIs() throws IOException {
        try (FakeHost host = new FakeHost()) {
            Said said = Said.by("accounts", "--home", home.toString(), "--url", host.url(), "--token", "wrong");
            assertEquals(1, said.code());
            assertTrue(said.err().contains("does not accept the token") && said.err().contains("data/admin.token"), said.err());
            assertFalse(said.err().contains("wrong"), "the token is not repeated: " + said.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "[1,"})
    void aStrangerOnThePort(String answer) throws IOException {
        try (FakeHost host = new FakeHost().on("GET /accounts", 200, answer)) {
            Said said = Said.by("accounts", "--home", home.toString(), "--url", host.url(), "--token", FakeHost.TOKEN);
            assertEquals(1, said.code());
            assertTrue(said.err().contains("is not a Botyard"), said.err());
        }
    }

    @Test
    void brokenSettingsStopAStartWithEveryProblem() throws IOException {
        Files.writeString(home.resolve("botyard.yaml"), "port: many\ntimezone: Mars\n");
        Said said = Said.by("run", "--home", home.toString());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("botyard.yaml:1: port:") && said.err().contains("botyard.yaml:2: timezone:"), said.err());
        assertFalse(Files.exists(home.resolve("data")), "nothing was started");
    }

    @Test
    void theDoctorReadsTheAccountFilesWhenNoHostRuns() throws IOException {
        Files.createDirectories(home.resolve("accounts"));
        Files.writeString(home.resolve("accounts/a.yaml"), "im: qq\norder: first\n");
        Said said = Said.by("doctor", "--home", home.toString(), "--url", "http://127.0.0.1:1");
        assertEquals(1, said.code());
        assertTrue(said.out().contains("fail  accounts/a.yaml:2: order: expected a whole number"), said.out());
    }

    @Test
    void aHomeWithoutATokenSaysSoInPlainWords() {
        Said said = Said.by("token", "--home", home.toString());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("There is no admin token yet in " + home) && said.err().contains("it does not exist."),
                said.err());
    }

    @Test
    void nothingIsOverwritten() {
        assertEquals(0, Said.by("new", "plugin", "hello", "--home", home.toString()).code());
        Said said = Said.by("new", "plugin", "hello", "--home", home.toString());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("is already there; nothing was changed"), said.err());
    }
}
