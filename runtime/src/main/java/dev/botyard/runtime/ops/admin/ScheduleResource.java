package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.script.calls.CronCalls;
import dev.botyard.runtime.script.calls.ScheduleRecord;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRecord;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `GET /schedules`, `GET /schedules/{id}`, `DELETE /schedules/{id}`: what fires by time, whether a header asks for it or a script made it
/// while running. One of a header ends with the header.
public final class ScheduleResource implements AdminApi.Resource {
    private final PluginCatalog catalog;
    private final PluginSchedule headers;
    private final CronCalls made;

    public ScheduleResource(PluginCatalog catalog, PluginSchedule headers, CronCalls made) {
        this.catalog = catalog;
        this.headers = headers;
        this.made = made;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/schedules", request -> AdminApi.json(200, Map.of("schedules", all())));
        api.get("/schedules/{id}", request -> AdminApi.json(200, found(request)));
        api.on("DELETE", "/schedules/{id}", this::end);
    }

    private List<ScheduleRecord> all() {
        return Stream
                .concat(catalog.snapshot().all().stream().filter(Plugin::enabled).flatMap(this::ofFile), made.records().stream())
                .toList();
    }

    private Stream<ScheduleRecord> ofFile(Plugin plugin) {
        return headers.times(plugin).entrySet().stream().map(time -> new ScheduleRecord(time.getKey(), plugin.file(),
                time.getValue().handler().isEmpty() ? "header" : "handler", time.getValue().expression().text(),
                PluginRecord.shown(headers.nextFive(time.getValue())), "", "", "", "", "", false));
    }

    private HttpReply end(HttpRequest request) {
        ScheduleRecord schedule = found(request);
        if (!made.end(schedule.id())) {
            throw new HttpProblem(409, "conflict", "the schedule of " + schedule.plugin()
                    + " stands in its file; take the line [cron: …] or the handler out of the script, or switch the plugin off");
        }
        return AdminApi.json(200, schedule);
    }

    private ScheduleRecord found(HttpRequest request) {
        String id = request.parameter("id");
        List<ScheduleRecord> all = all();
        return all.stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> AdminApi.notFound("schedule", id, all.stream().map(ScheduleRecord::id).toList()));
    }
}
