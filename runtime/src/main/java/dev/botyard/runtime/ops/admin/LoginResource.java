package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.im.account.AccountLogin;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.AccountSupervisor.LoginBegun;
import dev.botyard.runtime.im.account.LoginRefusedException;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.infra.qr.QrCode;

/// `POST`, `GET` and `DELETE /accounts/{id}/login`, `GET /accounts/{id}/login/qr.png`, `POST /accounts/{id}/login/code`.
///
/// The content of a QR code leaves the host as it is: it is shown to the person who holds the admin token and may be kept by nobody.
public final class LoginResource implements AdminApi.Resource {
    private static final int PIXELS_PER_MODULE = 6;
    private static final int MAX_CODE = 200;

    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;

    public LoginResource(AccountRegistry registry, AccountSupervisor supervisor) {
        this.registry = registry;
        this.supervisor = supervisor;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/accounts/{id}/login", this::begin);
        api.get("/accounts/{id}/login", request -> reply(200, login(request)));
        api.on("DELETE", "/accounts/{id}/login", this::cancel);
        api.get("/accounts/{id}/login/qr.png", this::picture);
        api.post("/accounts/{id}/login/code", this::code);
    }

    private HttpReply begin(HttpRequest request) throws InterruptedException {
        String id = id(request);
        try {
            LoginBegun begun = supervisor.login(id)
                    .orElseThrow(() -> new HttpProblem(503, "host_stopping", "the host is stopping"));
            return reply(begun.joined() ? 200 : 202, begun.login());
        } catch (LoginRefusedException e) {
            throw new HttpProblem(409, e.code(), e.getMessage());
        }
    }

    private HttpReply cancel(HttpRequest request) throws InterruptedException {
        AccountLogin login = login(request);
        if (!supervisor.cancelLogin(id(request))) {
            throw new HttpProblem(409, "wrong_state", "the login of account " + id(request) + " is over: it is "
                    + AdminApi.label(login.view().state()));
        }
        return reply(200, login);
    }

    private HttpReply picture(HttpRequest request) {
        AccountLogin login = login(request);
        AccountLogin.Qr qr = login.view().qr()
                .orElseThrow(() -> new HttpProblem(404, "not_found", "there is no QR code to scan now"));
        if (!login.scannable(qr)) {
            throw new HttpProblem(410, "expired", "this QR code has expired; the adapter shows a new one or ends the login");
        }
        return secret(HttpReply.bytes(200, "image/png", QrCode.of(qr.content()).png(PIXELS_PER_MODULE)));
    }

    private HttpReply code(HttpRequest request) {
        AccountLogin login = login(request);
        String code = Body.of(request).required("code").strip();
        if (code.length() > MAX_CODE) {
            throw new HttpProblem(400, "invalid_request", "code must have at most " + MAX_CODE + " characters");
        }
        if (!login.giveCode(code)) {
            throw new HttpProblem(409, "wrong_state",
                    "the login of account " + id(request) + " asks for no code now: it is "
                            + AdminApi.label(login.view().state()));
        }
        return reply(200, login);
    }

    private String id(HttpRequest request) {
        String id = request.parameter("id");
        return registry.snapshot().find(id).orElseThrow(() -> AdminApi.noAccount(id, registry.snapshot())).id().value();
    }

    private AccountLogin login(HttpRequest request) {
        String id = id(request);
        return supervisor.findLogin(id).orElseThrow(() -> new HttpProblem(404, "not_found",
                "nobody has begun to log account " + id + " in; POST /api/v1/accounts/" + id + "/login does"));
    }

    private static HttpReply reply(int status, AccountLogin login) {
        return secret(HttpReply.json(status, Shown.text(LoginRecord.of(login), Words.current())));
    }

    private static HttpReply secret(HttpReply reply) {
        return reply.with("Cache-Control", "no-store");
    }
}
