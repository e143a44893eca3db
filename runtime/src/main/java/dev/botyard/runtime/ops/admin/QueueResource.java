package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.outbound.PushQueue;
import dev.botyard.runtime.message.outbound.QueuedPush;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// `GET /queue`, `GET /queue/{id}`, `POST /queue/{id}/cancel`, `POST /queue/{id}/resend`: pushes that wait, and those that were given up.
/// A push that was sent stands in `GET /pushes` only.
public final class QueueResource implements AdminApi.Resource {
    /// How many may be meant by an id that is unknown.
    private static final int NAMED = 100;

    private final PushQueue queue;

    public QueueResource(PushQueue queue) {
        this.queue = queue;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/queue", this::list);
        api.get("/queue/{id}", request -> AdminApi.json(200, found(request)));
        api.post("/queue/{id}/cancel", this::cancel);
        api.post("/queue/{id}/resend", this::resend);
    }

    private HttpReply list(HttpRequest request) {
        String wanted = AdminApi.query(request, "state");
        List<State> states = wanted.isEmpty()
                ? List.of(State.SENDING, State.QUEUED, State.FAILED)
                : Arrays.stream(State.values()).filter(state -> state.label().equals(wanted)).toList();
        if (states.isEmpty()) {
            throw new HttpProblem(400, "invalid_request", "state is '" + wanted + "'; it must be queued, sending or failed");
        }
        int most = AdminApi.limit(request);
        return AdminApi.json(200, Map.of("pushes", states.stream().flatMap(state -> queue.list(state, most).stream())
                .limit(most).toList()));
    }

    private HttpReply cancel(HttpRequest request) {
        QueuedPush push = found(request);
        if (!queue.cancel(request.parameter("id"))) {
            throw new HttpProblem(409, "conflict", "the push is being sent just now");
        }
        return AdminApi.json(200, push);
    }

    private HttpReply resend(HttpRequest request) {
        found(request);
        return queue.resend(request.parameter("id")).map(push -> AdminApi.json(202, push)).orElseThrow(
                () -> new HttpProblem(409, "conflict", "the push waits already; only one that was given up is sent again"));
    }

    private List<String> ids() {
        return Arrays.stream(State.values()).flatMap(state -> queue.list(state, NAMED).stream())
                .map(QueuedPush::id).toList();
    }

    private QueuedPush found(HttpRequest request) {
        String id = request.parameter("id");
        return queue.find(id).orElseThrow(() -> AdminApi.notFound("queued push", id, ids()));
    }
}
