package dev.botyard.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Accounts changed, copied and removed over the API, as the console does.
class AccountFilesIT {
    private static final String FILE = """
            # the one for tea
            im: qq
            default: true   # speaks first
            config:
              # from NapCat
              self_id: "10001"
              access_token: s3cret-token
            """;

    @TempDir
    private Path home;
    private RunningHost host;

    @BeforeEach
    void start() throws Exception {
        host = new RunningHost(home).file("accounts/ops.yaml", FILE).start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        return host.send(method, "/api/v1/accounts" + path, body, host.token());
    }

    private static String error(HttpResponse<String> answer) {
        JsonNode error = Json.MAPPER.readTree(answer.body()).path("error");
        return answer.statusCode() + " " + error.path("code").stringValue("") + ": " + error.path("message").stringValue("");
    }

    private String file(String name) throws Exception {
        return Files.readString(home.resolve("accounts").resolve(name));
    }

    private static String value(JsonNode form, String part, String key) {
        return form.path(part).valueStream().filter(row -> row.path("key").stringValue("").equals(key))
                .map(row -> row.path("value").asString() + " " + row.path("source").stringValue("")).findFirst().orElse("");
    }

    @Test
    void aChangedAccountIsInForceAtOnceAndItsFileKeepsItsForm() throws Exception {
        HttpResponse<String> changed = ask("PUT", "/ops",
                "{\"alias\":\"Tea\",\"config\":{\"self_id\":\"10002\",\"access_token\":\"***\"}}");
        assertEquals(200, changed.statusCode(), changed::body);
        assertFalse(changed.body().contains("s3cret-token"));
        assertEquals(FILE.replace("im: qq\n", "im: qq\nalias: Tea\n").replace("10001", "10002"), file("ops.yaml"));
        assertEquals("Tea", host.account("ops").path("alias").stringValue(""));
        host.simulator().account("10002").token("s3cret-token")
                .connect(java.net.URI.create("ws://" + host.address().getAuthority() + "/api/qq/receive/ops"));
        host.awaitState("ops", "online");
        JsonNode form = host.get("/accounts/ops/settings");
        assertFalse(form.toString().contains("s3cret-token"), form::toString);
        assertEquals("Tea accounts/ops.yaml:3", value(form, "settings", "alias"));
        assertEquals("*** accounts/ops.yaml:8", value(form, "config", "access_token"));
        assertEquals("reverse-ws ", value(form, "config", "mode"));
        // Another name alone does not cost the connection.
        assertEquals(200, ask("PUT", "/ops", "{\"alias\":null,\"order\":3}").statusCode());
        assertEquals("online", host.account("ops").path("state").stringValue(""));
        assertFalse(file("ops.yaml").contains("alias"));
    }

    @Test
    void whatIsWrongIsSaidAtOnceAndNothingIsChanged() throws Exception {
        String said = error(ask("PUT", "/ops",
                "{\"alais\":\"x\",\"order\":\"first\",\"config\":{\"mode\":\"smoke\",\"selfid\":\"1\",\"heartbeat_timeout\":\"***\"}}"));
        assertTrue(said.startsWith("400 invalid_request: ")
                && said.contains("alais: there is no such setting. Did you mean 'alias'?")
                && said.contains("order: expected a whole number") && said.contains("config.mode: ")
                && said.contains("Did you mean 'self_id'?"), said);
        assertEquals("400 invalid_request: the body is not JSON: line 1, column 3; expected one JSON object",
                error(ask("PUT", "/ops", "{a")).replaceAll("column \\d+", "column 3"));
        assertTrue(error(ask("PUT", "/ops", "{\"id\":\"other\"}")).startsWith("400 invalid_request: id: the account is 'ops'"));
        assertEquals(400, ask("PUT", "/ops", "{\"config\":{\"self_id\":{\"a\":[1]}}}").statusCode());
        assertEquals(400, ask("PUT", "/ops", "{\"alias\":\"" + "x".repeat(1_100_000) + "\"}").statusCode());
        assertEquals("404 not_found: there is no account 'opps'. Did you mean 'ops'?",
                error(ask("PUT", "/opps", "{}")).replaceAll("(\\?).*", "$1"));
        for (String id : new String[]{"..%2Fbotyard", "%2e%2e", "ops%00", ".", "ops.yaml", "a%2Fb"}) {
            assertTrue(List.of(400, 404).contains(ask("DELETE", "/" + id, "").statusCode()), id);
        }
        assertEquals(401, host.send("DELETE", "/api/v1/accounts/ops", "", "").statusCode());
        assertEquals(FILE, file("ops.yaml"));
    }

