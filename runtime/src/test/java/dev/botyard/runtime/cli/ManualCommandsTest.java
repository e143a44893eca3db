package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.ops.manual.ManualText;
import dev.botyard.runtime.script.worker.SdkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the manual tells to type is understood, and its scripts can run.
class ManualCommandsTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path folder;

    @BeforeAll
    static void nameTheDistribution() throws IOException {
        System.setProperty("botyard.distribution", SdkFolder.distribution().toString());
    }

    @AfterAll
    static void forgetTheDistribution() {
        System.clearProperty("botyard.distribution");
    }

    static List<String> commands() {
        List<String> found = ManualText.snippets("sh").stream().flatMap(String::lines).filter(line -> line.contains("botyard "))
                .map(line -> line.replaceFirst("^(sudo -u botyard |podman exec botyard )", ""))
                .filter(line -> line.startsWith("botyard "))
                .distinct().toList();
        assertTrue(found.size() > 25, found::toString);
        return found;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOne(String line) {
        List<String> words = WORD.matcher(line).results().map(ManualCommandsTest::word).skip(1).toList();
        assertDoesNotThrow(() -> BotyardCommand.whole().setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.toArray(String[]::new)), line);
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    static Stream<String> scripts() {
        return Stream.concat(ManualText.snippets("python").stream(), ManualText.snippets("javascript").stream());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptPassesTheCheck(String script) throws IOException {
        Path file = Files.writeString(folder.resolve(script.startsWith("#") ? "script.py" : "script.js"), script);
        StringWriter out = new StringWriter();
        int code = BotyardCommand.execute(new PrintWriter(out, true), new PrintWriter(out, true), "plugins", "check", "--strict",
                "--home",
                folder.resolve("home").toString(), file.toString());
        assertEquals(0, code, out::toString);
    }
}
