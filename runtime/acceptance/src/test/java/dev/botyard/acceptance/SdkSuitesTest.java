package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs the SDKs' own tests with their languages' own runners, so that `mvn verify` is the one command: with the interpreters on the path, and
/// with the oldest and the newest that scripts may meet, where the environment names them. All at once, because most of them wait.
class SdkSuitesTest {
    private static final Path PYTHON = RunningHost.pluginsSource().resolve("sdk-python");
    private static final Path JAVASCRIPT = RunningHost.pluginsSource().resolve("sdk-javascript");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> pass() throws IOException {
        List<Suite> suites = new ArrayList<>();
        suites.add(python("python3"));
        suites.add(javascript("node"));
        for (String python : named("BOTYARD_PYTHONS")) {
            suites.add(python(python));
        }
        for (String node : named("BOTYARD_NODES")) {
            suites.add(javascript(node));
        }
        return suites.stream().map(suite -> dynamicTest(suite.interpreter, suite::passes));
    }

    private static List<String> named(String variable) {
        List<String> paths = Arrays.stream(System.getenv().getOrDefault(variable, "").split(":")).filter(path -> !path.isBlank())
                .toList();
        if (paths.isEmpty()) {
            System.out.println("SKIPPED: the SDK's tests on other versions, because " + variable + " names none");
        }
        return paths;
    }

    private Suite python(String interpreter) throws IOException {
        return suite(interpreter, PYTHON, interpreter, "-m", "unittest", "discover", "-s", "tests");
    }

    private Suite javascript(String interpreter) throws IOException {
        return suite(interpreter, JAVASCRIPT, "sh", "-c", "'" + interpreter + "' --test tests/*.test.js");
    }

    private Suite suite(String interpreter, Path where, String... command) throws IOException {
        Path said = Files.createTempFile(folder, "suite", ".log");
        return new Suite(interpreter, said, new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start());
    }

    /// One that is under way.
    private record Suite(String interpreter, Path log, Process process) {

        void passes() throws Exception {
            int code = process.waitFor();
            String said = Files.readString(log);
            assertEquals(0, code, () -> said + "\nFailed: " + failed(said));
            System.out.println(said.lines().skip(Math.max(0, said.lines().count() - 10)).toList());
        }
    }

    /// The names of failed tests, as Python's and Node's runners write them.
    private static List<String> failed(String said) {
        return said.lines().map(String::strip).filter(line -> line.matches("(FAIL|ERROR): .*|not ok .*|✖ .*")).distinct()
                .toList();
    }
}
