package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.util.Locale;
import java.util.concurrent.Callable;

/// A running account as the dispatcher sees it. Thread-safe. Every failure is an [AdapterException].
public final class AccountSession {
    private final AccountSpec spec;
    private final Adapter adapter;
    private final AdapterGate gate;
    private final Limits limits;
    private final MediaFormats formats;

    AccountSession(AccountSpec spec, Adapter adapter, AdapterGate gate) {
        this.spec = spec;
        this.adapter = adapter;
        this.gate = gate;
        this.limits = gate.limits(spec);
        this.formats = gate.formats(spec);
    }

    public AccountSpec spec() {
        return spec;
    }

    public Limits limits() {
        return limits;
    }

    public MediaFormats formats() {
        return formats;
    }

    /// Sends through the adapter; see [Adapter#send].
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return gate.call(spec, () -> {
            Receipt receipt = adapter.send(message);
            if (receipt == null) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "the adapter gave no receipt");
            }
            return receipt;
        });
    }

    /// Uses an ability of the adapter.
    ///
    /// @throws AdapterException `UNSUPPORTED` when it has not got it
    public <A, T> T with(Class<A> ability, AbilityCall<A, T> use) throws InterruptedException {
        Callable<T> action = () -> use.on(adapter.ability(ability)
                .orElseThrow(() -> new AdapterException(ErrorKind.UNSUPPORTED,
                        "adapter " + spec.adapter() + " of account " + spec.id() + " has no " + words(ability)
                                + Capability.of(ability).map(spec::hint).orElse(""))));
        return gate.call(spec, action);
    }

    private static String words(Class<?> ability) {
        return ability.getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /// What to do with an ability.
    @FunctionalInterface
    public interface AbilityCall<A, T> {
        T on(A ability) throws InterruptedException;
    }
}
