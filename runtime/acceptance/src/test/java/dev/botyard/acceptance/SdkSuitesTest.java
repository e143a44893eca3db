package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs the SDKs' own tests with their languages' own runners, so that `mvn verify` is the one command.
class SdkSuitesTest {
    @Test
    void pythonTestsPass() throws Exception {
        passes(RunningHost.pluginsSource().resolve("sdk-python"), "python3", "-m", "unittest", "discover", "-s", "tests");
    }

    @Test
    void javascriptTestsPass() throws Exception {
        passes(RunningHost.pluginsSource().resolve("sdk-javascript"), "npm", "test", "--silent");
    }

    private static void passes(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> said + "\nFailed: " + failed(said));
        System.out.println(said.lines().skip(Math.max(0, said.lines().count() - 10)).toList());
    }

    /// The names of failed tests, as Python's and Node's runners write them.
    private static List<String> failed(String said) {
        return said.lines().map(String::strip).filter(line -> line.matches("(FAIL|ERROR): .*|not ok .*|✖ .*")).distinct()
                .toList();
    }
}
