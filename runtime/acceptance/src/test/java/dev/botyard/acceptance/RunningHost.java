package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;

import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A host of this process on the built distribution, with its home, its API and simulated QQ accounts.
final class RunningHost implements AutoCloseable {

    private final Path home;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final OneBotSimulator simulator = new OneBotSimulator();
    private Host host;

    RunningHost(Path home) throws IOException {
        this.home = home;
        for (String folder : List.of("accounts", "plugins", "adapters")) {
            Files.createDirectories(home.resolve(folder));
        }
    }

    static Path distribution() {
        return Path.of(System.getProperty("botyard.distribution")).normalize();
    }

    static Path pluginsSource() {
        return Path.of(System.getProperty("botyard.plugins")).normalize();
    }

    /// The folder of the whole source.
    static Path checkout() {
        return pluginsSource().resolve("..").normalize();
    }

    RunningHost file(String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(home, "part", "");
        Files.writeString(part, content);
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    RunningHost qq(String id, String selfId, String more) throws IOException {
        return file("accounts/" + id + ".yaml",
                "im: qq\n" + more + "config:\n  self_id: \"" + selfId + "\"\n  access_token: token-" + selfId + "\n");
    }

    /// A Python plugin with a rule; the body sees `middleware` and `sender`.
    RunningHost python(String name, String headers, String body) throws IOException {
        return file("plugins/" + name,
                "#[author: test]\n" + headers + "\nimport middleware\nsender = middleware.Sender(middleware.getSenderID())\n"
                        + body
                        + "\n");
    }

    RunningHost start() throws IOException, InterruptedException {
        host = Host.start(new HostOptions(home, 0, "127.0.0.1", distribution(), Map.of()));
        return this;
    }

    Path home() {
        return home;
    }

    URI address() {
        return host.address();
    }

    String loginLink() {
        return host.loginLink();
    }

    /// Connects a simulated implementation by reverse WebSocket and waits until the account is online.
    SimulatedAccount connect(String id, String selfId) throws IOException {
        SimulatedAccount account = simulator.account(selfId).token("token-" + selfId);
        account.connect(URI.create("ws://" + address().getAuthority() + "/api/qq/receive"));
        awaitState(id, "online");
        return account;
    }

    OneBotSimulator simulator() {
        return simulator;
    }

    void awaitState(String id, String state) {
        await("account " + id + " " + state).pollInterval(Duration.ofMillis(20))
                .until(() -> account(id).path("state").stringValue("").equals(state));
    }

    JsonNode account(String id) {
        return get("/accounts/" + id);
    }

    void awaitPlugin(String file) {
        await("plugin " + file).pollInterval(Duration.ofMillis(50))
                .until(() -> names(get("/plugins").path("plugins"), "file").contains(file));
    }

    static List<String> names(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false).map(node -> node.path(member).stringValue("")).toList();
    }

    JsonNode get(String path) {
        return json(send("GET", "/api/v1" + path, "", token()));
    }

    JsonNode post(String path, String body) {
        return json(send("POST", "/api/v1" + path, body, token()));
    }

    /// Runs a plugin with the trigger `fake` and answers its record.
    JsonNode fake(String file) {
        return post("/plugins/" + file + "/run", "{}");
    }

    /// Waits until that many runs wait for a person.
    void awaitWaits(int count) {
        await("waits " + count).pollInterval(Duration.ofMillis(10))
                .until(() -> send("GET", "/metrics", "", "").body().contains("botyard_waits " + count + ".0"));
    }

    /// A message as if it came from an IM.
    void say(String im, String account, String user, String text) {
        post("/messages",
                Json.MAPPER.writeValueAsString(Map.of("imType", im, "account_id", account, "userID", user, "content", text)));
    }

    /// The newest finished run of a plugin, when there is one with this trigger.
    JsonNode awaitRun(String plugin, String trigger) {
        JsonNode[] found = new JsonNode[1];
        await("a run of " + plugin + " by " + trigger).pollInterval(Duration.ofMillis(20)).until(() -> {
            for (JsonNode run : get("/runs?plugin=" + plugin).path("runs")) {
                if (run.path("trigger").stringValue("").equals(trigger)
                        && !run.path("status").stringValue("").matches("running|waiting")) {
                    found[0] = run;
                    return true;
                }
            }
            return false;
        });
        return found[0];
    }

    String token() {
        try {
            return Files.readString(home.resolve("data/admin.token")).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(String method, String path, String body, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path)).timeout(Patience.seconds(60)).method(
                method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() {
        simulator.close();
        if (host != null) {
            host.close();
        }
        client.close();
    }
}
