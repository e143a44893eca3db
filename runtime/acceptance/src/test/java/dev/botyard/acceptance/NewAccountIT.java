package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts made over the API, as the console does.
class NewAccountIT {
    @TempDir
    Path home;

    @Test
    void anAccountIsWrittenStartedAndReadable() throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            HttpResponse<String> answer = create(host,
                    "{\"id\":\"ops\",\"im\":\"qq\",\"alias\":\"Ops: \\\"A\\\" # 1\",\"config\":{\"self_id\":\"10001\",\"access_token\":\"s3cret-token\"}}");
            assertEquals(201, answer.statusCode(), answer::body);
            assertFalse(answer.body().contains("s3cret-token"));
            assertEquals("Ops: \"A\" # 1", host.account("ops").path("alias").stringValue(""));
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("accounts/ops.yaml"))));
            String first = Files.readAllLines(home.resolve("accounts/ops.yaml")).getFirst();
            assertTrue(first.startsWith("# yaml-language-server: $schema="), first);
            Path schema = home.resolve("accounts").resolve(first.substring(first.indexOf('=') + 1));
            assertTrue(Files.readString(schema).contains("\"self_id\""), "an editor finds the settings of an account there");
            host.simulator().account("10001").token("s3cret-token")
                    .connect(java.net.URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive/ops"));
            host.awaitState("ops", "online");
        }
    }

    @Test
    void aSecretIsMadeWhenAskedForAndShownOnce() throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.start();
            HttpResponse<String> answer = create(host,
                    "{\"id\":\"ops\",\"im\":\"qq\",\"config\":{\"self_id\":\"10001\"},\"generate\":[\"access_token\"]}");
            assertEquals(201, answer.statusCode(), answer::body);
            String token = Json.MAPPER.readTree(answer.body()).path("generated").path("access_token").stringValue("");
            assertTrue(token.matches("[\\w-]{32,}"), answer::body);
            assertEquals("", host.account("ops").path("warning").stringValue("none"));
            assertFalse(host.account("ops").toString().contains(token));
            host.simulator().account("10001").token(token)
                    .connect(java.net.URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive/ops"));
            host.awaitState("ops", "online");
            HttpResponse<String> open = create(host, "{\"id\":\"open\",\"im\":\"qq\",\"config\":{\"self_id\":\"10002\"}}");
            assertFalse(open.body().contains("generated"), open::body);
            await().until(() -> host.account("open").path("warning").stringValue("").contains("asks for no token"));
            for (String wrong : new String[]{"\"self_id\"", "[\"self_id\"]", "[\"no_such\"]"}) {
                assertEquals(400,
                        create(host, "{\"id\":\"x\",\"im\":\"qq\",\"config\":{\"self_id\":\"1\"},\"generate\":" + wrong + "}")
                                .statusCode(),
                        wrong);
            }
        }
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndNothingIsWritten() throws Exception {
        try (RunningHost host = new RunningHost(home)) {
            host.file("accounts/mine.yaml", "im: qq # mine\n").start();
            HttpResponse<String> answer = create(host,
                    "{\"id\":\"x\",\"im\":\"qq\",\"config\":{\"mode\":\"smoke\",\"selfid\":\"1\"}}");
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("reverse-ws") && answer.body().contains("selfid"), answer::body);
            assertEquals(400, create(host, "{\"id\":\"x\",\"im\":\"nothing\"}").statusCode());
            assertEquals(400, create(host, "{\"id\":\"x\",\"im\":\"qq\",\"config\":{\"a\":{}}}").statusCode());
            for (String id : new String[]{"../x", "a/b", "", ".x"}) {
                assertEquals(400, create(host, "{\"id\":\"" + id + "\",\"im\":\"qq\"}").statusCode(), id);
            }
            assertEquals(409, create(host, "{\"id\":\"mine\",\"im\":\"qq\"}").statusCode());
            assertEquals("im: qq # mine\n", Files.readString(home.resolve("accounts/mine.yaml")));
            try (Stream<Path> files = Files.walk(home)) {
                assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("x.y")));
            }
            assertEquals(401, host.send("POST", "/api/v1/accounts", "{}", "").statusCode());
        }
    }

    private static HttpResponse<String> create(RunningHost host, String body) {
        return host.send("POST", "/api/v1/accounts", body, host.token());
    }
}
