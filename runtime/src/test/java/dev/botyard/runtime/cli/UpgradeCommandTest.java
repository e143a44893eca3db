package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `botyard upgrade` with the real `install.sh` and versions whose launcher only says that it is ready.
class UpgradeCommandTest {
    private static final Path SCRIPT = Path.of("../install.sh").toAbsolutePath().normalize();
    private static final String READY = """
            case "$1" in
                version) echo Botyard of this test ;;
                run) echo Botyard is ready on http://127.0.0.1:1; exec sleep 600 ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path prefix;

    @BeforeEach
    void install() throws Exception {
        prefix = folder.resolve("prefix");
        run("--archive", release("1.0", READY).toString());
        System.setProperty("botyard.distribution", current().toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("botyard.distribution");
    }

    private void run(String... options) throws Exception {
        Process process = new ProcessBuilder(
                Stream.concat(Stream.of("sh", SCRIPT.toString(), "--prefix", prefix.toString(), "--bin",
                        folder.resolve("bin").toString()), Stream.of(options)).toList())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private Path release(String version, String launcher) throws Exception {
        Path root = Files.createDirectories(folder.resolve("made/botyard-" + version));
        Files.createDirectories(root.resolve("lib"));
        Files.copy(SCRIPT, root.resolve("install.sh"));
        Path program = Files.createDirectories(root.resolve("bin")).resolve("botyard");
        Files.writeString(program, "#!/bin/sh\n" + launcher);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path archive = folder.resolve("botyard-" + version + ".tar.gz");
        assertEquals(0,
                new ProcessBuilder("tar", "-czf", archive.toString(), "-C", root.getParent().toString(), root.getFileName()
                        .toString()).start().waitFor());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        Files.writeString(Path.of(archive + ".sha256"), HexFormat.of().formatHex(hash) + "  " + archive.getFileName() + "\n");
        return archive;
    }

    private Path current() throws IOException {
        return Files.readSymbolicLink(prefix.resolve("current"));
    }

    private Said say(String... options) {
        return Said.by(Stream.concat(Stream.of("upgrade", "--home", folder.resolve("home").toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void anotherReleaseTakesThePlaceAndTheOneBeforeComesBack() throws Exception {
        Path before = current();
        Said said = say("--archive", release("1.1", READY).toString());
        assertEquals(0, said.code(), said.err());
        assertTrue(current().getFileName().toString().startsWith("botyard-1.1-"), said.out());
        assertTrue(said.out().contains("It starts on a copy of your data.") && said.out().contains("Restart the host"),
                said.out());
        System.setProperty("botyard.distribution", current().toString());
        Said back = say("--back");
        assertEquals(0, back.code(), back.err());
        assertEquals(before, current());
    }

    @Test
    void theHomeIsKeptBeforeAnythingChanges() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/accounts")).getParent();
        Files.writeString(home.resolve("accounts/mine.yaml"), "im: qq\n");
        Files.createDirectories(new HomeFolder(home).database().getParent());
        Store.open(new HomeFolder(home).database()).close();
        Said said = say("--archive", release("1.1", READY).toString());
        assertEquals(0, said.code(), said.err());
        try (Stream<Path> kept = Files.list(home.resolve("backups"))) {
            List<Path> backups = kept.toList();
            assertEquals(1, backups.size());
            assertTrue(said.out().contains("backup: " + backups.getFirst()), said.out());
        }
        assertTrue(Files.exists(home.resolve("accounts/mine.yaml")));
    }

    @Test
    void whatDoesNotStartOnACopyOfTheDataChangesNothing() throws Exception {
        Path before = current();
        Said said = say("--archive", release("1.1", """
                [ "$1" = version ] && exit 0
                echo the database is of a later version >&2
                exit 1
                """).toString());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("does not start on a copy of your data") && said.err().contains("of a later version"),
                said.err());
        assertEquals(before, current());
    }

    @Test
    void aWrongHashChangesNothing() throws Exception {
        Path before = current();
        Said said = say("--archive", release("1.1", READY).toString(), "--sha256", "0".repeat(64));
        assertEquals(1, said.code());
        assertEquals(before, current());
        assertFalse(Files.exists(folder.resolve("home")));
    }

    @Test
    void whatInstallShDidNotMakeIsUpgradedOtherwise() {
        System.setProperty("botyard.distribution", folder.toString());
        Said said = say();
        assertEquals(1, said.code());
        assertTrue(said.err().contains("was not installed by install.sh"), said.err());
    }

    @Test
    void withoutAVersionBeforeThereIsNoWayBack() {
        Said said = say("--back");
        assertEquals(1, said.code());
        assertTrue(said.err().contains("no version before"), said.err());
        assertEquals(2, say("--back", "--to", "1.0").code());
    }
}
