package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.ops.journal.LiveEvents;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunHistory;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.RunLog;
import java.util.Map;
import java.util.function.UnaryOperator;

/// `GET /pushes`, `GET /runs`, `GET /runs/{id}`, `POST /runs/{id}/cancel`, `GET /events` (server-sent). Lists are newest first; page with
/// `before=<number of the last row>`.
public final class LogResource implements AdminApi.Resource {
    private static final int NAMED = 5;

    private final PushLog pushes;
    private final RunHistory runs;
    private final PluginRunner runner;
    private final LiveEvents live;
    private final UnaryOperator<String> canonical;

    /// @param canonical the IM type behind an alias
    public LogResource(PushLog pushes, RunHistory runs, PluginRunner runner, LiveEvents live,
            UnaryOperator<String> canonical) {
        this.pushes = pushes;
        this.runs = runs;
        this.runner = runner;
        this.live = live;
        this.canonical = canonical;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/pushes",
                request -> AdminApi.json(200,
                        Map.of("pushes", pushes.query(new PushLog.Filter(AdminApi.query(request, Argument.ACCOUNT),
                                canonical.apply(AdminApi.query(request, Argument.IM_TYPE)), AdminApi.query(request, "code"),
                                AdminApi.query(request, "run"),
                                AdminApi.before(request), AdminApi.limit(request))).stream().map(PushRecord::of).toList())));
        api.get("/runs", this::runs);
        api.get("/runs/{id}", this::run);
        api.post("/runs/{id}/cancel", this::cancel);
        api.get("/events", request -> {
            String wanted = AdminApi.query(request, "type");
            return HttpReply.events(live.stream(), name -> wanted.isEmpty() || wanted.equals(name));
        });
    }

    private HttpReply runs(HttpRequest request) {
        RunLog.Filter filter = new RunLog.Filter(AdminApi.query(request, "plugin"), AdminApi.query(request, "status"),
                canonical.apply(AdminApi.query(request, Argument.IM_TYPE)), AdminApi.before(request), AdminApi.limit(request));
        return AdminApi.json(200, Map.of("runs", runs.page(filter)));
    }

    /// There are too many runs to name them all; who mistyped one most likely means one of the last.
    private HttpReply run(HttpRequest request) {
        String id = request.parameter("id");
        return AdminApi.json(200, runs.find(id).orElseThrow(() -> AdminApi.notFound("run", id, runs.lately(NAMED))));
    }

    private HttpReply cancel(HttpRequest request) {
        String id = request.parameter("id");
        Run run = runner.active(id).filter(active -> !active.over()).orElseThrow(() -> AdminApi.notFound("running run", id,
                runner.active().stream().map(Run::id).toList()));
        runner.cancel(run, "cancelled by an operator");
        return AdminApi.json(202, run.report());
    }
}
