package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The launcher of the distribution as a process that can be stopped and killed.
final class HostProcess {
    private final Path home;
    private final Process process;
    private final String address;

    private HostProcess(Path home, Process process, String address) {
        this.home = home;
        this.process = process;
        this.address = address;
    }

    /// Starts one and returns when it is ready.
    static HostProcess start(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(RunningHost.distribution().resolve("bin/botyard").toString(), "run", "--home",
                home.toString(), "--port", "0").redirectErrorStream(true);
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        builder.environment().keySet().removeIf(name -> name.equals("BOTYARD_HOME") || name.equals("BOTYARD_PORT"));
        Process process = builder.start();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("Botyard is ready on ")) {
                return new HostProcess(home, process, line.substring("Botyard is ready on ".length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the host did not start:\n" + said);
    }

    String address() {
        return address;
    }

    String token() throws IOException {
        return Files.readString(home.resolve("data/admin.token")).strip();
    }

    String api(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                    .version(HttpClient.Version.HTTP_1_1).header("Authorization", "Bearer " + token())
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    /// Ends it, in order or by `kill -9` with all its workers.
    void stop(boolean killed) throws InterruptedException {
        if (killed) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        } else {
            process.destroy();
            assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "SIGTERM did not stop the host");
        }
    }

    void end() throws InterruptedException {
        if (process.isAlive()) {
            stop(true);
        }
    }
}
