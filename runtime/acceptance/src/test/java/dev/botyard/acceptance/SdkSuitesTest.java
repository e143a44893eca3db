package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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

    /// The oldest and the newest that scripts may meet, where the environment names them.
    @TestFactory
    Stream<DynamicTest> otherVersionsPassToo() {
        Stream<DynamicTest> pythons = named("BOTYARD_PYTHONS").map(python -> dynamicTest(python,
                () -> passes(RunningHost.pluginsSource().resolve("sdk-python"), python, "-m", "unittest", "discover", "-s",
                        "tests")));
        Stream<DynamicTest> nodes = named("BOTYARD_NODES").map(node -> dynamicTest(node,
                () -> passes(RunningHost.pluginsSource().resolve("sdk-javascript"), "sh", "-c",
                        "'" + node + "' --test tests/*.test.js")));
        return Stream.concat(pythons, nodes);
    }

    private static Stream<String> named(String variable) {
        List<String> paths = Arrays.stream(System.getenv().getOrDefault(variable, "").split(":")).filter(path -> !path.isBlank())
                .toList();
        if (paths.isEmpty()) {
            System.out.println("SKIPPED: the SDK's tests on other versions, because " + variable + " names none");
        }
        return paths.stream();
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
