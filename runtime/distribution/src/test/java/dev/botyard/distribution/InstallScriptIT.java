package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.distribution.ReleaseFiles.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `install.sh` with releases that only say their version.
class InstallScriptIT {
    @TempDir
    private Path folder;

    private Path home;
    private Path prefix;
    private Path command;

    @BeforeEach
    void aHomeWithData() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        prefix = home.resolve(".local/share/botyard");
        command = home.resolve(".local/bin/botyard");
        Files.createDirectories(home.resolve(".botyard/accounts"));
        Files.writeString(home.resolve(".botyard/accounts/mine.yaml"), "im: web\n");
    }

    private Said install(Map<String, String> environment, String... options) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("sh", ReleaseFiles.INSTALL.toString(), "--prefix", prefix.toString(), "--bin",
                        command.getParent().toString()));
        words.addAll(List.of(options));
        Map<String, String> all = new HashMap<>(Map.of("HOME", home.toString()));
        all.putAll(environment);
        return ReleaseFiles.run(all, words.toArray(String[]::new));
    }

    private Said install(String... options) throws Exception {
        return install(Map.of(), options);
    }

    private Path release(String version, String script) throws Exception {
        Path root = Files.createDirectories(folder.resolve("made/botyard-" + version));
        Files.createDirectories(root.resolve("lib"));
        Path launcher = Files.createDirectories(root.resolve("bin")).resolve("botyard");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path archive = folder.resolve("botyard-" + version + ".tar.gz");
        run("tar", "-czf", archive.toString(), "-C", root.getParent().toString(), root.getFileName().toString());
        Said sum = run("sh", "-c", "sha256sum " + archive + " 2>/dev/null || shasum -a 256 " + archive);
        Files.writeString(Path.of(archive + ".sha256"), sum.text());
        return archive;
    }

    private Path release(String version) throws Exception {
        return release(version, "echo Botyard " + version);
    }

    private static Said run(String... words) throws Exception {
        Said said = ReleaseFiles.run(Map.of(), words);
        assertEquals(0, said.code(), said.text());
        return said;
    }

    private String started() throws Exception {
        return run(command.toString(), "version").text().strip();
    }

    private List<String> versions() throws IOException {
        try (Stream<Path> all = Files.list(prefix.resolve("versions"))) {
            return all.map(one -> one.getFileName().toString().replaceFirst("-[0-9a-f]{8}$", "")).sorted().toList();
        }
    }

    @Test
    void oneRunPutsTheCommandIntoItsPlace() throws Exception {
        Said said = install("--archive", release("1.0").toString());
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("Botyard 1.0 is installed in " + prefix), said.text());
        assertTrue(said.text().contains("is not on your PATH"), said.text());
        assertEquals("Botyard 1.0", started());
    }

    @Test
    void runAgainItUpgradesAndKeepsTheVersionBefore() throws Exception {
        for (String version : List.of("1.0", "1.1", "1.2")) {
            assertEquals(0, install("--archive", release(version).toString()).code());
        }
        assertEquals("Botyard 1.2", started());
        assertEquals(List.of("botyard-1.1", "botyard-1.2"), versions());
        Path former = Files.readSymbolicLink(prefix.resolve("former"));
        assertEquals(0, install("--switch", former.toString()).code());
        assertEquals("Botyard 1.1", started());
        assertTrue(Files.exists(home.resolve(".botyard/accounts/mine.yaml")));
    }

    @Test
    void anotherHashChangesNothing() throws Exception {
        assertEquals(0, install("--archive", release("1.0").toString()).code());
        Path next = release("1.1");
        Said wrong = install("--archive", next.toString(), "--sha256", "0".repeat(64));
        assertEquals(1, wrong.code());
        assertTrue(wrong.text().contains("is not what it should be") && wrong.text().contains("0".repeat(64)), wrong.text());
        Said chinese = install(Map.of("LANG", "zh_CN.UTF-8"), "--archive", next.toString(), "--sha256", "0".repeat(64));
        assertTrue(chinese.text().contains("校验失败"), chinese.text());
        Files.delete(Path.of(next + ".sha256"));
        Said unknown = install("--archive", next.toString());
        assertEquals(1, unknown.code());
        assertTrue(unknown.text().contains("give --sha256"), unknown.text());
        assertEquals("Botyard 1.0", started());
        assertEquals(List.of("botyard-1.0"), versions());
    }

    @Test
    void aReleaseThatDoesNotStartHereChangesNothing() throws Exception {
        assertEquals(0, install("--archive", release("1.0").toString()).code());
        Said said = install("--archive", release("1.1", "echo no such library >&2; exit 127").toString());
        assertEquals(1, said.code());
        assertTrue(said.text().contains("no such library") && said.text().contains("does not start on this machine"),
                said.text());
        assertEquals("Botyard 1.0", started());
        assertEquals(List.of("botyard-1.0"), versions());
    }

    @Test
    void aCommandOfSomebodyElseStays() throws Exception {
        Files.createDirectories(command.getParent());
        Files.writeString(command, "mine");
        Said said = install("--archive", release("1.0").toString());
        assertEquals(1, said.code());
        assertTrue(said.text().contains("is something else"), said.text());
        assertEquals("mine", Files.readString(command));
        assertFalse(Files.exists(prefix));
    }

    @Test
    void aReleaseIsFetchedFromTheAddress() throws Exception {
        ReleaseFiles.assumeProgram("curl", "no release was fetched by address");
        Path made = release("1.0");
        Path served = Files.createDirectories(folder.resolve("served"));
        String platform = run("sh", "-c", "case $(uname -s) in Darwin) o=macos;; *) o=linux;; esac;"
                + " case $(uname -m) in x86_64|amd64) m=x64;; *) m=arm64;; esac; echo $o-$m").text().strip();
        Path archive = Files.copy(made, served.resolve("botyard-1.0-" + platform + ".tar.gz"));
        Files.copy(Path.of(made + ".sha256"), Path.of(archive + ".sha256"));
        Files.writeString(served.resolve("latest"), "1.0\n");
        Said said = install(Map.of("BOTYARD_RELEASES", served.toUri().toString().replaceFirst("/$", "")));
        assertEquals(0, said.code(), said.text());
        assertEquals("Botyard 1.0", started());
        Said missing = install(Map.of("BOTYARD_RELEASES", "file://" + folder.resolve("nowhere")));
        assertEquals(1, missing.code());
        assertTrue(missing.text().contains("nowhere/latest could not be fetched"), missing.text());
    }

    @Test
    void uninstallingKeepsWhatIsYours() throws Exception {
        assertEquals(0, install("--archive", release("1.0").toString()).code());
        Said said = install("--uninstall");
        assertEquals(0, said.code(), said.text());
        assertFalse(Files.exists(prefix) || Files.exists(command));
        assertTrue(Files.exists(home.resolve(".botyard/accounts/mine.yaml")));
        assertEquals(1, install("--uninstall").code());
    }

    /// Its files would be gone under it. The system may show a command only as wide as a terminal, and the home may be reached by a link.
    @Test
    void aVersionThatAHostRunsFromIsNotRemoved() throws Exception {
        assertEquals(0, install("--archive", release("1.0").toString()).code());
        Path version = Files.readSymbolicLink(prefix.resolve("current")).toRealPath();
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), home);
        Process host = new ProcessBuilder("sh", "-c", "read -r line", "sh", "-Dbotyard.distribution=" + version, "run").start();
        try {
            prefix = linked.resolve(".local/share/botyard");
            Said said = install(Map.of("COLUMNS", "40"), "--uninstall");
            assertEquals(1, said.code(), said.text());
            assertTrue(said.text().contains("Stop it first"), said.text());
            assertTrue(Files.exists(version));
        } finally {
            host.destroyForcibly().waitFor();
        }
        assertEquals(0, install("--uninstall").code());
        assertFalse(Files.exists(version));
    }
}
