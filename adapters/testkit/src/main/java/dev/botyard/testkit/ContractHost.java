package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Limits;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSession;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountStatus;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.AdapterGate;
import dev.botyard.runtime.im.adapter.AdapterInvoker;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import dev.botyard.runtime.im.adapter.LoaderLeak;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// The real parts of the host around one adapter jar: loader, error boundary, account registry and supervisor. Only the
/// sink of events and the store are the kit's own.
final class ContractHost implements AutoCloseable {
    private final Ticker ticker = Ticker.system();
    private final AdapterInvoker invoker = new AdapterInvoker();
    private final AccountRegistry registry = new AccountRegistry();
    private final Map<String, RecordingAdapterContext> contexts = new ConcurrentHashMap<>();
    private final Map<String, AccountSpec> specs = new LinkedHashMap<>();
    private final Set<String> retried = ConcurrentHashMap.newKeySet();
    private final AdapterLoader loader;
    private AccountSupervisor supervisor;
    private TakingHost taking;
    private final LoopbackNetwork network;
    private final Path folder;
    private final Path jar;

    ContractHost(Path jar, Path folder) throws InterruptedException, IOException {
        this.jar = jar;
        this.folder = folder;
        network = new LoopbackNetwork(ticker);
        registry.listen((_, after) -> {
            if (after != null && after.status().nextRetry().isPresent()) {
                retried.add(after.spec().id().value());
            }
        });
        loader = new AdapterLoader(folder.resolve("bundled"), folder.resolve("copies"), ticker);
        registry.start();
        loader.start();
        supervisor = AccountSupervisor.withTwins(registry, new Gate(), ticker, HostSettings.defaults()::reconnect);
        supervisor.start();
        loader.sync(List.of(jar));
    }

    /// The adapter, or why it was refused.
    LoadedAdapter adapter() {
        return loader.catalog().all().stream().findFirst()
                .orElseThrow(() -> new AssertionError("the host refused the jar: " + loader.catalog().refused()));
    }

    AdapterDescriptor descriptor() {
        return adapter().descriptor();
    }

    /// Where platforms reach this host.
    URI address() {
        return network.address();
    }

    /// From now on, before any account has started, no two accounts may be logged in as the same bot. Of most fakes' accounts all are.
    void eachBotOnce() throws InterruptedException {
        supervisor.close();
        supervisor = new AccountSupervisor(registry, new Gate(), ticker, HostSettings.defaults()::reconnect);
        supervisor.start();
    }

    /// From now on, before any account has started, what accounts take is kept and begun as on a real host.
    void takeForReal() throws IOException {
        taking = new TakingHost(folder, ticker);
    }

    /// What the messages said for which a script has been begun by the host of now, sorted.
    List<String> begun() {
        return taking.begun();
    }

    /// Ends what belongs to accounts and messages, as at an orderly stop, and starts it anew over what it has left.
    void restart() throws InterruptedException, IOException {
        taking.stop();
        supervisor.configure(List.of());
        supervisor.close();
        taking.end();
        taking = new TakingHost(folder, ticker);
        contexts.values().forEach(context -> context.handOn(taking));
        supervisor = AccountSupervisor.withTwins(registry, new Gate(), ticker, HostSettings.defaults()::reconnect);
        supervisor.start();
        supervisor.configure(List.copyOf(specs.values()));
    }

    /// The attempt made with [#create] has ended.
    void release(String id) {
        network.release(new AccountId(id));
    }

    /// Starts one more account.
    RecordingAdapterContext start(AccountSpec spec) throws InterruptedException {
        specs.put(spec.id().value(), spec);
        supervisor.configure(List.copyOf(specs.values()));
        return contexts.get(spec.id().value());
    }

    /// Makes an account's context without starting it.
    AccountSpec spec(String id, String im, Map<String, List<String>> config) {
        AccountId account = new AccountId(id);
        AdapterConfig checked = new AdapterConfig(descriptor().schema(), config);
        RecordingAdapterContext context = new RecordingAdapterContext(account, im, checked, network, ticker,
                folderOf(id), new MemoryStore());
        if (taking != null) {
            context.handOn(taking);
        }
        contexts.put(id, context);
        return new AccountSpec(account, im, adapter().id(), "", true, false, 100, descriptor().capabilities(),
                descriptor().hints(), checked, "1", "");
    }

    private Path folderOf(String id) {
        try {
            return Files.createDirectories(folder.resolve("account-" + id));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    RecordingAdapterContext context(String id) {
        return contexts.get(id);
    }

    /// Makes the adapter of an account without running it.
    Adapter create(String id) throws InterruptedException {
        LoadedAdapter adapter = adapter();
        network.lend(new AccountId(id), contexts.get(id).imType(), adapter.id());
        return invoker.call(adapter, new AccountId(id), () -> adapter.factory().create(contexts.get(id)));
    }

    <T> T call(String id, Callable<T> action) throws InterruptedException {
        return invoker.call(adapter(), new AccountId(id), action);
    }

    void stop(String id) throws InterruptedException {
        supervisor.stop(id);
    }

    AccountStatus status(String id) {
        return registry.snapshot().find(id).orElseThrow().status();
    }

    /// Whether the account has ever paused until a set time, to connect again then.
    boolean retried(String id) {
        return retried.contains(id);
    }

    Optional<AccountSession> session(String id) {
        return supervisor.session(id);
    }

    /// Stops the accounts and unloads the adapter.
    void unload() throws InterruptedException {
        specs.clear();
        supervisor.configure(List.of());
        network.forgetAll();
        contexts.clear();
        loader.remove(jar);
    }

    /// Who still holds classes of the unloaded adapter. Collects garbage.
    List<LoaderLeak> leaks() {
        return loader.loaders().examine();
    }

    @Override
    public void close() throws InterruptedException {
        supervisor.close();
        if (taking != null) {
            taking.end();
        }
        registry.close();
        loader.close();
        network.close();
        ticker.close();
    }

    private final class Gate implements AdapterGate {
        @Override
        public Adapter create(AccountSpec spec) throws InterruptedException {
            return ContractHost.this.create(spec.id().value());
        }

        @Override
        public <T> T call(AccountSpec spec, Callable<T> action) throws InterruptedException {
            return ContractHost.this.call(spec.id().value(), action);
        }

        @Override
        public Limits limits(AccountSpec spec) {
            return descriptor().limits();
        }

        @Override
        public void release(AccountSpec spec) {
            network.release(spec.id());
        }

        @Override
        public void forget(AccountSpec spec) {
            network.forget(spec.id());
        }
    }
}
