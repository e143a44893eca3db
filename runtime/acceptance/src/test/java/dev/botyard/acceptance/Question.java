package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request to the host, such as `GET /api/v1/payments`; those to the API bring the token. One that only asks is asked until its answer fits.
final class Question {
    private final RunningHost host;
    private final String method;
    private final String path;
    private final JsonNode more;

    Question(RunningHost host, String line, JsonNode more) {
        this.host = host;
        String[] words = line.split(" ", 2);
        method = words[0];
        path = words[1];
        this.more = more;
    }

    /// @param cast gets what the question keeps
    void ask(Cast cast) {
        if (method.equals("GET")) {
            Patience.await(method + " " + path).untilAsserted(() -> once(cast));
        } else {
            once(cast);
        }
    }

    private void once(Cast cast) {
        JsonNode body = more.path("body");
        List<String> headers = new ArrayList<>();
        if (body.isContainer()) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        more.path("headers").properties().forEach(one -> headers.addAll(List.of(one.getKey(), one.getValue().asString())));
        HttpResponse<String> response = host.send(method, path, body.isContainer() ? body.toString() : body.asString(""),
                path.startsWith("/api/v1/") ? host.token() : "", headers.toArray(String[]::new));
        JsonNode got = read(response.body());
        if (more.has("status")) {
            assertEquals(more.path("status").asInt(), response.statusCode(), response.body());
        }
        if (more.has("answer")) {
            Optional<String> wrong = Wanted.mismatch(more.path("answer"), got);
            assertTrue(wrong.isEmpty(), () -> wrong.orElseThrow() + " in " + response.body());
        }
        more.path("keep").properties().forEach(one -> {
            JsonNode kept = got.at(one.getValue().asString());
            assertTrue(kept.isValueNode(), () -> "there is nothing at " + one.getValue() + " to keep in " + response.body());
            cast.keep(one.getKey(), kept.asString());
        });
    }

    private static JsonNode read(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.stringNode(body);
        }
    }
}
