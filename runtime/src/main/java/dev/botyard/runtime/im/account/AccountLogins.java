package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Capability;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The newest login of each account; it stays until the account is gone, so that people can read how it ended. Beginnings are guarded by the
/// supervisor's lock, reading is free.
final class AccountLogins {
    private final AdapterGate gate;
    private final Clock clock;
    private final Map<String, AccountLogin> logins = new ConcurrentHashMap<>();

    AccountLogins(AdapterGate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    Optional<AccountLogin> find(String id) {
        return Optional.ofNullable(logins.get(id));
    }

    boolean underWay(String id) {
        AccountLogin login = logins.get(id);
        return login != null && login.underWay();
    }

    /// Says why a login of this account cannot begin.
    void check(Account account) {
        String id = account.id().value();
        AccountSpec spec = account.spec();
        if (!spec.problem().isEmpty()) {
            throw new LoginRefusedException("wrong_state", "account " + id + " cannot log in: " + spec.problem());
        }
        if (!spec.capabilities().contains(Capability.INTERACTIVE_LOGIN)) {
            throw new LoginRefusedException("no_interactive_login", "adapter " + spec.adapter() + " of account " + id
                    + " has no interactive login; " + Launcher.hint("accounts start " + id) + " connects it anew");
        }
        if (underWay(id)) {
            throw new LoginRefusedException("login_ending", "the cancelled login of account " + id
                    + " has not ended yet; try again in a few seconds");
        }
        switch (account.status().state()) {
            case DISABLED, NEEDS_LOGIN, FAILED -> {
                // Not connected: nothing is in the way.
            }
            case ONLINE, STARTING, RETRYING, STOPPING -> throw new LoginRefusedException("wrong_state",
                    "account " + id + " is " + account.status().state().label() + "; to log in anew, first stop it with"
                            + " " + Launcher.hint("accounts stop " + id));
        }
    }

    AccountLogin begin(AccountSpec spec, Consumer<AccountLogin> ended) {
        AccountLogin login = new AccountLogin(spec, gate, clock, ended);
        logins.put(spec.id().value(), login);
        login.start();
        return login;
    }

    /// Cancels logins and waits for their ends.
    void end(Predicate<AccountLogin> which) throws InterruptedException {
        List<AccountLogin> ending = new ArrayList<>();
        for (AccountLogin login : logins.values()) {
            if (login.underWay() && which.test(login)) {
                login.cancel();
                ending.add(login);
            }
        }
        for (AccountLogin login : ending) {
            login.awaitEnd();
        }
    }

    void forget(Predicate<AccountLogin> which) {
        logins.values().removeIf(which);
    }
}
