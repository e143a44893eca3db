package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.store.CronEntries;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.calls.CronCalls;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What fires by time, at the door of the API.
class ScheduleResourceIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2027-01-01T07:30:00Z"));

    @TempDir
    private Path folder;
    private Store store;
    private PlayedApi api;
    private ScriptCompiler compiler;
    private PluginSchedule schedule;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("tea.py"), "#[author: ann]\n#[cron: 0 8 * * *]\n");
        Files.writeString(folder.resolve("milk.py"), "#[author: ann]\n#[rule: milk]\n");
        Files.writeString(folder.resolve("off.py"), "#[author: ann]\n#[cron: 0 8 * * *]\n#[disable: true]\n");
        store = Store.open(folder.resolve("botyard.db"));
        store.cronEntries().put(new CronEntries.Entry("runtime_4", "milk.py",
                "{\"cron\":\"0 9 * * *\",\"cmd\":\"milk\",\"disguiseImtype\":\"qq\",\"disguiseUser\":\"5\",\"isOnce\":true}"));
        compiler = new ScriptCompiler(() -> new Interpreters(folder, "/bin/sh", "/bin/sh"), System::getenv);
        PluginCatalog catalog = new PluginCatalog(() -> List.of(folder), () -> ZoneOffset.UTC,
                (_, _, _) -> PluginEnvironments.State.NOTHING_NEEDED, compiler);
        schedule = new PluginSchedule(catalog, null, () -> ZoneOffset.UTC, CLOCK);
        catalog.refresh();
        CronCalls made = new CronCalls(store.cronEntries(), schedule.scheduler(), null, () -> ZoneOffset.UTC);
        made.restore();
        api = new PlayedApi();
        api.api.add(new ScheduleResource(catalog, schedule, made));
    }

    @AfterEach
    void close() {
        api.close();
        schedule.close();
        compiler.close();
        store.close();
    }

    @Test
    void thoseOfHeadersAndThoseOfScriptsStandTogether() throws Exception {
        JsonNode all = api.ask("GET", "/api/v1/schedules", "").json().path("schedules");
        assertEquals(2, all.size(), all::toString);
        assertEquals("tea.py header 0 8 * * * 2027-01-01T08:00Z", all.at("/0/id").stringValue() + " "
                + all.at("/0/source").stringValue() + " " + all.at("/0/cron").stringValue() + " "
                + all.at("/0/next_runs/0").stringValue());
        assertEquals("{\"id\":\"runtime_4\",\"plugin\":\"milk.py\",\"source\":\"script\",\"cron\":\"0 9 * * *\","
                + "\"next_runs\":[\"2027-01-01T09:00Z\"],\"command\":\"milk\",\"im_type\":\"qq\",\"group\":\"\",\"user\":\"5\","
                + "\"memo\":\"\",\"once\":true}", api.ask("GET", "/api/v1/schedules/runtime_4", "").json().toString());
    }

    @Test
    void aDamagedOneIsShownAndCanBeEnded() throws Exception {
        store.cronEntries().put(new CronEntries.Entry("runtime_5", "milk.py", "{\"cron\":"));
        JsonNode damaged = api.ask("GET", "/api/v1/schedules/runtime_5", "").json();
        assertEquals("script|", damaged.path("source").stringValue() + "|" + damaged.path("cron").stringValue());
        assertEquals("runtime_5", api.ask("DELETE", "/api/v1/schedules/runtime_5", "").json().path("id").stringValue());
    }

    @Test
    void onlyWhatAScriptHasMadeIsEnded() throws Exception {
        assertEquals(
                "409 conflict: the schedule of tea.py stands in its file; take the line [cron: …] or the handler out of the script, or"
                        + " switch the plugin off",
                api.ask("DELETE", "/api/v1/schedules/tea.py", "").error());
        assertEquals("runtime_4", api.ask("DELETE", "/api/v1/schedules/runtime_4", "").json().path("id").stringValue());
        assertEquals(List.of(), store.cronEntries().all());
        assertEquals("404 not_found: there is no schedule 'runtime_4'. There is only tea.py.",
                api.ask("DELETE", "/api/v1/schedules/runtime_4", "").error());
    }
}
