package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.AuditLog;
import dev.botyard.runtime.net.access.ApiToken;
import dev.botyard.runtime.net.access.ApiTokens;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.Role;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Map;

/// `GET /me`, `GET` and `POST /tokens`, `DELETE /tokens/{name}`, `GET /audit`: who may do what here, and who did.
public final class PeopleResource implements AdminApi.Resource {
    private final Operators operators;
    private final AuditLog audit;

    public PeopleResource(Operators operators, AuditLog audit) {
        this.operators = operators;
        this.audit = audit;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/me", this::me);
        api.get("/tokens", _ -> AdminApi.json(200, Map.of("tokens", operators.tokens().all())));
        api.post("/tokens", this::create);
        api.on("DELETE", "/tokens/{name}", this::revoke);
        api.get("/audit", request -> AdminApi.json(200, Map.of("audit", audit.query(AdminApi.query(request, "who"),
                AdminApi.before(request), AdminApi.limit(request)).stream().map(AuditRecord::of).toList())));
    }

    private HttpReply me(HttpRequest request) {
        return operators.caller(request).map(caller -> AdminApi.json(200, new MeRecord(caller.name(), caller.role())))
                .orElseThrow(() -> new HttpProblem(401, "unauthorized", "the login ended just now"));
    }

    /// The one answer that shows a token.
    private HttpReply create(HttpRequest request) {
        Arguments body = Body.of(request);
        String name = body.text("name").strip();
        Role role = role(body.text("role").strip());
        ApiTokens tokens = operators.tokens();
        synchronized (tokens) {
            if (!ApiTokens.fits(name)) {
                throw new HttpProblem(400, "invalid_request",
                        "name is '" + name + "'; it must be letters, digits, '.', '_' and '-',"
                                + " 64 at most, and not admin");
            }
            if (tokens.named(name).isPresent()) {
                throw new HttpProblem(409, "conflict",
                        "there is a token " + name + " already; revoke it first, or take another name");
            }
            if (tokens.all().size() >= ApiTokens.MOST) {
                throw new HttpProblem(409, "conflict",
                        "there are " + ApiTokens.MOST + " tokens, which is the most; revoke one first");
            }
            return HttpReply.json(201, Shown.text(new NewTokenRecord(name, role, tokens.create(name, role))))
                    .with("Cache-Control", "no-store");
        }
    }

    private static Role role(String label) {
        return Arrays.stream(Role.values()).filter(role -> Shown.label(role).equals(label)).findFirst()
                .orElseThrow(() -> new HttpProblem(400, "invalid_request",
                        "role is '" + label + "'; it must be viewer, author or operator"));
    }

    private HttpReply revoke(HttpRequest request) {
        String name = request.parameter("name");
        if (!operators.revoke(name)) {
            throw AdminApi.notFound("token", name, operators.tokens().all().stream().map(ApiToken::name).toList());
        }
        return AdminApi.json(200, Map.of("revoked", name));
    }
}
