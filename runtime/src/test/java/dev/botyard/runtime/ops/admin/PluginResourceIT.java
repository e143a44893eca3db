package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.packages.PackageBook;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.plugin.PluginParams;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The settings of plugins at the door of the API.
class PluginResourceIT {
    private static final String PARAMS = "/api/v1/plugins/tea.py/params";

    @TempDir
    private Path folder;
    private Store store;
    private PlayedApi api;
    private ScriptCompiler compiler;
    private int retries;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("tea.py"), """
                #[author: ann]
                #[rule: tea]
                #[param: {"key":"tea.kind","name":"Kind","required":true}]
                #[param: {"key":"tea.key","secret":true}]
                """);
        store = Store.open(folder.resolve("botyard.db"));
        compiler = new ScriptCompiler(() -> new Interpreters(folder, "/bin/sh", "/bin/sh"), System::getenv);
        PluginCatalog catalog = new PluginCatalog(() -> List.of(folder), () -> ZoneId.of("UTC"),
                (_, _, _) -> PluginEnvironments.State.NOTHING_NEEDED, compiler);
        catalog.refresh();
        api = new PlayedApi();
        api.api.add(new PackageResource(new PackageBook(folder.resolve("packages.json")), catalog, () -> retries++, () -> true));
        api.api.add(new PluginResource(catalog, null, null, null, new PluginParams(store.buckets()), null, null, null, null));
    }

    @AfterEach
    void close() {
        api.close();
        compiler.close();
        store.close();
    }

    @Test
    void aFormIsFilledIn() throws Exception {
        assertEquals("[\"Kind\"]", api.ask("GET", PARAMS, "").json().path("missing").toString());
        JsonNode form = api.ask("PUT", PARAMS, "{\"tea.kind\": 5, \"tea.key\": \"s3cret-of-tea\"}").json();
        assertEquals("[] 5  true", form.path("missing") + " " + form.at("/params/0/value").stringValue("") + " "
                + form.at("/params/1/value").stringValue("") + " " + form.at("/params/1/set"));
        assertEquals("s3cret-of-tea", store.buckets().get("tea", "key"));
        assertEquals("false", api.ask("PUT", PARAMS, "{\"tea.key\": null}").json().at("/params/1/set").toString());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertEquals("400 invalid_request: tea.py has no setting 'x'. There are tea.key, tea.kind.",
                api.ask("PUT", PARAMS, "{\"x\": 1}").error());
        assertEquals("400 invalid_request: tea.kind must be text, not a list",
                api.ask("PUT", PARAMS, "{\"tea.kind\": [1]}").error());
        assertEquals("404 not_found: there is no plugin 'milk.py'. There is only tea.py.",
                api.ask("PUT", "/api/v1/plugins/milk.py/params", "{}").error());
    }

    @Test
    void packagesAreAddedForAPluginAndForAll() throws Exception {
        String place = "/api/v1/packages";
        JsonNode packages = api.ask("PUT", place, "{\"manager\": \"pip\", \"plugin\": \"tea\", \"add\": [\"aiohttp\"]}").json();
        assertEquals("{} {\"tea.py\":[\"aiohttp\"]} true", packages.path("all") + " " + packages.path("plugins") + " "
                + packages.path("ready_made"));
        assertTrue(packages.at("/ready/pip").toString().contains("requests"), packages::toString);
        assertEquals(1, retries);
        api.ask("PUT", place, "{\"manager\": \"npm\", \"add\": [\"axios\"]}");
        assertEquals("[\"axios\"]", api.ask("GET", place, "").json().at("/all/npm").toString());
        assertEquals("400 invalid_request: the packages of tea.py come from pip, not from npm",
                api.ask("PUT", place, "{\"manager\": \"npm\", \"plugin\": \"tea.py\", \"add\": [\"axios\"]}").error());
        assertEquals("400 invalid_request: 'manager' must be one of pip, npm",
                api.ask("PUT", place, "{\"manager\": \"cargo\", \"add\": [\"axios\"]}").error());
        assertEquals("404 not_found: there is no plugin 'milk.py'. There is only tea.py.",
                api.ask("PUT", place, "{\"manager\": \"pip\", \"plugin\": \"milk.py\", \"add\": [\"axios\"]}").error());
    }
}
