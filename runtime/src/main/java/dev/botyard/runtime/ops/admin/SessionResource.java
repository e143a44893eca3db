package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.access.AdminToken;
import dev.botyard.runtime.net.access.OperatorSession;
import dev.botyard.runtime.net.access.Operators;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `POST /login-links`, `GET` and `POST /sessions`, `DELETE /sessions/{id}`, `POST /logout`, `POST /token/rotate`.
public final class SessionResource implements AdminApi.Resource {
    private final Operators operators;
    private final AdminToken token;
    private final Supplier<String> link;

    /// @param link makes login links
    public SessionResource(Operators operators, AdminToken token, Supplier<String> link) {
        this.operators = operators;
        this.token = token;
        this.link = link;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/login-links", _ -> AdminApi.json(200, Map.of("url", link.get())));
        api.get("/sessions", this::list);
        api.post("/sessions", request -> HttpReply.jsonOf(201, Map.of("opened", true)).with("Set-Cookie",
                SessionCookies.session(request, operators, operators.caller(request).orElseThrow())));
        api.on("DELETE", "/sessions/{id}", this::end);
        api.post("/logout", this::logout);
        api.post("/token/rotate", _ -> rotate());
    }

    private HttpReply list(HttpRequest request) {
        Optional<String> own = operators.session(request).map(OperatorSession::id);
        return AdminApi.json(200,
                Map.of("sessions", operators.sessions().stream()
                        .map(session -> SessionRecord.of(session, operators.roleOf(session), own)).toList()));
    }

    private HttpReply end(HttpRequest request) {
        String id = request.parameter("id");
        if (!operators.end(id)) {
            throw AdminApi.notFound("session", id, operators.sessions().stream().map(OperatorSession::id).toList());
        }
        return AdminApi.json(200, Map.of("ended", id));
    }

    private HttpReply logout(HttpRequest request) {
        operators.session(request).ifPresent(session -> operators.end(session.id()));
        return AdminApi.json(200, Map.of("logged_out", true)).with("Set-Cookie",
                SessionCookies.gone(request, Operators.COOKIE, "/"));
    }

    /// The one answer that shows the token: to whoever had the former one.
    private HttpReply rotate() {
        if (token.fromEnvironment()) {
            throw new HttpProblem(409, "token_from_environment",
                    "the admin token comes from BOTYARD_ADMIN_TOKEN; change it there and start the host again");
        }
        try {
            String fresh = token.rotate();
            operators.endStale();
            return HttpReply.jsonOf(200, Map.of("token", fresh)).with("Cache-Control", "no-store");
        } catch (SecretFileException e) {
            throw new HttpProblem(507, "not_written", e.getMessage());
        }
    }
}
