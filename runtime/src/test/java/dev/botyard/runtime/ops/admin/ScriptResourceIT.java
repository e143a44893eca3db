package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.library.LibraryBench;
import dev.botyard.runtime.script.plugin.PluginParams;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Plugin files at the door of the API.
class ScriptResourceIT {
    private static final String TEA = "/api/v1/plugins/tea.py";
    private static final String SOURCE = "{\"source\": \"#[rule: tea]\\n\"";

    @TempDir
    private Path home;
    private LibraryBench bench;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        bench = new LibraryBench(home);
        api = new PlayedApi();
        api.api.add(new ScriptResource(bench.catalog, bench.library, bench.installer));
        api.api.add(new VersionResource(bench.catalog, bench.library));
        api.api.add(new PluginResource(bench.catalog, null,
                new PluginSchedule(bench.catalog, null, () -> ZoneOffset.UTC, bench.clock), null,
                new PluginParams(bench.store.buckets()), bench.library, bench.installer, null, null));
    }

    @AfterEach
    void close() {
        api.close();
        bench.close();
    }

    @Test
    void aScriptIsWrittenReadChangedAndRemoved() throws Exception {
        PlayedApi.Answer made = api.ask("PUT", TEA, SOURCE + "}");
        assertEquals("201 true enabled", made.status() + " " + made.json().path("created") + " "
                + made.json().path("state").stringValue());
        JsonNode read = api.ask("GET", TEA + "/source", "").json();
        assertEquals("#[rule: tea]\n", read.path("source").stringValue());
        assertEquals(read.path("stamp"), made.json().path("stamp"));
        assertEquals(read.path("stamp"), api.ask("GET", TEA, "").json().path("stamp"));

        PlayedApi.Answer changed = api.ask("PUT", TEA, "#[rule: tea]\n# more\n", "Authorization", "Bearer " + PlayedApi.TOKEN,
                "Content-Type", "text/x-python", "If-Match", "\"" + read.path("stamp").stringValue() + "\"");
        assertEquals(200, changed.status());
        assertEquals("#[rule: tea]\n# more\n", bench.read("tea.py"));
        PlayedApi.Answer late = api.ask("PUT", TEA, SOURCE + ", \"stamp\": " + read.path("stamp") + "}");
        assertTrue(late.error().startsWith("409 conflict: tea.py was changed since you read it"), late.error());
        assertEquals("409 conflict: there is a plugin tea.py already; choose another name, or change that one",
                api.ask("PUT", TEA, SOURCE + ", \"new\": true}").error());

        assertEquals("{\"file\":\"tea.py\",\"version\":2}", api.ask("DELETE", TEA, "").json().toString());
        assertEquals("404 not_found: there is no plugin 'tea.py'. There is none yet.", api.ask("DELETE", TEA, "").error());
        assertEquals("[\"tea.py\"]", api.ask("GET", "/api/v1/plugins", "").json().path("removed").toString());
    }

    @Test
    void formerVersionsAreShownAndComeBack() throws Exception {
        api.ask("PUT", TEA, SOURCE + "}");
        api.ask("PUT", TEA, "{\"source\": \"#[rule: milk]\\n\"}");
        JsonNode versions = api.ask("GET", TEA + "/versions", "").json();
        assertEquals("1 written", versions.at("/versions/0/number") + " " + versions.at("/versions/0/why").stringValue());
        assertEquals("@@ -1,1 +1,1 @@\n-#[rule: tea]\n+#[rule: milk]\n",
                api.ask("GET", TEA + "/versions/1", "").json().path("diff").stringValue());
        api.ask("DELETE", TEA, "");
        assertEquals(200, api.ask("POST", TEA + "/versions/1/rollback", "").status());
        assertEquals("#[rule: tea]\n", bench.read("tea.py"));
        assertEquals("404 not_found: there is no version of tea.py '9'. Did you mean '1'? There are 1, 2.",
                api.ask("POST", TEA + "/versions/9/rollback", "").error());
        assertEquals("400 invalid_request: a version is a number, not 'x'", api.ask("GET", TEA + "/versions/x", "").error());
        assertEquals("404 not_found: there is no plugin 'milk.py'. There is only tea.py.",
                api.ask("GET", "/api/v1/plugins/milk.py/versions", "").error());
    }

    @Test
    void aWrongScriptIsNotSavedUnlessForced() throws Exception {
        String faulty = "{\"source\": \"#[author: ann]\\n#[rule: tea]\\nFAULT\\n\"";
        PlayedApi.Answer refused = api.ask("PUT", TEA, faulty + "}");
        assertEquals("400 plugin_invalid: tea.py was not saved: line 3: SyntaxError: no. Mend this, or say force to save it all"
                + " the same.", refused.error());
        assertEquals("3", refused.json().at("/problems/0/line").toString());
        assertTrue(Files.notExists(bench.plugins.resolve("tea.py")));
        JsonNode checked = api.ask("POST", TEA + "/check", faulty + "}").json();
        assertEquals("false 3", checked.path("ok") + " " + checked.at("/problems/0/line"));
        assertEquals(201, api.ask("PUT", TEA, faulty + ", \"force\": true}").status());
    }

    @Test
    void whatCannotBeAFileIsRefused() throws Exception {
        for (String name : new String[]{"%2e%2e%2fx.py", "a%2fx.py", ".x.py", "x.txt", "middleware.py", "a%5cx.py"}) {
            int status = api.ask("PUT", "/api/v1/plugins/" + name, SOURCE + "}").status();
            assertTrue(status == 400 || status == 404, name + " " + status);
        }
        assertEquals("400 invalid_request: source is missing", api.ask("PUT", TEA, "{}").error());
        assertEquals("400 invalid_request: source is missing: the body is empty", api.ask("PUT", TEA, "").error());
        assertEquals("400 invalid_request: source must be text, not a list", api.ask("PUT", TEA, "{\"source\": []}").error());
        assertEquals(401, api.ask("PUT", TEA, SOURCE + "}", "Content-Type", "application/json").status());
        assertEquals(0, bench.catalog.snapshot().all().size());
    }

    @Test
    void aPluginIsSwitchedOffAndOn() throws Exception {
        api.ask("PUT", TEA, "{\"source\": \"#[rule: tea]\\n#[cron: 0 8 * * *]\\n\"}");
        assertEquals(5, api.ask("GET", TEA, "").json().path("next_runs").size());
        JsonNode off = api.ask("POST", TEA + "/disable", "").json();
        assertEquals("disabled true []", off.path("state").stringValue() + " " + off.path("switched_off") + " "
                + off.path("next_runs"));
        assertEquals("enabled", api.ask("POST", TEA + "/enable", "").json().path("state").stringValue());
        assertEquals("404 not_found: there is no plugin 'milk.py'. There is only tea.py.",
                api.ask("POST", "/api/v1/plugins/milk.py/disable", "").error());
    }
}
