package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.distribution.Launcher.Said;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {
    @TempDir
    private Path folder;

    private Launcher launcher() {
        return Launcher.in(folder.resolve("home"));
    }

    @ParameterizedTest
    @CsvSource({"TERM, 0", "INT, 130"})
    void aSignalEndsItCleanly(String signal, int code) throws Exception {
        assumeHeard(signal);
        try (RunningHost host = launcher().run()) {
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertEquals(200, client.send(HttpRequest.newBuilder(URI.create(host.url() + "/healthz")).build(),
                        BodyHandlers.ofString()).statusCode());
            }
            assertTrue(Files.exists(folder.resolve("home/data/run/host.json")));
            Patience.await().until(() -> host.said().contains("stop:"));
            assertTrue(host.said().contains("home:      " + folder.resolve("home")), host.said());
            assertTrue(host.said().contains("chat:      " + host.url() + "/login?ticket="), host.said());

            assertEquals(code, host.signal(signal), host.said());
            assertEquals(List.of(), host.rest(), "one line and no more on the standard output");
            assertFalse(host.said().contains("Exception"), host.said());
            assertFalse(Files.exists(folder.resolve("home/data/run/host.json")));
        }
    }

    /// A build that a script started in the background ignores Ctrl-C, and so does everything that it starts.
    private static void assumeHeard(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!signal.equals("INT") || !Files.exists(status)) {
            return;
        }
        String ignored = Files.readString(status).split("SigIgn:\\s*", 2)[1].split("\\s", 2)[0];
        boolean heard = (Long.parseUnsignedLong(ignored, 16) & 0b10) == 0;
        String reason = "SKIPPED: the host was not ended with Ctrl-C, because this build runs in the background and ignores it";
        if (!heard) {
            System.out.println(reason);
        }
        assumeTrue(heard, reason);
    }

    @Test
    void commandsFindTheHostOfTheHomeFolder() throws Exception {
        try (RunningHost host = launcher().run()) {
            assertTrue(launcher().say("accounts").out().replaceAll(" +", " ").contains("web web web"));
            assertTrue(launcher().say("adapters").out().contains("OneBot v11"));
            assertEquals(0, launcher().say("push", "web", "hello", "--user", "admin").code());
            Said notSent = launcher().say("push", "qq", "hello", "--group", "1");
            assertEquals(3, notSent.code(), notSent.toString());
            assertTrue(notSent.err().contains("not sent: no_account"), notSent.err());
            assertTrue(launcher().say("token", "link").out().startsWith(host.url() + "/login?ticket="));
            Said doctor = launcher().say("doctor");
            assertTrue(doctor.out().contains("a host runs on " + host.url()), doctor.out());
            assertEquals(0, launcher().say("backup", folder.resolve("b.zip").toString()).code());
            assertTrue(Files.size(folder.resolve("b.zip")) > 0);
            assertEquals(0, host.signal("TERM"));
            assertTrue(launcher().say("accounts").err().contains("No Botyard is running on"));
        }
    }

    @Test
    void aNewPluginAndANewAccountTakeEffect() throws Exception {
        try (RunningHost host = launcher().run()) {
            assertEquals(0, launcher().say("new", "plugin", "hello").code());
            Said account = launcher().say("new", "account", "qq", "ops");
            assertEquals(0, account.code(), account.err());
            Patience.await().until(() -> launcher().say("plugins").out().contains("hello.py"));
            Said run = launcher().say("plugins", "run", "hello.py", "--message", "hello", "--im", "web", "--user", "admin");
            assertEquals(0, run.code(), run.toString());
            assertTrue(run.out().contains("call: reply"), run.out());
            Patience.await().until(() -> launcher().say("accounts").out().contains("ops"));
            assertEquals(0, host.signal("TERM"));
        }
    }

    @Test
    void theFirstRunMakesTheCacheOfLaterOnes() throws Exception {
        Launcher caching = new Launcher(launcher().script(), folder.resolve("home"),
                Map.of("BOTYARD_CACHE_DELAY", "0", "XDG_CACHE_HOME", folder.resolve("cache").toString()));
        try (RunningHost host = caching.run()) {
            Patience.await().atMost(Patience.seconds(90)).until(() -> archives().size() == 1);
            assertEquals(0, host.signal("TERM"));
        }
        try (RunningHost host = caching.run()) {
            assertTrue(host.process().info().arguments().stream().flatMap(Stream::of)
                    .anyMatch(argument -> argument.equals("-XX:AOTCache=" + archives().getFirst())), "the cache is used");
            assertEquals(0, host.signal("TERM"));
        }
        Files.writeString(archives().getFirst(), "broken");
        Said said = caching.say("version");
        assertEquals(0, said.code(), said.toString());
        assertEquals("", said.err());
    }

    private List<Path> archives() {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    @Test
    void whatJavaItselfSaysIsNotInTheAnswer() throws Exception {
        Said said = new Launcher(launcher().script(), folder.resolve("home"),
                Map.of("BOTYARD_NO_CACHE", "1", "BOTYARD_JAVA_OPTS", "-Xmx64m -XX:NewSize=1g")).say("version");
        assertTrue(said.out().startsWith("Botyard "), said.out());
        assertTrue(said.err().contains("[warning][gc"), said.err());
    }

    /// As on a Mac of some years ago.
    @Test
    void itFindsItsFilesThroughLinksWhereReadlinkKnowsLittle() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path readlink = Files.writeString(tools.resolve("readlink"),
                "#!/bin/sh\n[ $# = 1 ] || exit 1\nexec /usr/bin/readlink \"$1\"\n");
        assertTrue(readlink.toFile().setExecutable(true));
        Path current = Files.createSymbolicLink(folder.resolve("current"), Launcher.folder());
        Files.createSymbolicLink(folder.resolve("first"), current.resolve("bin/botyard"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
        Said said = new Launcher(second, folder.resolve("home"),
                Map.of("BOTYARD_NO_CACHE", "1", "PATH", tools + ":" + System.getenv("PATH"))).say("version");
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().startsWith("Botyard "), said.out());
    }

    @Test
    void aNamedJavaThatIsTooOldIsNotPassedOver() throws Exception {
        Said said = new Launcher(launcher().script(), folder.resolve("home"), Map.of("BOTYARD_JAVA_HOME", "/nowhere"))
                .say("version");
        assertEquals(1, said.code());
        assertEquals("BOTYARD_JAVA_HOME is /nowhere, which is not a JDK 25 or newer.", said.err().strip());
    }

    @Test
    void oneHomeOneHost() throws Exception {
        try (RunningHost host = launcher().run()) {
            Said second = launcher().say("run", "--port", "0");
            assertEquals(1, second.code());
            assertTrue(second.err().contains("already runs on the home folder"), second.err());
            assertEquals("", second.out());
            assertEquals(0, host.signal("TERM"));
        }
    }

    @Test
    void aTakenPortIsASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = launcher().say("run", "--port", Integer.toString(taken.getLocalPort()));
            assertEquals(1, said.code());
            assertTrue(
                    said.err().contains("port " + taken.getLocalPort()) && said.err().contains("Take another port with --port"),
                    said.err());
            assertFalse(said.err().contains("\tat "), said.err());
        }
    }

    @Test
    void aScriptCanBeTriedWithoutAHost() throws Exception {
        Files.writeString(folder.resolve("beside.py"), "WORD = 'from beside'\n");
        Path script = Files.writeString(folder.resolve("trial.py"), """
                #[rule: x]
                import beside, middleware
                print(beside.WORD)
                print(middleware.push("qq", "1", "", "t", "c"))
                """);
        Said said = launcher().say("plugins", "run", script.toString());
        assertEquals(0, said.code(), said.toString());
        assertTrue(said.out().startsWith("from beside\n0\n") && said.out().contains("call: push"), said.out());
        assertFalse(Files.exists(folder.resolve("home")), "the home is not touched");
    }

    @Test
    void accountFilesAreWrittenWithoutAHost() throws Exception {
        Said said = launcher().say("new", "account", "qq", "ops");
        assertEquals(0, said.code(), said.err());
        assertTrue(Files.readString(folder.resolve("home/accounts/ops.yaml")).contains("self_id"));
    }

    @Test
    void thePackedDistributionRuns() throws IOException, InterruptedException {
        Path packed = Path.of(System.getProperty("botyard.packed"));
        assertEquals(0, new ProcessBuilder("tar", "xzf", packed.toString(), "-C", folder.toString()).start().waitFor());
        Path root = folder.resolve(packed.getFileName().toString().replace(".tar.gz", ""));
        for (String part : List.of("README.md", "LICENSE", "lib", "adapters", "sdk/python/middleware.py",
                "sdk/javascript/middleware.js")) {
            assertTrue(Files.exists(root.resolve(part)), part);
        }
        assertFalse(Files.exists(root.resolve("sdk/python/tests")));
        Path link = Files.createSymbolicLink(folder.resolve("linked"), root.resolve("bin/botyard"));
        Said said = new Launcher(link, folder.resolve("home"), Map.of("BOTYARD_NO_CACHE", "1")).say("version");
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().startsWith("Botyard ") && said.out().contains("\nJava "), said.out());
    }
}
