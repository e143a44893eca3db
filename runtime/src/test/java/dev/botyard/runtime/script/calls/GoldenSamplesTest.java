package dev.botyard.runtime.script.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The host's table of methods and the golden samples of `plugins/protocol` name the same methods.
class GoldenSamplesTest {
    private static final Path GOLDEN = Path.of("..", "plugins", "protocol", "golden");
    /// Answered by the connection, not by the gateway.
    private static final Set<String> CONNECTION = Set.of("hello", "run.output", "worker.exited");

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
        Gateway gateway = new Gateway(new SendCalls(null), new ControlCalls(), new WaitCalls(null, null, null),
                new PayCalls(null, null, null),
                new BucketCalls(null, null),
                new RecallCalls(null), new GroupCalls(null), new FileCalls(null, null, null),
                new CronCalls(null, null, null, null),
                new DependencyCalls(null), new HostCalls(null, null, null, null, null));
        Set<String> answered = new TreeSet<>(gateway.methods());
        answered.removeAll(List.of("bucket.clear"));
        assertEquals(sampled, answered);
    }
}
