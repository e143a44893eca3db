package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs the SDKs' own tests with their languages' own runners, so that `mvn verify` is the one command: with the interpreters on the path, and
/// with the oldest and the newest that scripts may meet, where the environment names them. All at once, because most of them wait.
class SdkSuitesTest {
    private static final Path PYTHON = RunningHost.pluginsSource().resolve("sdk-python");
    private static final Path JAVASCRIPT = RunningHost.pluginsSource().resolve("sdk-javascript");
    /// What a suite may take; JUnit's own limit does not hold for dynamic tests. Node ends a file of tests sooner and names it.
    private static final Duration LIMIT = Patience.seconds(600);
    private static final Duration FILE_LIMIT = Patience.seconds(480);

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
        return suite(interpreter, PYTHON, interpreter, "-X", "faulthandler", "-m", "unittest", "discover", "-v", "-s", "tests");
    }

    private Suite javascript(String interpreter) throws IOException {
        return suite(interpreter, JAVASCRIPT, "sh", "-c", "exec '" + interpreter + "' --test --test-force-exit --test-timeout="
                + FILE_LIMIT.toMillis() + " tests/*.test.js");
    }

    private Suite suite(String interpreter, Path where, String... command) throws IOException {
        Path said = Files.createTempFile(folder, "suite", ".log");
        return new Suite(interpreter, said, new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start());
    }

    /// One that is under way.
    private record Suite(String interpreter, Path log, Process process) {

        void passes() throws Exception {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                abort();
            }
            String said = Files.readString(log);
            assertTrue(ended, () -> said + "\nNot at its end after " + LIMIT);
            assertEquals(0, process.exitValue(), () -> said + "\nFailed: " + failed(said));
            System.out.println(said.lines().skip(Math.max(0, said.lines().count() - 10)).toList());
        }

        /// Python writes where each thread stands when it is aborted.
        private void abort() throws Exception {
            new ProcessBuilder("kill", "-ABRT", Long.toString(process.pid())).start().waitFor();
            process.waitFor(Patience.SECONDS, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// The names of failed tests, as Python's and Node's runners write them.
    private static List<String> failed(String said) {
        return said.lines().map(String::strip).filter(line -> line.matches("(FAIL|ERROR): .*|not ok .*|✖ .*")).distinct()
                .toList();
    }
}
