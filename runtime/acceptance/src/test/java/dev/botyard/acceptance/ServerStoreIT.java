package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.TestPostgres;
import dev.botyard.testkit.Patience;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole host on PostgreSQL: played, killed, with a server that goes away, moved there and back.
class ServerStoreIT {
    @TempDir
    Path home;
    @TempDir
    Path elsewhere;
    private TestPostgres server;
    private final List<HostProcess> started = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        server = TestPostgres.own();
        Files.createDirectories(home.resolve("accounts"));
        Files.createDirectories(home.resolve("plugins"));
        Files.writeString(home.resolve("password"), TestPostgres.PASSWORD);
        Files.writeString(home.resolve("accounts/bot.yaml"),
                "im: qq\ndefault: true\nconfig: { self_id: \"1\", access_token: t }\n");
        Files.writeString(home.resolve("plugins/ask.py"), "#[author: t]\n#[rule: ask]\nimport middleware\n"
                + "sender = middleware.Sender(middleware.getSenderID())\nmiddleware.bucketSet('asks', 'step', 'asked')\n"
                + "middleware.bucketSet('asks', 'answer', sender.listen(600000))\n");
        settings(home, "postgres");
    }

    @AfterEach
    void end() throws Exception {
        for (HostProcess host : started) {
            host.end();
        }
        server.close();
    }

    private void settings(Path of, String database) throws IOException {
        Files.writeString(of.resolve("botyard.yaml"),
                "store:\n  url: jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database
                        + "\n  user: " + TestPostgres.USER + "\n  password: ${file:" + home.resolve("password") + "}\n");
    }

    private HostProcess start(Path of) throws IOException {
        HostProcess host = HostProcess.start(of);
        started.add(host);
        return host;
    }

    private static JsonNode api(HostProcess host, String method, String path, String body) {
        try {
            return Json.MAPPER.readTree(host.api(method, path, body));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String value(HostProcess host, String bucket, String key) {
        return api(host, "GET", "/buckets/" + bucket + "/" + key, "").path("value").stringValue("");
    }

    private static void say(HostProcess host, String text) {
        api(host, "POST", "/messages", "{\"imType\":\"web\",\"userID\":\"ada\",\"content\":\"" + text + "\"}");
    }

    private static List<String> queued(HostProcess host) {
        return api(host, "GET", "/queue", "").path("pushes").valueStream().map(push -> push.path("id").stringValue("")).sorted()
                .toList();
    }

    private static String queue(HostProcess host, int number) {
        return api(host, "POST", "/push",
                "{\"imType\":\"qq\",\"groupCode\":\"5\",\"content\":\"n " + number + "\",\"options\":{\"queue\":true}}")
                .path("id")
                .stringValue("");
    }

    private static String ready(HostProcess host) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(host.address() + "/readyz")).build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + Json.MAPPER.readTree(answer.body()).path("status").stringValue("");
        }
    }

    private static String botyard(int code, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(RunningHost.distribution().resolve("bin/botyard").toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true);
        builder.environment().put("BOTYARD_NO_CACHE", "1");
        builder.environment().put("BOTYARD_STORE_PASSWORD", TestPostgres.PASSWORD);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), said);
        assertEquals(code, process.exitValue(), said);
        return said;
    }

    @Test
    void aHostThatIsKilledFindsEverythingOnTheServer() throws Exception {
        HostProcess first = start(home);
        assertFalse(Files.exists(home.resolve("data/botyard.db")));
        assertEquals("200 ready", ready(first));
        say(first, "ask");
        await().until(() -> value(first, "asks", "step").equals("asked"));
        List<String> promised = Stream.of(1, 2, 3).map(number -> queue(first, number)).sorted().toList();
        api(first, "PUT", "/buckets/otto/key", "{\"value\":\"茶\"}");
        api(first, "POST", "/accounts/bot/default", "");
        first.stop(true);
        HostProcess second = start(home);
        assertEquals("茶", value(second, "otto", "key"));
        assertEquals(promised, queued(second));
        say(second, "ask");
        await().until(() -> {
            say(second, "tea");
            return value(second, "asks", "answer").equals("tea");
        });
        assertFalse(api(second, "GET", "/runs?plugin=ask.py", "").path("runs").isEmpty());
        second.stop(false);
    }

    @Test
    void aServerThatIsRestartedIsMissedAndFoundAgain() throws Exception {
        HostProcess host = start(home);
        List<String> promised = new ArrayList<>();
        for (String signal : List.of("INT", "QUIT")) {
            promised.add(queue(host, promised.size()));
            server.stop(signal);
            await().until(() -> ready(host).equals("503 store_away"));
            JsonNode refused = api(host, "PUT", "/buckets/otto/key", "{\"value\":\"lost\"}");
            assertTrue(refused.path("error").path("message").stringValue("").contains("the server does not answer"),
                    refused::toString);
            server.run();
            await().until(() -> ready(host).equals("200 ready"));
            promised.add(queue(host, promised.size()));
            assertEquals(promised.stream().sorted().toList(), queued(host));
            assertEquals("", value(host, "otto", "key"));
        }
        String log = Files.readString(home.resolve("logs/botyard.log"));
        assertTrue(
                log.contains(
                        "The store postgres on 127.0.0.1:" + server.port() + " cannot be reached: the server does not answer"),
                log);
        assertTrue(log.contains("the store postgres on 127.0.0.1:" + server.port() + " is back"), log);
        assertFalse(log.contains(TestPostgres.PASSWORD), log);
    }

    @Test
    void aSecondHostIsRefusedInASentence() throws Exception {
        HostProcess first = start(home);
        settings(elsewhere, "postgres");
        String refused = botyard(1, "run", "--home", elsewhere.toString(), "--port", "0");
        assertTrue(refused.contains("is in use by the host of " + home), refused);
        assertEquals("200 ready", ready(first));
    }

    @Test
    void aHomeMovesThereAndBackAndIsRestoredAnywhere() throws Exception {
        Files.delete(home.resolve("botyard.yaml"));
        HostProcess before = start(home);
        api(before, "PUT", "/buckets/otto/key", "{\"value\":\"茶\"}");
        List<String> promised = List.of(queue(before, 1));
        String address = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        String[] copy = {"store", "copy", "--home", home.toString(), "--to", address, "--user", TestPostgres.USER};
        assertTrue(botyard(1, copy).contains("Stop it first"), "a running host was copied");
        before.stop(false);
        String copied = botyard(0, copy);
        assertTrue(copied.contains("bucket: 1\n") && copied.contains("queued_push: 1\n")
                && copied.contains("and are the same there."), copied);
        settings(home, "postgres");
        HostProcess there = start(home);
        assertEquals("茶", value(there, "otto", "key"));
        assertEquals(promised, queued(there));
        api(there, "PUT", "/buckets/otto/key", "{\"value\":\"there\"}");
        Path kept = elsewhere.resolve("kept.zip");
        botyard(0, "backup", kept.toString(), "--home", home.toString());
        api(there, "PUT", "/buckets/otto/key", "{\"value\":\"after the backup\"}");
        there.stop(false);
        String restored = botyard(0, "restore", kept.toString(), "--home", home.toString());
        assertTrue(restored.contains("The database is on the server: postgres on 127.0.0.1"), restored);
        HostProcess again = start(home);
        assertEquals("there", value(again, "otto", "key"));
        again.stop(false);
        assertTrue(botyard(1, "store", "copy", "--home", home.toString(), "--to", address, "--from", "sqlite", "--user",
                TestPostgres.USER).contains("no database"), "a file was found that is not there");
        assertTrue(botyard(0, "store", "copy", "--home", home.toString(), "--to", "sqlite").contains("take store.url out"));
        Files.delete(home.resolve("botyard.yaml"));
        HostProcess back = start(home);
        assertEquals("there", value(back, "otto", "key"));
        assertEquals(promised, queued(back));
        back.stop(false);
    }
}
