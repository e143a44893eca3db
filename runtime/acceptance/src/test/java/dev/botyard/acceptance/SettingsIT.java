package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The settings of a running host, changed over the API.
class SettingsIT {
    private static final String FILE = "# ours\naliases: { x: web }   # short\nai:\n  key: hush-hush-key\n  url: https://ai.example.org/v1\n  model: m\n";

    @TempDir
    private Path home;
    private RunningHost host;

    @BeforeEach
    void start() throws Exception {
        host = new RunningHost(home).file("botyard.yaml", FILE).start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private HttpResponse<String> put(Object body) {
        return host.send("PUT", "/api/v1/settings", Json.MAPPER.writeValueAsString(body), host.token());
    }

    private String file() throws Exception {
        return Files.readString(home.resolve("botyard.yaml"));
    }

    private static JsonNode row(JsonNode settings, String key) {
        return settings.path("settings").valueStream().filter(row -> row.path("key").stringValue("").equals(key)).findFirst()
                .orElseThrow();
    }

    @Test
    void theFormSaysEverySettingWithItsPlaceAndNoSecret() {
        JsonNode settings = host.get("/settings");
        assertFalse(settings.toString().contains("hush-hush"), settings::toString);
        assertEquals("{\"x\":\"web\"} botyard.yaml:2",
                row(settings, "aliases").path("value") + " " + row(settings, "aliases").path("source").stringValue(""));
        assertEquals("*** botyard.yaml:4",
                row(settings, "ai.key").path("value").stringValue("") + " "
                        + row(settings, "ai.key").path("source").stringValue(""));
        assertEquals("strict ", row(settings, "push.failover").path("value").stringValue("")
                + " " + row(settings, "push.failover").path("source").stringValue(""));
        assertTrue(row(settings, "port").path("at_start").booleanValue(false));
        assertEquals(FILE.replace("hush-hush-key", "\"***\""), settings.path("text").stringValue(""));
        assertEquals(401, host.send("GET", "/api/v1/settings", "", "").statusCode());
    }

    @Test
    void aChangeIsInForceWhenItIsAnsweredAndKeepsTheRest() throws Exception {
        HttpResponse<String> changed = put(
                Map.of("aliases", Map.of("x", "web", "y", "web"), "ai.key", "***", "http", Map.of("max_body_mb", 32)));
        assertEquals(200, changed.statusCode(), changed::body);
        assertEquals("[\"http.max_body_mb\"]", Json.MAPPER.readTree(changed.body()).path("waiting").toString());
        assertTrue(
                file().matches(
                        "(?s)# ours\naliases: \\{ .* }   # short\nhttp:\n  max_body_mb: 32\nai:\n  key: hush-hush-key\n.*"),
                file());
        assertEquals("web", Json.MAPPER.readTree(host.send("POST", "/api/v1/push/explain",
                "{\"im\":\"y\",\"user\":\"1\",\"content\":\"hi\"}", host.token()).body()).path("im_type").stringValue(""));
    }

    @Test
    void theTextIsCheckedAsTheFormIs() throws Exception {
        JsonNode seen = host.get("/settings");
        String text = seen.path("text").stringValue("");
        HttpResponse<String> wrong = put(
                Map.of("text", text + "timezon: UTC\nport: many\n", "version", seen.path("version").stringValue("")));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("botyard.yaml:7: timezon: there is no such setting. Did you mean 'timezone'?")
                && wrong.body().contains("botyard.yaml:8: port: expected a whole number"), wrong::body);
        assertEquals(FILE, file());
        assertEquals(400, put(Map.of("text", "x", "port", 1)).statusCode());
        assertEquals(400, put(Map.of("text", 1)).statusCode());
        assertEquals(400, put(Map.of("text", "a: b\n".repeat(300_000))).statusCode());
        assertEquals(400, host.send("PUT", "/api/v1/settings", "[1", host.token()).statusCode());
        assertEquals(200, put(Map.of("text", text.replace("# ours", "# theirs"), "version", seen.path("version").stringValue("")))
                .statusCode());
        assertEquals(FILE.replace("# ours", "# theirs"), file());
        assertEquals(409, put(Map.of("text", text, "version", seen.path("version").stringValue(""))).statusCode());
        assertEquals(200,
                host.send("PUT", "/api/v1/settings", "timezone: UTC\n", host.token(), "Content-Type", "application/yaml")
                        .statusCode());
        assertEquals("timezone: UTC\n", file());
    }
}
