package dev.botyard.runtime.script.container;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.infra.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a panel whether it lets the host in. Thread-safe.
final class ContainerLogin {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LARGEST_ANSWER = 1L << 20;
    private static final int LONGEST_REASON = 300;

    private final HttpClient http;

    ContainerLogin(HttpClient http) {
        this.http = http;
    }

    /// Logs in and forgets the token.
    ///
    /// @return a sentence that says why it does not; empty when it does
    Optional<String> fault(ContainerEntry container) throws InterruptedException {
        boolean qinglong = container.kind().equals("qinglong");
        HttpCall.Builder call = qinglong
                ? HttpCall.get(URI.create(container.address() + "/open/auth/token?client_id=" + encoded(container.clientId())
                        + "&client_secret=" + encoded(container.clientSecret())))
                        .shownAs(container.address() + "/open/auth/token")
                : HttpCall.post(URI.create(container.address() + "/api/open-api/token"))
                        .json(Json.MAPPER.createObjectNode().put("app_key", container.clientId())
                                .put("app_secret", container.clientSecret()).toString());
        try {
            HttpAnswer answer = http
                    .send(call.timeout(PATIENCE).maxAnswerBytes(LARGEST_ANSWER).followRedirects(false).build());
            JsonNode body = read(answer);
            boolean token = body != null
                    && !body.path("data").path(qinglong ? "token" : "access_token").asString("").isEmpty();
            return token && answer.ok() ? Optional.empty() : Optional.of(reason(container, answer, body));
        } catch (AdapterException e) {
            return Optional.of("It cannot be asked: " + clean(container, e.getMessage()) + ".");
        }
    }

    private static String reason(ContainerEntry container, HttpAnswer answer, JsonNode body) {
        if (body == null) {
            return "It answers HTTP " + answer.status() + " and something that is no JSON; is its address right?";
        }
        String said = body.path("message").asString(body.path("error").asString(body.path("msg").asString("")));
        if (answer.status() == 404 || answer.status() >= 500) {
            return "It answers HTTP " + answer.status() + (said.isBlank() ? "" : ": " + clean(container, said))
                    + "; is its address right, and is it of the kind " + container.kind() + "?";
        }
        return "It does not let this host in"
                + (said.isBlank() ? " (HTTP " + answer.status() + ")" : ": " + clean(container, said))
                + ". Look at client_id and client_secret.";
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body());
            return body.isObject() ? body : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    /// On one line, shortened, and without the secret, which some repeat.
    private static String clean(ContainerEntry container, String text) {
        String bare = container.clientSecret().isEmpty()
                ? text
                : text.replace(container.clientSecret(), "…").replace(encoded(container.clientSecret()), "…");
        String line = bare.replaceAll("\\s+", " ").strip().replaceFirst("[.。]+$", "");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
