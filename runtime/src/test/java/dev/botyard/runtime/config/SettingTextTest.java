package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.ConfigField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTextTest {
    @Test
    void theReadmeHasTheTableOfTheDeclaration() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.lines().dropWhile(line -> !line.startsWith("| key |")).takeWhile(line -> line.startsWith("|"))
                .map(line -> line + "\n").reduce("", String::concat);
        assertEquals(SettingText.table(HostDeclaration.SETTINGS), table,
                "runtime/README.md differs from HostDeclaration; 'botyard settings table' prints what belongs there");
    }

    @Test
    void aRowSaysDefaultRangeUnitAndWhenItCounts() {
        assertEquals("| `size` | `5` | 1 to 9 MiB | how large; only while `mode` is `a` or `b` |", row(ConfigField
                .integer("size", "Size").defaultsTo("5").within(1, 9).unit("MiB").describedAs("how large")
                .onlyWhile("mode", "a", "b")));
        assertEquals("| `url` | needed | `ws://` | Address |", row(ConfigField.address("url", "Address", "ws").mandatory()));
        assertEquals("| `token` | | secret text | Token; counts while `mode` is `a` |",
                row(ConfigField.secret("token", "Token").countsWhile("mode", "a")));
    }

    private static String row(ConfigField field) {
        return SettingText.tableOf(List.of(SettingView.of(field))).lines().toList().getLast();
    }

    @Test
    void aLineIsPlainAndInTheLanguageAskedFor() {
        SettingView view = SettingView.of(ConfigField.choice("mode", "Mode", "a", "b").describedAs("`a`: the first")
                .inChinese("模式", "`a`：第一种"));
        assertEquals("Mode; a: the first (a | b)", SettingText.line(view, "en"));
        assertTrue(SettingText.line(view, "zh").startsWith("模式"));
        assertEquals(SettingText.line(view, "en"), SettingText.line(view, "fr"));
    }

    @Test
    void aDescriptionThatBeginsLikeItsLabelIsNotSaidTwice() {
        assertEquals("Largest medium, in a message",
                SettingText.line(
                        SettingView.of(ConfigField.text("x", "Largest medium").describedAs("largest medium, in a message")),
                        "en"));
    }
}
