package dev.botyard.runtime.im.gate;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AdapterGate;
import dev.botyard.runtime.im.adapter.AdapterInvoker;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import dev.botyard.runtime.im.account.EventTaker;
import dev.botyard.runtime.im.ingress.AccountRoutes;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Seat;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reaches adapters of the loader and lends each account its context. Thread-safe.
public final class LoadedGate implements AdapterGate {
    private final AdapterLoader loader;
    private final AdapterInvoker invoker = new AdapterInvoker();
    private final PlatformRoutes platform;
    private final Function<AccountSpec, ConnectionScope> networks;
    private final Store store;
    private final Path dataFolder;
    private final Clock clock;
    private final EventTaker events;
    private final CommandBoard commands;
    private final Supplier<Seat> seats;
    private final Map<String, Lent> lent = new ConcurrentHashMap<>();

    /// @param networks   makes the outgoing network of one attempt of an account
    /// @param dataFolder where accounts keep larger data
    /// @param commands   what plugins answer to
    /// @param seats      where the threads of an account run
    public LoadedGate(AdapterLoader loader, PlatformRoutes platform, Function<AccountSpec, ConnectionScope> networks, Store store,
            Path dataFolder, Clock clock,
            EventTaker events, CommandBoard commands, Supplier<Seat> seats) {
        this.seats = seats;
        this.loader = loader;
        this.platform = platform;
        this.networks = networks;
        this.store = store;
        this.dataFolder = dataFolder;
        this.clock = clock;
        this.events = events;
        this.commands = commands;
    }

    private record Lent(LoadedAdapter adapter, AccountRoutes routes, ConnectionScope network,
            CommandBoard.LentCommands commands) {

        /// Ends what one attempt was lent; the routes' own end depends on why.
        void close() {
            network.close();
            commands.close();
        }
    }

    @Override
    public Adapter create(AccountSpec spec) throws InterruptedException {
        LoadedAdapter adapter = loader.catalog().find(spec.adapter())
                .orElseThrow(() -> new AdapterException(ErrorKind.CONFIGURATION,
                        "adapter " + spec.adapter() + " is not loaded; see " + Launcher.hint("adapters")));
        String id = spec.id().value();
        Lent given = lent.compute(id,
                (same, known) -> new Lent(adapter, known != null && known.adapter.generation() == adapter.generation()
                        ? known.routes
                        : platform.lend(spec.im(), id, adapter.id()), networks.apply(spec), commands.lend(spec.im())));
        given.routes.begin(spec.allowsAnybody());
        LentContext context = new LentContext(spec, given.network.http(), given.network.webSockets(), given.routes, clock,
                store.keyValues(id),
                dataFolder.resolve(id), event -> events.accept(spec.im(), id, event), given.commands);
        Adapter made = invoker.call(adapter, spec.id(), () -> adapter.factory().create(context));
        if (made == null) {
            throw new AdapterException(ErrorKind.INTERNAL,
                    "adapter " + adapter + " made nothing for account " + id + ": its create() returned null");
        }
        return made;
    }

    @Override
    public <T> T call(AccountSpec spec, Callable<T> action) throws InterruptedException {
        Lent given = lent.get(spec.id().value());
        if (given == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "account " + spec.id() + " is not running");
        }
        return invoker.call(given.adapter, spec.id(), action);
    }

    @Override
    public Limits limits(AccountSpec spec) {
        Lent given = lent.get(spec.id().value());
        return given == null ? Limits.NONE : given.adapter.descriptor().limits();
    }

    @Override
    public MediaFormats formats(AccountSpec spec) {
        Lent given = lent.get(spec.id().value());
        return given == null ? MediaFormats.ANY : given.adapter.descriptor().formats();
    }

    @Override
    public Seat seat() {
        return seats.get();
    }

    @Override
    public void release(AccountSpec spec) {
        Lent given = lent.get(spec.id().value());
        if (given != null) {
            given.routes.release();
            given.close();
        }
    }

    /// The account is stopped for good, or its adapter is replaced: nothing may hold the old class loader.
    @Override
    public void forget(AccountSpec spec) {
        Lent given = lent.remove(spec.id().value());
        if (given != null) {
            given.routes.discard();
            given.close();
        }
    }
}
