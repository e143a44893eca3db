package dev.botyard.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of the whole tree end their waits by [Patience], which `BOTYARD_TEST_PATIENCE` stretches: a fixed number of seconds is a statement about
/// the machine. Waits below a second are steps of looking, or pauses that are meant to pass.
class FixedWaitsTest {
    private static final String SECONDS = "(?:Duration\\.of(?:Seconds|Minutes)\\(\\d[\\d_]*L?\\)|Duration\\.ofMillis\\((?:\\d{4,}|\\d+_\\d+)L?\\)"
            + "|\\d[\\d_]*L?,\\s*(?:TimeUnit\\.)?(?:SECONDS|MINUTES)|(?:\\d{4,}|\\d+_\\d+)L?,\\s*(?:TimeUnit\\.)?MILLISECONDS)";
    private static final Pattern WAIT = Pattern.compile(
            "\\b(?:atMost|get|await|waitFor|poll|join|tryAcquire|awaitTermination|tryLock|assertTimeout(?:Preemptively)?)"
                    + "\\((?:[^;()]*,\\s*)?" + SECONDS
                    + "|(?:SOON|[A-Z_]*DEADLINE|[A-Z_]*PATIENCE) = Duration\\.of(?:Seconds|Minutes)\\(\\d");
    /// The deadline of the sample adapter's own, not of a test.
    private static final Set<String> ALLOWED = Set.of("EchoAdapter.java", "Patience.java");

    @Test
    void noTestWaitsForAFixedNumberOfSeconds() throws IOException {
        List<String> found = new ArrayList<>();
        int[] read = new int[1];
        for (Path file : testSources()) {
            read[0]++;
            String text = Files.readString(file);
            Matcher wait = WAIT.matcher(text);
            while (wait.find()) {
                found.add(file.getFileName() + ":" + text.substring(0, wait.start()).lines().count() + " " + wait.group());
            }
        }
        assertTrue(read[0] > 100, "found only " + read[0] + " sources of tests");
        assertEquals(List.of(), found, "use Patience");
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("../.."))) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/test/java/") || file.toString().contains("testkit/src/main/"))
                    .filter(file -> !ALLOWED.contains(file.getFileName().toString()) && !file.endsWith("FixedWaitsTest.java"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"await().atMost(Duration.ofSeconds(5))", "answer.get(5, TimeUnit.SECONDS)", "done.await(1, MINUTES)",
        "process.waitFor(30, TimeUnit.SECONDS)", "queue.poll(5_000, TimeUnit.MILLISECONDS)",
        "thread.join(Duration.ofMillis(2000))",
        "assertTimeout(Duration.ofSeconds(1)", "Duration SOON = Duration.ofSeconds(10)"})
    void knowsAFixedWait(String source) {
        assertTrue(WAIT.matcher(source).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"await().atMost(Patience.SOON)", "answer.get(Patience.SECONDS, TimeUnit.SECONDS)",
        "queue.poll(50, TimeUnit.MILLISECONDS)", "pollInterval(Duration.ofMillis(10))", "map.get(5)"})
    void takesNothingElseForOne(String source) {
        assertFalse(WAIT.matcher(source).find());
    }
}
