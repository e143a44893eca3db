package dev.botyard.runtime.infra.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    private static final String TOLD = "botyard.command";

    @AfterEach
    void forget() {
        System.clearProperty(TOLD);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '#', value = {"bin/botyard, bin/botyard", "/opt/b-1.0/bin/botyard, /opt/b-1.0/bin/botyard",
        "/my host/botyard, \"/my host/botyard\"", "a\"b, \"a\\\"b\"", "$HOME/`x`, \"\\$HOME/\\`x\\`\"", "a;rm, \"a;rm\"",
        "##, botyard", "#  #, botyard"})
    void aShellTakesTheCommandAsOneWord(String told, String command) {
        System.setProperty(TOLD, told);
        assertEquals(command, Launcher.command());
    }

    @Test
    void nobodyToldAndItIsTheBareName() {
        assumeTrue(System.getenv("BOTYARD_COMMAND") == null);
        assertEquals("botyard", Launcher.command());
        assertEquals("'botyard accounts'", Launcher.hint("accounts"));
    }

    @Test
    void strangersDoNotHearWhereItLies() {
        System.setProperty(TOLD, "/home/ann/botyard/bin/botyard");
        assertEquals("Run 'botyard token link' or 'botyard run'.",
                Launcher.forStrangers("Run " + Launcher.hint("token link") + " or " + Launcher.hint("run") + "."));
        assertEquals("the path /home/ann/botyard/bin/botyard", Launcher.forStrangers("the path " + Launcher.command()));
    }

    @ParameterizedTest
    @CsvSource({"C:\\botyard\\bin\\botyard.cmd, true, C:\\botyard\\bin\\botyard.cmd",
        "C:\\Program Files (x86)\\botyard.cmd, true, \"C:\\Program Files (x86)\\botyard.cmd\"",
        "/opt/my bots/botyard, false, \"/opt/my bots/botyard\"", "/opt/$x/botyard, false, \"/opt/\\$x/botyard\"",
        "/opt/botyard, false, /opt/botyard"})
    void aPathIsWrittenAsTheShellTakesIt(String path, boolean windows, String typed) {
        assertEquals(typed, Launcher.word(path, windows));
    }
}
