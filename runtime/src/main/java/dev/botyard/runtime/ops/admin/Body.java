package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// The JSON object of a request. What is wrong with it becomes a 400 with a sentence.
final class Body {
    private Body() {}

    static Arguments of(HttpRequest request) {
        return of(request.body());
    }

    static Arguments of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Arguments(Json.MAPPER.createObjectNode(), Body::wrong);
        }
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw wrong("the body must be a JSON object");
            }
            return new Arguments(node, Body::wrong);
        } catch (JacksonException e) {
            throw wrong("the body is not JSON" + place(e.getLocation()) + "; expected one JSON object");
        }
    }

    private static HttpProblem wrong(String sentence) {
        return new HttpProblem(400, "invalid_request", sentence);
    }

    private static String place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
