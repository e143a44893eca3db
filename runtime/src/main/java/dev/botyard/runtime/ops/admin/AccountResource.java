package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRecord;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.ChosenDefaults;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.ops.journal.AccountHistory;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `GET /accounts`, `GET /accounts/{id}`, `GET /accounts/{id}/history`, `POST /accounts/{id}/{start|stop|default}`.
///
/// A default chosen here is kept in the store and wins over the files; a stop holds until the next start of the account or of the host.
public final class AccountResource implements AdminApi.Resource {
    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final ChosenDefaults defaults;
    private final AccountHistory history;
    private final Supplier<List<ConfigProblem>> problems;

    /// @param problems what is wrong with the configuration files now
    public AccountResource(AccountRegistry registry, AccountSupervisor supervisor, ChosenDefaults defaults,
            AccountHistory history, Supplier<List<ConfigProblem>> problems) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.defaults = defaults;
        this.history = history;
        this.problems = problems;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/accounts",
                request -> AdminApi.json(200, Map.of("accounts", registry.snapshot().all().stream().map(this::record).toList(),
                        "problems", problems.get())));
        api.get("/accounts/{id}", request -> AdminApi.json(200, record(find(request))));
        api.get("/accounts/{id}/history",
                request -> AdminApi.json(200, Map.of("states", history.of(find(request).id().value()))));
        api.post("/accounts/{id}/start", request -> {
            supervisor.start(find(request).id().value());
            return AdminApi.json(200, record(find(request)));
        });
        api.post("/accounts/{id}/stop", request -> {
            supervisor.stop(find(request).id().value());
            return AdminApi.json(200, record(find(request)));
        });
        api.post("/accounts/{id}/default", this::makeDefault);
    }

    private HttpReply makeDefault(HttpRequest request) {
        Account account = find(request);
        defaults.choose(account);
        return AdminApi.json(200, record(find(request)));
    }

    private Account find(HttpRequest request) {
        String id = request.parameter("id");
        return registry.snapshot().find(id).orElseThrow(() -> AdminApi.noAccount(id, registry.snapshot()));
    }

    private AccountRecord record(Account account) {
        return AccountRecord.of(account, registry);
    }
}
