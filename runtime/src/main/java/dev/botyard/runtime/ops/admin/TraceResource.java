package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.ops.trace.Traces;
import java.util.Map;

/// `GET /trace`, `GET /trace/{number}`: what became of each of the last messages, and why. Newest first; page with `before=<number of the last
/// one>`.
public final class TraceResource implements AdminApi.Resource {
    private final Traces traces;

    public TraceResource(Traces traces) {
        this.traces = traces;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/trace", this::list);
        api.get("/trace/{number}", this::one);
    }

    private HttpReply list(HttpRequest request) {
        String chat = AdminApi.query(request, "chat");
        return AdminApi.json(200, Map.of("messages", traces.page(new Traces.Filter(AdminApi.query(request, Argument.ACCOUNT),
                chat.isEmpty() ? AdminApi.query(request, Argument.GROUP) : chat, AdminApi.query(request, "message"),
                AdminApi.query(request, "run"), AdminApi.query(request, "push"), AdminApi.before(request),
                AdminApi.limit(request)))));
    }

    private HttpReply one(HttpRequest request) {
        String number = request.parameter("number");
        return AdminApi.json(200, traces.find(number.matches("\\d{1,18}") ? Long.parseLong(number) : 0)
                .orElseThrow(() -> new HttpProblem(404, "not_found", traces.most() == 0
                        ? "no traces are kept, since trace.messages is 0 in botyard.yaml"
                        : "there is no trace with the number '" + number + "'; the last " + traces.most()
                                + " messages since the start of the host are kept")));
    }
}
