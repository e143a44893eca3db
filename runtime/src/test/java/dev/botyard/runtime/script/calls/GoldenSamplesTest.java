package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The host's table of methods, the protocol's page, its golden samples and both SDKs name the same methods.
class GoldenSamplesTest {
    private static final Path PROTOCOL = Path.of("..", "plugins", "protocol");
    private static final Path GOLDEN = PROTOCOL.resolve("golden");
    private static final Pattern CALL = Pattern.compile("\\bcall\\(\\s*(['\"])([a-zA-Z.]+)\\1");
    /// Answered by the connection, not by the gateway.
    private static final Set<String> CONNECTION = Set.of("hello", "run.output", "run.parked", "run.resumed", "worker.exited");

    @Test
    void everyMethodOfTheSamplesIsAnsweredAndNoOther() throws IOException {
        Set<String> sampled = new TreeSet<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                JsonNode sample = Json.MAPPER.readTree(Files.readString(file));
                String method = sample.path("message").path("method").stringValue("");
                if (sample.path("direction").stringValue("").equals("worker-to-host") && !CONNECTION.contains(method)) {
                    sampled.add(method);
                }
            }
        }
        assertTrue(sampled.size() > 25, sampled::toString);
        assertEquals(sampled, answered());
    }

    @Test
    void everyMethodOfThePageIsAnsweredAndNoOther() throws IOException {
        String page = Files.readString(PROTOCOL.resolve("README.md"));
        String calls = page.substring(page.indexOf("## 6. Calls of a run"));
        Set<String> named = new TreeSet<>();
        calls.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1])
                .forEach(cell -> Pattern.compile("`([a-zA-Z.]+)`").matcher(cell).results().map(name -> name.group(1))
                        .filter(name -> !name.matches("id|fields")).forEach(named::add));
        assertEquals(answered(), named);
    }

    @ParameterizedTest
    @CsvSource({"sdk-python, middleware.py", "sdk-javascript/sdk, .js"})
    void everyMethodIsCalledByEverySdkAndNoOther(String folder, String ending) throws IOException {
        Set<String> called = new TreeSet<>();
        try (Stream<Path> files = Files.list(PROTOCOL.resolveSibling(folder))) {
            for (Path file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
                CALL.matcher(Files.readString(file)).results().map(call -> call.group(2)).forEach(called::add);
            }
        }
        assertEquals(answered(), called);
    }

    private static Set<String> answered() {
        Gateway gateway = new Gateway(new SendCalls(null), new ControlCalls(), new WaitCalls(null, null, null),
                new PayCalls(null, null, null),
                new BucketCalls(null, null, null),
                new RecallCalls(null), new GroupCalls(null), new FileCalls(null, null, null),
                new CronCalls(null, null, null, null),
                new DependencyCalls(null), new PlatformActions(null), new ImActions(null),
                new HostCalls(null, null, null, null, null), new ModelCalls(null, null), new RenderCalls(null, null, null));
        return new TreeSet<>(gateway.methods());
    }
}
