package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The runs of scripts since a case began.
final class Runs {
    private static final String ARROW = " -> ";

    private final RunningHost host;
    private final Instant began = Instant.now();

    Runs(RunningHost host) {
        this.host = host;
    }

    /// Those of one script, the newest first.
    List<JsonNode> of(String script) {
        return StreamSupport.stream(host.get("/runs?plugin=" + script).path("runs").spliterator(), false)
                .filter(run -> !Instant.parse(run.path("started").asString("")).isBefore(began)).toList();
    }

    /// Waits until the newest that has ended is as it should be.
    JsonNode await(String script, String trigger, JsonNode wanted) {
        JsonNode[] found = {MissingNode.getInstance()};
        Patience.await("a run of " + script + " by " + trigger).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            found[0] = ended(script, trigger);
            check(wanted, found[0]);
        });
        return found[0];
    }

    /// Waits until the newest that has ended printed this, a line of JSON for each element.
    void prints(String script, String trigger, JsonNode wanted) {
        Patience.await("what a run of " + script + " by " + trigger + " prints").pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    JsonNode run = ended(script, trigger);
                    ArrayNode printed = JsonNodeFactory.instance.arrayNode();
                    run.path("output").asString("").lines().map(Json.MAPPER::readTree).forEach(printed::add);
                    check(wanted, printed);
                });
    }

    private JsonNode ended(String script, String trigger) {
        return of(script).stream().filter(run -> run.path("trigger").asString("").equals(trigger)).findFirst()
                .filter(run -> !run.path("status").asString("").matches("running|waiting"))
                .orElseThrow(() -> new AssertionError("none has ended"));
    }

    private static void check(JsonNode wanted, JsonNode got) {
        Optional<String> wrong = wanted.isMissingNode() ? Optional.empty() : Wanted.mismatch(wanted, got);
        assertTrue(wrong.isEmpty(), () -> wrong.orElseThrow() + " in " + got);
    }

    /// Runs a script for nobody, or as the arguments say.
    void fake(String script, JsonNode arguments, JsonNode wanted) {
        check(wanted, host.post("/plugins/" + script + "/run", arguments.toString()));
    }

    /// Runs a script for nobody beside the case.
    ///
    /// @return waits for its end
    Runnable start(String script) {
        Thread thread = Thread.ofVirtual().start(() -> host.fake(script));
        return () -> {
            try {
                thread.join(Patience.SOON);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// Compares what a run printed, a line for each call, with a list of `CALL -> ANSWER`.
    void answers(Cast cast, Path list, String trigger) throws IOException {
        List<String> rows = Files.readAllLines(list).stream().filter(row -> row.contains(ARROW)).toList();
        JsonNode run = await(cast.script(), trigger, MissingNode.getInstance());
        List<String> printed = run.path("output").asString("").lines().toList();
        List<String> wrong = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        for (int i = 0; i < rows.size() && i < printed.size(); i++) {
            String[] row = rows.get(i).split(ARROW, 2);
            JsonNode wanted = cast.fill(yaml.readTree(row[1]));
            Wanted.mismatch(wanted, Json.MAPPER.readTree(printed.get(i))).ifPresent(words -> wrong.add(row[0] + ": " + words));
        }
        assertEquals(List.of(), wrong);
        assertEquals(rows.size(), printed.size(), () -> "calls that were answered: " + run);
    }

    /// Compares what a run of `golden.py` printed with the samples that its message named.
    void golden(String script, Path samples) throws IOException {
        JsonNode run = await(script, "message", MissingNode.getInstance());
        String message = run.path("message").asString("");
        List<String> names = List.of(message.substring(message.indexOf("golden ") + "golden ".length()).split(" "));
        List<String> printed = run.path("output").asString("").lines().toList();
        assertEquals(names.size(), printed.size(), run::toString);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            JsonNode answer = Json.MAPPER.readTree(Files.readString(samples.resolve(names.get(i) + ".json"))).path("answer");
            JsonNode got = Json.MAPPER.readTree(printed.get(i));
            if (!answer.at("/error/message").asString("").equals(got.path("error").asString(""))) {
                wrong.add(names.get(i) + " answered " + got + ", in the sample " + answer);
            } else {
                SameForm.difference(names.get(i), answer.path("result"), got.path("result")).ifPresent(wrong::add);
            }
        }
        assertEquals(List.of(), wrong);
    }
}
