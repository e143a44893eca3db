package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.worker.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Talks to a running host. Its address: `--url`, `BOTYARD_URL`, what the host of the home folder wrote down, else the default port.
final class HostClient {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--url", paramLabel = "URL", description = "The running host; default: BOTYARD_URL, else the one of the home folder.")
    private String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The admin token; default: BOTYARD_ADMIN_TOKEN, else the home's data/admin.token.")
    private String token;

    HomeFolder home() {
        return home.folder();
    }

    /// Where the host is thought to be.
    URI address() {
        String named = url != null ? url : System.getenv("BOTYARD_URL");
        if (named != null && !named.isBlank()) {
            return URI.create(named.endsWith("/") ? named.substring(0, named.length() - 1) : named);
        }
        Path file = home().run().resolve("host.json");
        try {
            return URI.create(Json.MAPPER.readTree(Files.readString(file)).path("url").stringValue(""));
        } catch (IOException | JacksonException e) {
            String port = System.getenv().getOrDefault("BOTYARD_PORT", "8200");
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    JsonNode get(String path) {
        return json(send("GET", path, BodyPublishers.noBody()));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return json(send("POST", path, BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body))));
    }

    byte[] bytes(String path) {
        return checked(send("GET", path, BodyPublishers.noBody()));
    }

    JsonNode post(String path, byte[] body) {
        return json(send("POST", path, BodyPublishers.ofByteArray(body)));
    }

    /// A path segment.
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body) {
        URI uri = URI.create(address() + "/api/v1" + path);
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(11))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json").method(method, body).build();
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new CliProblem(
                    "No Botyard is running on " + address() + ". Start one with 'botyard run', or name it with --url.");
        } catch (IOException e) {
            throw new CliProblem(
                    "The host on " + address() + " did not answer: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliProblem(130, "interrupted");
        }
    }

    private String token() {
        if (token != null) {
            return token;
        }
        try {
            return Files.exists(home().adminTokenFile()) || System.getenv("BOTYARD_ADMIN_TOKEN") != null
                    ? home().adminToken(System.getenv())
                    : "";
        } catch (RuntimeException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    private byte[] checked(HttpResponse<byte[]> response) {
        if (response.statusCode() < 300) {
            return response.body();
        }
        if (response.statusCode() == 401) {
            throw new CliProblem("The host on " + address()
                    + " does not accept the token. It stands in data/admin.token of its home folder; give "
                    + "--home, --token or BOTYARD_ADMIN_TOKEN.");
        }
        String message;
        try {
            message = Json.MAPPER.readTree(response.body()).path("error").path("message").stringValue("");
        } catch (JacksonException e) {
            message = "";
        }
        throw new CliProblem(
                message.isEmpty() ? "The host on " + address() + " answered with HTTP " + response.statusCode() + "." : message);
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        byte[] body = checked(response);
        try {
            return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new CliProblem("What answers on " + address() + " is not a Botyard: its answer is not JSON.");
        }
    }
}
