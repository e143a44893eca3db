package dev.botyard.runtime.ops.admin;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.ChosenDefaults;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `GET /accounts`, `GET /accounts/{id}`, `POST /accounts/{id}/{start|stop|default}`.
///
/// A default chosen here is kept in the store and wins over the files; a stop holds until the next start of the account or of the host.
public final class AccountResource implements AdminApi.Resource {
    private final AccountRegistry registry;
    private final AccountSupervisor supervisor;
    private final ChosenDefaults defaults;
    private final Supplier<List<ConfigProblem>> problems;

    /// @param problems what is wrong with the configuration files now
    public AccountResource(AccountRegistry registry, AccountSupervisor supervisor, ChosenDefaults defaults,
            Supplier<List<ConfigProblem>> problems) {
        this.registry = registry;
        this.supervisor = supervisor;
        this.defaults = defaults;
        this.problems = problems;
    }

    @Override
    public void register(AdminApi api) {
        api.get("/accounts",
                request -> AdminApi.json(200, Map.of("accounts", registry.snapshot().all().stream().map(this::toMap).toList(),
                        "problems", problems.get().stream().map(AccountResource::toMap).toList())));
        api.get("/accounts/{id}", request -> AdminApi.json(200, toMap(find(request))));
        api.post("/accounts/{id}/start", request -> {
            supervisor.start(find(request).id().value());
            return AdminApi.json(200, toMap(find(request)));
        });
        api.post("/accounts/{id}/stop", request -> {
            supervisor.stop(find(request).id().value());
            return AdminApi.json(200, toMap(find(request)));
        });
        api.post("/accounts/{id}/default", this::makeDefault);
    }

    private HttpReply makeDefault(HttpRequest request) {
        Account account = find(request);
        defaults.choose(account);
        return AdminApi.json(200, toMap(find(request)));
    }

    private Account find(HttpRequest request) {
        String id = request.parameter("id");
        return registry.snapshot().find(id).orElseThrow(() -> AdminApi.noAccount(id, registry.snapshot()));
    }

    private Map<String, Object> toMap(Account account) {
        return toMap(account, registry);
    }

    /// An account as the API shows it; no setting of the adapter is in it.
    public static Map<String, Object> toMap(Account account, AccountRegistry registry) {
        AccountProfile profile = account.status().profile().orElse(AccountProfile.of(""));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", account.id().value());
        map.put("im", account.im());
        map.put("adapter", account.spec().adapter());
        map.put("alias", account.spec().alias());
        map.put("enabled", account.spec().enabled());
        map.put("default",
                registry.snapshot().preferred(account.im()).filter(found -> found.id().equals(account.id())).isPresent());
        map.put("order", account.spec().order());
        map.put("state", account.status().state().label());
        map.put("sendable", account.status().sendable());
        map.put("detail", account.status().detail());
        map.put("reason", account.status().reason());
        map.put("since", account.status().since().toString());
        map.put("waiting", account.status().waiting());
        map.put("next_retry", account.status().nextRetry().map(Object::toString).orElse(null));
        map.put("cooling_until", account.status().coolingUntil().map(Object::toString).orElse(null));
        map.put("attempt", account.status().attempt());
        map.put("platform_id", profile.platformId());
        map.put("name", profile.name());
        map.put("warning", registry.warning(account.id().value()));
        map.put("capabilities", account.spec().capabilities().stream().map(AdminApi::label).sorted().toList());
        return map;
    }

    private static Map<String, Object> toMap(ConfigProblem problem) {
        return Map.of("file", problem.file().toString(), "line", problem.line(), "key", problem.key(), "message",
                problem.message());
    }
}
