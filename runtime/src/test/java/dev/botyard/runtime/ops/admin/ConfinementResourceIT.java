package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.PluginBench;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// To which buckets a plugin is confined, at the door of the API.
class ConfinementResourceIT {
    private static final String PATH = "/api/v1/plugins/a.py/buckets";
    private PluginBench bench;
    private PlayedApi api;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        bench = new PluginBench(home);
        bench.add("a.py", "rule: tea");
        api = new PlayedApi();
        api.api.add(new ConfinementResource(bench.catalog(), new Confinements(bench.store().hostState())));
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        bench.close();
    }

    private String shown() throws Exception {
        return api.ask("GET", PATH, "").json().path("buckets").toString();
    }

    @Test
    void aListConfinesAndAnEmptyOneFrees() throws Exception {
        assertEquals("[]", shown());
        api.ask("PUT", PATH, "{\"buckets\": [\"b\", \"a\"]}");
        assertEquals("[\"a\",\"b\"]", shown());
        api.ask("PUT", PATH, "{\"buckets\": []}");
        assertEquals("[]", shown());
    }

    /// A slip of the pen frees no plugin.
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bucket\": [\"a\"]}", "{\"buckets\": null}", ""})
    void withoutAListNothingChanges(String body) throws Exception {
        api.ask("PUT", PATH, "{\"buckets\": [\"a\"]}");
        assertEquals("400 invalid_request: buckets is missing; an empty list lifts the confinement",
                api.ask("PUT", PATH, body).error());
        assertEquals("[\"a\"]", shown());
    }
}
