package dev.botyard.runtime.script.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.container.ContainerRecord.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `containers.yaml`, what scripts find of it, and the question whether a panel lets the host in.
class ContainersTest {
    private static final String SECRET = "s3cr&t-of-home";
    private static final String HOME = """
            home:
              address: http://127.0.0.1:5700/
              client_id: id
              client_secret: s3cr&t-of-home
            """;

    @TempDir
    private Path folder;
    private Path path;
    private Store store;
    private Buckets buckets;
    private Containers containers;
    private final List<HttpCall> calls = new ArrayList<>();
    private HttpAnswer answer = answer(200, "{\"code\": 200, \"data\": {\"token\": \"t\"}}");
    private AdapterException failure;

    @BeforeEach
    void open() {
        path = folder.resolve("containers.yaml");
        store = Store.open(folder.resolve("botyard.db"));
        buckets = store.buckets();
        containers = again();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// As after a restart of the host.
    private Containers again() {
        return new Containers(
                new EntryFile<>(path, new YamlReader(new HomeFolder(folder), new Secrets()), ContainerEntry.KIND), store,
                call -> {
                    calls.add(call);
                    if (failure != null) {
                        throw failure;
                    }
                    return answer;
                }, () -> Instant.EPOCH);
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void written(String text) throws IOException {
        Files.writeString(path, text);
        containers.refresh();
    }

    private List<String> all() {
        return Json.MAPPER.readTree(buckets.get("qinglong", "QLS")).valueStream()
                .map(one -> one.path("name").stringValue() + " " + one.path("host").stringValue()).toList();
    }

    @Test
    void scriptsFindEveryContainerInTheirBuckets() throws IOException {
        written(HOME + """
                2:
                  kind: daidai
                  name: 呆呆
                  address: https://panel.example.org/sub
                  client_id: key
                  client_secret: another-secret
                """);
        JsonNode home = Json.MAPPER.readTree(buckets.get("qls", "home"));
        assertEquals(Json.MAPPER.readTree("{\"host\": \"http://127.0.0.1:5700\", \"client_id\": \"id\", \"client_secret\": \""
                + SECRET + "\", \"name\": \"home\"}"), home);
        assertEquals(List.of("home"), buckets.keys("qls", null));
        assertEquals("[" + home + "]", buckets.get("qinglong", "QLS"));
        assertEquals(List.of("2"), buckets.keys("dds", null));
        assertEquals("呆呆", Json.MAPPER.readTree(buckets.get("dds", "2")).path("name").stringValue());
        assertEquals(List.of("qinglong home", "daidai 呆呆"),
                containers.all().stream().map(one -> one.kind() + " " + one.name()).toList());
    }

    @Test
    void whatAScriptHadStoredGivesWayAndComesBack() throws IOException {
        String former = "{\"host\": \"http://old\", \"client_id\": \"o\", \"client_secret\": \"old\", \"name\": \"old\"}";
        String list = "[" + former + ", {\"host\": \"http://127.0.0.1:5700/\", \"client_id\": \"id\", \"name\": \"same\"}]";
        buckets.set("qls", "home", former);
        buckets.set("qls", "7", former);
        buckets.set("qinglong", "QLS", list);
        buckets.set("qinglong", "host", "http://mine");
        written(HOME);
        assertEquals("home", Json.MAPPER.readTree(buckets.get("qls", "home")).path("name").stringValue());
        assertEquals(former, buckets.get("qls.former", "home"));
        assertEquals(former, buckets.get("qls", "7"));
        assertEquals(List.of("home http://127.0.0.1:5700", "old http://old"), all());

        containers = again();
        written(HOME.replace(SECRET, "a-newer-secret"));
        assertTrue(buckets.get("qls", "home").contains("a-newer-secret"));
        assertEquals(former, buckets.get("qls.former", "home"));
        assertEquals(List.of("home http://127.0.0.1:5700", "old http://old"), all());

        containers = again();
        written("");
        assertEquals(former, buckets.get("qls", "home"));
        assertEquals(list, buckets.get("qinglong", "QLS"));
        assertEquals("http://mine", buckets.get("qinglong", "host"));
        assertEquals(List.of(), buckets.keys("qls.former", null));
        assertEquals(List.of(), buckets.keys("qinglong.former", null));
    }

    @Test
    void whatNobodyHadStoredIsGoneWithTheContainer() throws IOException {
        written(HOME);
        written("");
        assertEquals(Map.of(), buckets.sizes());
    }

    @Test
    void whatAScriptStoresLaterStandsUntilTheNextMirroring() throws IOException {
        written(HOME);
        buckets.set("qls", "home", "{\"host\": \"http://script\"}");
        containers.refresh();
        assertTrue(buckets.get("qls", "home").contains(SECRET));
        assertEquals("{\"host\": \"http://script\"}", buckets.get("qls.former", "home"));
        buckets.set("qls", "home", "{\"host\": \"http://script again\"}");
        written("");
        assertEquals("{\"host\": \"http://script again\"}", buckets.get("qls", "home"));
    }

    @Test
    void aBrokenEntryIsToldAndGoesOnAsItWas() throws IOException {
        written(HOME);
        written(HOME.replace("address: http://127.0.0.1:5700/", "address: 127.0.0.1") + "other: {kind: x}\n");
        List<String> told = containers.problems().stream().map(ConfigProblem::toString).toList();
        assertTrue(told.getFirst().startsWith("containers.yaml:2: home.address: "), told::toString);
        assertTrue(told.stream().anyMatch(line -> line.contains("other.kind: ")), told::toString);
        assertTrue(told.stream().anyMatch(line -> line.contains("other.client_secret: ")), told::toString);
        assertEquals(List.of("home"), containers.all().stream().map(ContainerRecord::id).toList());
        assertTrue(buckets.get("qls", "home").contains("http://127.0.0.1:5700"));
    }

    @Test
    void aContainerIsWrittenChangedAndRemovedAndItsReferencesStay() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret-of-a-file");
        containers.put("home", Map.of("address", "http://127.0.0.1:1", "client_id", "id", "client_secret",
                "${file:secret.txt}"));
        containers.put("home", Map.of("name", "青龙", "address", "http://127.0.0.1:2"));
        String text = Files.readString(path);
        assertTrue(text.contains("\"client_secret\": \"${file:secret.txt}\""), text);
        assertFalse(text.contains("secret-of-a-file"), text);
        assertEquals("青龙 http://127.0.0.1:2", containers.find("home").map(one -> one.name() + " " + one.address()).orElse(""));
        assertTrue(buckets.get("qls", "home").contains("secret-of-a-file"));
        String told = assertThrows(IllegalArgumentException.class, () -> containers.put("new", Map.of("address", "x")))
                .getMessage();
        assertTrue(told.contains("new.address: ") && told.contains("new.client_secret: "), told);
        containers.remove("home");
        assertEquals(List.of(), containers.all());
        assertEquals(Map.of(), buckets.sizes());
    }

    @Test
    void noSecretIsShown() throws Exception {
        written(HOME);
        answer = answer(200, "{\"code\": 400, \"message\": \"s3cr%26t-of-home or s3cr&t-of-home is wrong\"}");
        ContainerRecord record = containers.test("home").orElseThrow();
        assertFalse(record.toString().contains(SECRET), record.toString());
        assertEquals("It does not let this host in: … or … is wrong. Look at client_id and client_secret.", record.detail());
        assertFalse(calls.getFirst().toString().contains("s3cr"), calls.toString());
    }

    @Test
    void aTestAsksAsThePanelWantsIt() throws Exception {
        written(HOME + HOME.replace("home:", "dd:\n  kind: daidai"));
        assertEquals(State.UNTESTED, containers.find("home").orElseThrow().state());
        ContainerRecord record = containers.test("home").orElseThrow();
        assertEquals("OK  1970-01-01T00:00:00Z",
                record.state() + " " + record.detail() + " " + record.testedAt().orElseThrow());
        assertEquals("GET http://127.0.0.1:5700/open/auth/token?client_id=id&client_secret=s3cr%26t-of-home",
                calls.getFirst().method() + " " + calls.getFirst().uri());
        answer = answer(200, "{\"data\": {\"access_token\": \"t\", \"expires_in\": 86400}}");
        assertEquals(State.OK, containers.test("dd").orElseThrow().state());
        assertEquals("POST http://127.0.0.1:5700/api/open-api/token",
                calls.getLast().method() + " " + calls.getLast().uri());
        assertEquals(Json.MAPPER.readTree("{\"app_key\": \"id\", \"app_secret\": \"" + SECRET + "\"}"),
                Json.MAPPER.readTree(calls.getLast().body()));
        written(HOME.replace("5700", "5701"));
        assertEquals(State.UNTESTED, containers.find("home").orElseThrow().state());
        assertTrue(containers.test("nobody").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | {\"code\": 400, \"message\": \"wrong\"} | It does not let this host in: wrong. Look at client_id and client_secret.",
        "401 | {\"error\": \"no\"} | It does not let this host in: no. Look at client_id and client_secret.",
        "200 | {} | It does not let this host in (HTTP 200). Look at client_id and client_secret.",
        "200 | <html> | It answers HTTP 200 and something that is no JSON; is its address right?",
        "302 | '' | It answers HTTP 302 and something that is no JSON; is its address right?",
        "500 | {\"message\": \"broken\"} | It answers HTTP 500: broken; is its address right, and is it of the kind qinglong?"})
    void whyItDoesNotLetTheHostInIsASentence(int status, String body, String sentence) throws Exception {
        written(HOME);
        answer = answer(status, body);
        assertEquals("FAILED " + sentence,
                containers.test("home").map(one -> one.state() + " " + one.detail()).orElseThrow());
    }

    @Test
    void aPanelThatCannotBeAskedIsASentence() throws Exception {
        written(HOME);
        failure = new AdapterException(ErrorKind.COMMUNICATION, "http://127.0.0.1:5700/open/auth/token: connection refused");
        assertEquals("It cannot be asked: http://127.0.0.1:5700/open/auth/token: connection refused.",
                containers.test("home").orElseThrow().detail());
    }
}
