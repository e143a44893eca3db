package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.container.Containers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Panels at the door of the API.
class ContainerResourceIT {
    @TempDir
    private Path home;
    private Store store;
    private PlayedApi api;
    private volatile String answer = "{\"code\": 200, \"data\": {\"token\": \"t\"}}";

    @BeforeEach
    void open() throws Exception {
        store = Store.open(home.resolve("botyard.db"));
        api = new PlayedApi();
        api.api.add(new ContainerResource(new Containers(new EntryFile<>(home.resolve("containers.yaml"),
                new YamlReader(new HomeFolder(home), new Secrets()), ContainerEntry.KIND), store,
                call -> new HttpAnswer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8)), () -> Instant.EPOCH)));
    }

    @AfterEach
    void close() {
        api.close();
        store.close();
    }

    @Test
    void aContainerIsWrittenTestedChangedAndRemoved() throws Exception {
        String written = api.ask("PUT", "/api/v1/containers/home",
                "{\"address\": \" http://127.0.0.1:5700/ \", \"client_id\": \"id\", \"client_secret\": \"hush-hush\"}").text();
        assertFalse(written.contains("hush-hush"), written);
        assertEquals("untested", api.ask("GET", "/api/v1/containers", "").json().at("/containers/0/state").stringValue());
        assertEquals("ok", api.ask("POST", "/api/v1/containers/home/test", "").json().path("state").stringValue());
        // A form sends back what it was shown, and a secret only when somebody wrote one.
        String shown = api.ask("GET", "/api/v1/containers/home", "").text();
        String changed = shown.replace("\"name\":\"home\"", "\"name\":\"青龙\",\"client_secret\":\"\"");
        assertEquals("青龙", api.ask("PUT", "/api/v1/containers/home", changed).json().path("name").stringValue());
        assertTrue(Files.readString(home.resolve("containers.yaml")).contains("hush-hush"));
        answer = "{\"code\": 400, \"message\": \"wrong\"}";
        assertEquals("It does not let this host in: wrong. Look at client_id and client_secret.",
                api.ask("POST", "/api/v1/containers/home/test", "").json().path("detail").stringValue());
        assertEquals(5, api.ask("GET", "/api/v1/containers", "").json().path("settings").size());
        assertEquals(204, api.ask("DELETE", "/api/v1/containers/home", "").status());
        assertEquals("404 not_found: there is no container 'home'. There is none yet.",
                api.ask("POST", "/api/v1/containers/home/test", "").error());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        String said = api.ask("PUT", "/api/v1/containers/home", "{\"address\": \"panel\", \"kind\": \"docker\", \"odd\": 1}")
                .error();
        assertTrue(said.startsWith("400 invalid_request: ") && said.contains("home.address: ") && said.contains("home.kind: ")
                && said.contains("home.odd: there is no such setting"), said);
    }
}
