package dev.botyard.runtime.im.account;

import static dev.botyard.runtime.Patience.await;

import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import java.util.List;
import java.util.stream.Stream;

/// Accounts of a [PlayedIm] under the real supervisor.
public final class PlayedAccounts implements AutoCloseable {
    private final AccountRegistry registry = new AccountRegistry();
    private final PlayedIm im = new PlayedIm();
    private final AccountSupervisor supervisor;

    public PlayedAccounts(Ticker ticker) {
        supervisor = new AccountSupervisor(registry, im, ticker, HostSettings.defaults()::reconnect);
        registry.start();
        supervisor.start();
    }

    /// Makes these the accounts, and waits until those that can be are online.
    public PlayedAccounts configure(SampleAccount... accounts) throws InterruptedException {
        List<AccountSpec> specs = Stream.of(accounts).map(SampleAccount::spec).toList();
        supervisor.configure(specs);
        specs.stream().filter(spec -> spec.enabled() && spec.problem().isEmpty())
                .forEach(spec -> awaitState(spec.id().value(), AccountState.ONLINE));
        return this;
    }

    public void awaitState(String id, AccountState state) {
        await(id + " is " + state.label()).until(() -> status(id).state() == state);
    }

    public AccountStatus status(String id) {
        return registry.snapshot().find(id).orElseThrow().status();
    }

    public AccountRegistry registry() {
        return registry;
    }

    public AccountSupervisor supervisor() {
        return supervisor;
    }

    public PlayedIm im() {
        return im;
    }

    @Override
    public void close() throws InterruptedException {
        supervisor.close();
        registry.close();
    }
}