    @Test
    void aBrokenFileAndAFolderThatCannotBeWrittenAreTold() throws Exception {
        Files.writeString(home.resolve("accounts/bad.yaml"), "im: qq\n  x: [\n");
        String broken = error(ask("PUT", "/bad", "{\"alias\":\"x\"}"));
        assertTrue(broken.startsWith("400 invalid_request: accounts/bad.yaml:2: this is not valid YAML"), broken);
        assertEquals(200, ask("GET", "/bad/settings", "").statusCode());
        assertEquals(200, ask("DELETE", "/bad", "").statusCode());
        Files.delete(home.resolve("accounts/bad.yaml.removed"));
        Files.createDirectory(home.resolve("accounts/ops.yaml.removed"));
        Files.writeString(home.resolve("accounts/ops.yaml.removed/full"), "");
        assertTrue(error(ask("DELETE", "/ops", "")).startsWith("507 not_written: accounts/ops.yaml cannot be written: "));
        assertEquals(FILE, file("ops.yaml"));
    }

    @Test
    void aCopyTakesTheSecretsAlongAndIsNotTheDefault() throws Exception {
        HttpResponse<String> copy = ask("POST", "/ops/copy", "{\"id\":\"more\",\"config\":{\"self_id\":\"10009\"}}");
        assertEquals(201, copy.statusCode(), copy::body);
        assertTrue(file("more.yaml").endsWith(FILE.replace("default: true   # speaks first\n", "").replace("10001", "10009")),
                file("more.yaml"));
        assertFalse(host.account("more").path("default").booleanValue(true));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("accounts/more.yaml"))));
        assertTrue(error(ask("POST", "/ops/copy", "{\"id\":\"more\"}")).startsWith("409 exists: "));
        assertTrue(error(ask("PUT", "/more", "{\"default\":true}")).contains("the default account of 'qq' is 'ops' by its file"));
    }

    @Test
    void aRemovedAccountIsGoneAndSoIsTheDefaultThatItWas() throws Exception {
        ask("POST", "", "{\"id\":\"more\",\"im\":\"qq\",\"order\":7,\"config\":{\"self_id\":\"10009\"}}");
        assertEquals(7, host.account("more").path("order").intValue());
        assertEquals(200, ask("POST", "/more/default", "").statusCode());
        JsonNode removed = Json.MAPPER.readTree(ask("DELETE", "/more", "").body());
        assertEquals("accounts/more.yaml.removed ",
                removed.path("kept").stringValue("") + " " + removed.path("default_of").stringValue(""),
                "the file of ops names it");
        assertTrue(host.account("ops").path("default").booleanValue(false));
        assertEquals(404, ask("GET", "/more", "").statusCode());
        assertEquals("qq", Json.MAPPER.readTree(ask("DELETE", "/ops", "").body()).path("default_of").stringValue(""));
        assertEquals(FILE, file("ops.yaml.removed"));
        assertTrue(error(ask("DELETE", "/web", "")).startsWith("409 conflict: 'web' exists without a file"));
    }

    @Test
    void aSecretIsMadeAnewWhenAskedForAndShownOnce() throws Exception {
        JsonNode changed = Json.MAPPER.readTree(ask("PUT", "/ops", "{\"generate\":[\"access_token\"]}").body());
        String token = changed.at("/generated/access_token").stringValue("");
        assertTrue(token.matches("[\\w-]{32,}"), changed::toString);
        assertTrue(file("ops.yaml").contains("  access_token: " + token + "\n"));
        assertFalse(ask("GET", "/ops/settings", "").body().contains(token));
    }
}
