package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountId;
import dev.botyard.runtime.config.HostSettings.ReconnectSettings;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts, stops and restarts accounts so that what runs is what is configured, touching nothing that did not change.
/// The only one to move account states. Thread-safe.
public final class AccountSupervisor implements Service {
    private static final Logger log = LoggerFactory.getLogger(AccountSupervisor.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final AccountRegistry registry;
    private final AdapterGate gate;
    private final Ticker ticker;
    private final Supplier<ReconnectSettings> reconnect;
    private final Map<String, AccountRunner> runners = new ConcurrentHashMap<>();
    private final BotLogins bots;
    private final AccountLogins logins;
    private final Set<String> held = new HashSet<>();
    private final ReentrantLock changes = new ReentrantLock();
    private Ticker.Ticking watching = () -> {};
    private boolean closed;

    public AccountSupervisor(AccountRegistry registry, AdapterGate gate, Ticker ticker, Supplier<ReconnectSettings> reconnect) {
        this(registry, gate, ticker, reconnect, new BotLogins());
    }

    private AccountSupervisor(AccountRegistry registry, AdapterGate gate, Ticker ticker, Supplier<ReconnectSettings> reconnect,
            BotLogins bots) {
        this.registry = registry;
        this.bots = bots;
        this.gate = gate;
        this.ticker = ticker;
        this.reconnect = reconnect;
        this.logins = new AccountLogins(gate, ticker);
    }

    /// One whose accounts may all be logged in as the same bot, as they are where a platform played by a test knows only one.
    public static AccountSupervisor withTwins(AccountRegistry registry, AdapterGate gate, Ticker ticker,
            Supplier<ReconnectSettings> reconnect) {
        return new AccountSupervisor(registry, gate, ticker, reconnect, new BotLogins() {
            @Override
            Optional<AccountId> claim(AccountRunner runner, String bot) {
                return Optional.empty();
            }
        });
    }

    /// Looks from now on whether accounts show signs of life.
    @Override
    public void start() {
        watching = ticker.every(LOOK, "account-life", () -> runners.values().forEach(AccountRunner::checkLife));
    }

    /// Makes these the accounts of the host. Accounts whose connection settings did not change keep their connection.
    public void configure(List<AccountSpec> specs) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            List<AccountRunner> ending = new ArrayList<>();
            Map<String, AccountSpec> wanted = new java.util.LinkedHashMap<>();
            specs.forEach(spec -> wanted.put(spec.id().value(), spec));
            logins.end(login -> {
                AccountSpec spec = wanted.get(login.spec().id().value());
                return spec == null || !login.spec().sameConnection(spec);
            });
            logins.forget(login -> !wanted.containsKey(login.spec().id().value()));
            held.retainAll(wanted.keySet());
            runners.values().removeIf(runner -> {
                AccountSpec spec = wanted.get(runner.spec().id().value());
                boolean ends = spec == null || !runner.spec().sameConnection(spec);
                if (ends) {
                    runner.stop();
                    ending.add(runner);
                }
                return ends;
            });
            for (AccountRunner runner : ending) {
                runner.awaitEnd();
                forget(runner.spec());
                settle(runner.spec());
            }
            freeTwins(ending.stream().map(runner -> runner.spec().id()).collect(Collectors.toSet()));
            registry.configure(specs, AccountStatus.of(AccountState.DISABLED, "", ticker.instant()));
            if (!closed) {
                specs.forEach(this::startIfWanted);
            }
        } finally {
            changes.unlock();
        }
    }

    /// An account that was refused because of one that has gone may start now: a renamed file is seen twice for a moment.
    private void freeTwins(Set<AccountId> gone) throws InterruptedException {
        for (AccountRunner runner : runners.values().stream().filter(one -> one.endedFor(gone)).toList()) {
            runner.awaitEnd();
            forget(runner.spec());
            runners.remove(runner.spec().id().value());
        }
    }

    /// What an account was lent is taken back; that it cannot be must not keep the others from ending, or from starting.
    private void forget(AccountSpec spec) {
        try {
            gate.forget(spec);
        } catch (RuntimeException e) {
            log.error("account {}: what adapter {} was lent is not given back", spec.id(), spec.adapter(), e);
        }
    }

    private void startIfWanted(AccountSpec spec) {
        String id = spec.id().value();
        if (!spec.problem().isEmpty()) {
            registry.update(id, status -> status.in(AccountState.FAILED, "", spec.problem(), ticker.instant()));
            return;
        }
        if (spec.enabled() && !held.contains(id) && !runners.containsKey(id) && !logins.underWay(id)) {
            run(spec);
        }
    }

    private void run(AccountSpec spec) {
        AccountRunner runner = new AccountRunner(spec, gate, registry, ticker, reconnect, bots);
        runners.put(spec.id().value(), runner);
        runner.start();
    }

    private void settle(AccountSpec spec) {
        registry.update(spec.id().value(), status -> status.state() == AccountState.DISABLED
                ? status
                : status.in(AccountState.DISABLED, "", "", ticker.instant()));
    }

    /// Stops one account until [#start]; cancels its login.
    ///
    /// @return false when there is no such account
    public boolean stop(String id) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            logins.end(login -> login.spec().id().value().equals(id));
            held.add(id);
            AccountRunner runner = runners.remove(id);
            if (runner != null) {
                runner.stop();
                runner.awaitEnd();
                forget(runner.spec());
            } else {
                registry.update(id, status -> status.state() == AccountState.DISABLED
                        ? status
                        : status.in(AccountState.STOPPING, "", "", ticker.instant()));
            }
            registry.update(id, status -> status.state() == AccountState.DISABLED
                    ? status
                    : status.in(AccountState.DISABLED, "stopped by an operator", "", ticker.instant()));
            return registry.snapshot().find(id).isPresent();
        } finally {
            changes.unlock();
        }
    }

    /// Starts one account anew, whatever its file says about `enabled`.
    ///
    /// @return false when there is no such account
    public boolean start(String id) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            Optional<Account> account = registry.snapshot().find(id);
            if (account.isEmpty() || closed || !account.get().spec().problem().isEmpty()) {
                return account.isPresent();
            }
            stop(id);
            held.remove(id);
            run(account.get().spec());
            return true;
        } finally {
            changes.unlock();
        }
    }

    /// Begins a login that a person is led through, or joins the one under way. When it is done the account starts.
    ///
    /// @return empty when there is no such account
    /// @throws LoginRefusedException when its adapter offers none, or the account is connected
    public Optional<LoginBegun> login(String id) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            Optional<Account> account = registry.snapshot().find(id);
            if (account.isEmpty() || closed) {
                return Optional.empty();
            }
            Optional<AccountLogin> known = logins.find(id).filter(login -> !login.view().state().over());
            if (known.isPresent()) {
                return Optional.of(new LoginBegun(known.get(), true));
            }
            logins.check(account.get());
            AccountRunner runner = runners.get(id);
            if (runner != null) {
                runner.end();
                runner.awaitEnd();
                forget(runner.spec());
                registry.update(id, status -> switch (status.state()) {
                    case NEEDS_LOGIN, FAILED, DISABLED, STOPPING -> status;
                    case STARTING, ONLINE, RETRYING -> status.in(AccountState.NEEDS_LOGIN, "", "a login is under way",
                            ticker.instant());
                });
            }
            return Optional.of(new LoginBegun(logins.begin(account.get().spec(), this::loginEnded), false));
        } finally {
            changes.unlock();
        }
    }

    /// @param joined whether it was under way already
    public record LoginBegun(AccountLogin login, boolean joined) {}

    /// The newest login of an account, under way or over.
    public Optional<AccountLogin> findLogin(String id) {
        return logins.find(id);
    }

    /// Cancels the login of an account; the account stays as it was. Returns when the adapter has ended it, or did not in time.
    ///
    /// @return whether one was under way
    public boolean cancelLogin(String id) throws InterruptedException {
        Optional<AccountLogin> login = logins.find(id).filter(found -> !found.view().state().over());
        if (login.isPresent()) {
            login.get().cancel();
            login.get().awaitEnd();
        }
        return login.isPresent();
    }

    private void loginEnded(AccountLogin login) {
        if (login.view().state() != AccountLogin.State.DONE) {
            return;
        }
        changes.lock();
        try {
            String id = login.spec().id().value();
            Optional<Account> account = registry.snapshot().find(id)
                    .filter(found -> found.spec().sameConnection(login.spec()));
            if (!closed && account.isPresent() && logins.find(id).filter(login::equals).isPresent()) {
                held.remove(id);
                run(account.get().spec());
            }
        } finally {
            changes.unlock();
        }
    }

    /// A platform that has shown the right token found nobody listening for this account.
    public void knock(String id) {
        AccountRunner runner = runners.get(id);
        if (runner != null) {
            runner.knock();
        }
    }

    /// The session of a connected account.
    public Optional<AccountSession> session(String id) {
        AccountRunner runner = runners.get(id);
        return runner == null ? Optional.empty() : Optional.ofNullable(runner.session());
    }

    /// No sends through this account before `until`, because the platform asked to wait.
    public void cool(String id, Instant until) {
        registry.update(id, status -> status.state() == AccountState.ONLINE ? status.cooling(Optional.of(until)) : status);
        ticker.after(Duration.between(ticker.instant(), until), "account-cooling",
                () -> registry.update(id, status -> status.coolingUntil().filter(until::equals).isPresent()
                        ? status.cooling(Optional.empty())
                        : status));
        log.info("account {}: no sends until {} because the platform asked to wait", id, until);
    }

    /// Stops every account; waits for each.
    @Override
    public void close() throws InterruptedException {
        changes.lockInterruptibly();
        try {
            closed = true;
            logins.end(login -> true);
            List<AccountRunner> ending = List.copyOf(runners.values());
            runners.clear();
            ending.forEach(AccountRunner::stop);
            for (AccountRunner runner : ending) {
                runner.awaitEnd();
                forget(runner.spec());
            }
            watching.close();
        } finally {
            changes.unlock();
        }
    }
}
