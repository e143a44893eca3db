package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to type works as it is typed: with the path by which the launcher was started, here one with a blank.
class LauncherPathTest {
    private static final String TYPED = "\"/home/me/my bots/bin/botyard\"";

    @TempDir
    private Path home;

    @BeforeEach
    void startFromAnotherPath() {
        System.setProperty("botyard.command", "/home/me/my bots/bin/botyard");
    }

    @AfterEach
    void startFromThePath() {
        System.clearProperty("botyard.command");
    }

    private String said(String... words) {
        Said said = Said.by(words);
        return said.out() + said.err();
    }

    @Test
    void helpShowsIt() {
        String help = said("--help");
        assertTrue(help.startsWith("Usage: " + TYPED), help);
        assertTrue(help.contains("Start with '" + TYPED + " run'"), help);
        String below = said("help", "queue", "cancel");
        assertTrue(below.startsWith("Usage: " + TYPED + " queue cancel"), below);
    }

    @Test
    void mistakesNameIt() {
        String unknown = said("accounts", "strat", "x");
        assertTrue(unknown.contains("There is no command 'accounts strat'."), unknown);
        assertTrue(unknown.contains("Help: " + TYPED + " accounts --help"), unknown);
        String missing = said("accounts", "start");
        assertTrue(missing.contains("'" + TYPED + " accounts start' needs ID: the account; '" + TYPED + " accounts' lists them."),
                missing);
    }

    @Test
    void aStoppedHostAndAnEmptyHomeSayWhatToStart() {
        String stopped = said("accounts", "--url", "http://127.0.0.1:1", "--home", home.toString(), "--token", "x");
        assertTrue(stopped.contains("Start one with '" + TYPED + " run'"), stopped);
        String empty = said("token", "--home", home.toString());
        assertTrue(empty.contains("The first '" + TYPED + " run' makes one"), empty);
        assertTrue(said("logs", "--home", home.toString()).contains("'" + TYPED + " run' writes it"));
    }

    @Test
    void theStoreSaysHowToPutABackupBack() throws Exception {
        Path database = home.resolve("botyard.db");
        Store.open(database).close();
        Files.delete(database);
        String message = org.junit.jupiter.api.Assertions.assertThrows(RuntimeException.class, () -> Store.open(database).close())
                .getMessage();
        assertTrue(message.contains("'" + TYPED + " restore FILE'"), message);
    }

    @ParameterizedTest
    @CsvSource({"botyard, botyard", "./runtime/bin/botyard, ./runtime/bin/botyard", "'/a b/$x/botyard', '\"/a b/\\$x/botyard\"'"})
    void aPathIsQuotedWhereAShellWouldNotTakeItAsItIs(String path, String typed) {
        System.setProperty("botyard.command", path);
        assertEquals(typed, Launcher.command());
    }
}
