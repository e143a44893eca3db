package dev.botyard.runtime.im.account;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.runtime.infra.thread.Seat;
import java.util.concurrent.Callable;

/// How the supervisor reaches adapter code: through the loader's error boundary. Wired by the host.
public interface AdapterGate {

    /// Makes the adapter of an account, with a context of its own.
    ///
    /// @throws dev.botyard.api.error.AdapterException whatever goes wrong
    Adapter create(AccountSpec spec) throws InterruptedException;

    /// Runs adapter code with its class loader set; every failure becomes an `AdapterException`.
    <T> T call(AccountSpec spec, Callable<T> action) throws InterruptedException;

    /// What the platform allows.
    Limits limits(AccountSpec spec);

    /// Which formats of media the platform plays.
    default MediaFormats formats(@SuppressWarnings("unused") AccountSpec spec) {
        return MediaFormats.ANY;
    }

    /// Where the threads of an account run.
    default Seat seat() {
        return Seat.none();
    }

    /// The attempt has ended: closes what the adapter left open (connections, listeners).
    void release(AccountSpec spec);

    /// The account was stopped: nothing of its adapter may be held any longer.
    void forget(AccountSpec spec);
}
