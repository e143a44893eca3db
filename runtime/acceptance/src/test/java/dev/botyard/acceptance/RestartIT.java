package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.worker.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of the distribution as a process: started, asked, stopped, killed.
@Timeout(120)
class RestartIT {
    @TempDir
    Path home;

    @Test
    void afterAKillEverythingIsAsItWas() throws Exception {
        Files.createDirectories(home.resolve("accounts"));
        for (String id : List.of("a", "b")) {
            Files.writeString(home.resolve("accounts/" + id + ".yaml"), "im: qq\nconfig: { self_id: \"1\", access_token: t }\n");
        }
        Process first = botyard("run", "--home", home.toString(), "--port", "0");
        String address = ready(first);
        api(address, "POST", "/accounts/b/default", "");
        api(address, "PUT", "/buckets/otto/key", "{\"value\":\"kept\"}");
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly().waitFor();
        Process second = botyard("run", "--home", home.toString(), "--port", "0");
        String again = ready(second);
        assertTrue(Json.MAPPER.readTree(api(again, "GET", "/accounts/b", "")).path("default").booleanValue(false));
        assertEquals("kept", Json.MAPPER.readTree(api(again, "GET", "/buckets/otto/key", "")).path("value").stringValue(""));
        second.destroy();
        assertTrue(second.waitFor(20, TimeUnit.SECONDS), "SIGTERM did not stop the host");
        assertTrue(!Files.exists(home.resolve("data/run/host.json")));
    }

    @Test
    void mistakesEndWithASentence() throws Exception {
        assertEquals("1", ends("No Botyard is running", "accounts", "--home", home.toString(), "--url", "http://127.0.0.1:1"));
        assertEquals("2", ends("psuh", "psuh"));
        assertEquals("2", ends("65535", "run", "--home", home.toString(), "--port", "70000"));
        Path file = Files.writeString(home.resolve("file"), "");
        assertEquals("1", ends("is a file", "run", "--home", file.toString()));
        assertEquals("0", ends("Botyard 0", "version"));
    }

    @Test
    void newPluginsPassTheCheckAndAreNotOverwritten() throws Exception {
        assertEquals("0", ends("wrote", "new", "plugin", "tea", "--home", home.toString()));
        assertEquals("0", ends("wrote", "new", "plugin", "coffee", "--language", "javascript", "--home", home.toString()));
        assertEquals("1", ends("already there", "new", "plugin", "tea", "--home", home.toString()));
        assertEquals("0", ends("tea (.+)", "plugins", "check", home.resolve("plugins").toString()));
    }

    @Test
    void everyCommandHasHelp() throws Exception {
        for (String command : List.of("run", "push", "explain", "accounts", "adapters", "plugins", "doctor", "new", "token",
                "version")) {
            assertEquals("0", ends("Usage: botyard " + command, command, "--help"));
        }
    }

    private String ends(String saying, String... arguments) throws Exception {
        Process process = botyard(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertTrue(said.contains(saying), said);
        assertTrue(!said.contains("\tat "), said);
        return Integer.toString(process.exitValue());
    }

    private static Process botyard(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(RunningHost.distribution().resolve("bin/botyard").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        builder.environment().keySet().removeIf(name -> name.equals("BOTYARD_HOME") || name.equals("BOTYARD_PORT"));
        return builder.start();
    }

    private static String ready(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("Botyard is ready on ")) {
                return line.substring("Botyard is ready on ".length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the host did not start:\n" + said);
    }

    private String api(String address, String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String token = Files.readString(home.resolve("data/admin.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token).method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
