package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.config.ImTypes;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.ops.journal.Journal;
import dev.botyard.runtime.ops.journal.LiveEvents;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.infra.store.RunLog;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.infra.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /pushes`, `GET /runs`, `GET /runs/{id}`, `POST /runs/{id}/cancel`, `GET /events` (server-sent). Lists are newest first; page with
/// `before=<number of the last row>`.
public final class LogResource implements AdminApi.Resource {
    private static final int NAMED = 5;

    private final PushLog pushes;
    private final RunLog runs;
    private final PluginRunner runner;
    private final LiveEvents live;

    public LogResource(PushLog pushes, RunLog runs, PluginRunner runner, LiveEvents live) {
        this.pushes = pushes;
        this.runs = runs;
        this.runner = runner;
        this.live = live;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/pushes",
                request -> AdminApi.json(200, Map.of("pushes", pushes.query(new PushLog.Filter(AdminApi.query(request, "account"),
                        ImTypes.plain(AdminApi.query(request, "imType", "im_type", "im")), AdminApi.query(request, "code"),
                        AdminApi.query(request, "run"),
                        AdminApi.before(request), AdminApi.limit(request))).stream().map(LogResource::toMap).toList())));
        api.get("/runs", this::runs);
        api.get("/runs/{id}", this::run);
        api.post("/runs/{id}/cancel", this::cancel);
        api.get("/events", request -> {
            String wanted = AdminApi.query(request, "type");
            return HttpReply.events(live.stream(), name -> wanted.isEmpty() || wanted.equals(name));
        });
    }

    private static Map<String, Object> toMap(PushRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", row.number());
        Json.MAPPER.readTree(row.receipt()).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    /// Runs under way first, then those of the log.
    private HttpReply runs(HttpRequest request) {
        String plugin = AdminApi.query(request, "plugin");
        String status = AdminApi.query(request, "status");
        String im = ImTypes.plain(AdminApi.query(request, "imType", "im_type", "im"));
        List<Map<String, Object>> list = new ArrayList<>();
        if (AdminApi.before(request) == 0) {
            for (Run run : runner.active()) {
                Map<String, Object> map = run.report().toMap();
                if ((plugin.isEmpty() || plugin.equals(map.get("plugin")))
                        && (status.isEmpty() || status.equals(map.get("status")))
                        && (im.isEmpty() || im.equals(map.get("im_type")))) {
                    list.add(map);
                }
            }
        }
        runs.query(new RunLog.Filter(plugin, status, im, AdminApi.before(request), AdminApi.limit(request))).forEach(row -> {
            Map<String, Object> map = Journal.toMap(row);
            map.put("number", row.number());
            list.add(map);
        });
        return AdminApi.json(200, Map.of("runs", list));
    }

    private HttpReply run(HttpRequest request) {
        String id = request.parameter("id");
        Optional<Run> active = runner.active(id);
        return AdminApi.json(200, active.isPresent()
                ? active.get().report().toMap()
                : Journal.toMap(runs.find(id).orElseThrow(() -> AdminApi.notFound("run", id, lately()))));
    }

    /// There are too many runs to name them all; who mistyped one most likely means one of the last.
    private List<String> lately() {
        return runs.query(RunLog.Filter.newest(NAMED)).stream().map(RunRow::id).toList();
    }

    private HttpReply cancel(HttpRequest request) {
        String id = request.parameter("id");
        Run run = runner.active(id).orElseThrow(() -> AdminApi.notFound("running run", id,
                runner.active().stream().map(Run::id).toList()));
        runner.cancel(run, "cancelled by an operator");
        return AdminApi.json(202, run.report().toMap());
    }
}
