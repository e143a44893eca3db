package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `botyard.cmd`, as far as it can be judged without Windows: it takes and does what the other launcher does.
class WindowsLauncherIT {
    private static final Path BIN = ReleaseFiles.MODULE.resolve("../bin").normalize();
    /// What only glibc can do.
    private static final Set<String> OF_LINUX = Set.of("-XX:TrimNativeHeapInterval");
    /// The console of Windows has another encoding until it is told.
    private static final Set<String> OF_WINDOWS = Set.of("-Dstdout.encoding", "-Dstderr.encoding");

    private static String text(String name) throws IOException {
        return Files.readString(BIN.resolve(name));
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itHasTheSameVariables() throws IOException {
        String variable = "BOTYARD_[A-Z_]+|JAVA_HOME|JAVA25_HOME";
        assertEquals(found(text("botyard"), variable), found(text("botyard.cmd"), variable));
    }

    @Test
    void itGivesJavaTheSameOptions() throws IOException {
        String option = "(?<=[ \"=])(--enable-native-access|--add-opens|-XX:[+-]?\\w+|-Xms\\w+|-Xlog:[\\w*=]+|-D[\\w.]+)";
        Set<String> expected = found(text("botyard"), option);
        expected.removeAll(OF_LINUX);
        expected.remove("-Dspotless.check.skip");
        expected.addAll(OF_WINDOWS);
        assertEquals(expected, found(text("botyard.cmd"), option));
        assertTrue(expected.size() > 12, expected::toString);
    }

    @Test
    void itStartsTheSameClasses() throws IOException {
        String name = "dev\\.botyard\\.[\\w.]+";
        assertEquals(found(text("botyard"), name), found(text("botyard.cmd"), name));
    }

    @Test
    void itPassesOnTheArgumentsAndTheExitCode() throws IOException {
        List<String> lines = text("botyard.cmd").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("dev.botyard.runtime.cli.Main %*")));
        assertEquals("exit /b %code%", lines.getLast());
    }

    /// Where lines end otherwise, the command processor of Windows does not find every label.
    @Test
    void everyLineEndsAsOnWindowsAndEveryLabelIsThere() throws IOException {
        String text = text("botyard.cmd");
        assertEquals(text.lines().count(), text.split("\r\n", -1).length - 1);
        Set<String> labels = found(text, "(?m)(?<=^:)\\w+");
        Set<String> wanted = found(text, "(?<=goto |call :)\\w+");
        assertEquals(labels, wanted);
    }

    /// A bracket in a folder's name would end a block.
    @Test
    void whatAPersonNamesStandsInQuotationMarks() throws IOException {
        List<String> naked = text("botyard.cmd").lines().filter(line -> !line.startsWith("rem ") && !line.contains("echo "))
                .filter(line -> line.replaceAll("\"[^\"]*\"", "").matches(".*%(dist|own|java|archive|cache|root|training)%.*"))
                .toList();
        assertEquals(List.of(), naked);
    }
}
