package dev.botyard.runtime.ops;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.DirectGate;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushPolicy;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.Backlog;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.Questions;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.worker.WorkerPool;
import dev.botyard.runtime.script.worker.WorkerServer;
import dev.botyard.runtime.script.worker.WorkerTransport;
import dev.botyard.runtime.script.worker.WorkerSettings;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/// The parts of a host that operators look at: real ones, with accounts that take everything and no workers.
public final class PlayedParts implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Ticker ticker = Ticker.system();
    private final EventLoops loops = EventLoops.start(1, ticker);
    public final Store store;
    public final AccountRegistry registry = new AccountRegistry();
    public final Waiters waiters = new Waiters();
    public final InboundPipeline pipeline = new InboundPipeline(waiters);
    public final AccountSupervisor supervisor = new AccountSupervisor(registry, new Taking(), ticker,
            HostSettings.defaults()::reconnect);
    public final Dispatcher dispatcher;
    public final PluginRunner runner;
    private final Backlog backlog;
    private final WorkerServer server;
    private final WorkerPool workers;
    private final Path folder;

    public PlayedParts(Path folder) {
        this.folder = folder;
        store = Store.open(folder.resolve(UUID.randomUUID() + ".db"));
        dispatcher = new Dispatcher(registry, supervisor, (source, place, name, type) -> {
            throw new AssertionError("no media here");
        }, (media, kind, formats, im, atMost) -> media, store.queuedPushes(), () -> PushPolicy.DEFAULT, ticker);
        backlog = new Backlog(store.waitingRuns());
        server = new WorkerServer(folder.resolve("run"), loops, WorkerTransport.UNIX);
        workers = new WorkerPool(
                new WorkerSettings(Language.PYTHON, List.of("/no/such/python"), false, 1, Duration.ofMinutes(1), 0,
                        1_000, folder, Map::of),
                server, ticker);
        runner = new PluginRunner(_ -> workers, () -> new PluginRunner.RunPolicy(Duration.ofMinutes(1), 8, 1_000),
                ticker, backlog,
                new Questions(waiters.early()));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry.start();
        workers.start();
        runner.start();
    }

    private static final class Taking extends DirectGate {
        @Override
        public Adapter create(AccountSpec spec) {
            return new Adapter() {
                @Override
                public void run(Connection connection) throws InterruptedException {
                    connection.connected(AccountProfile.of(spec.id().value()));
                    new CountDownLatch(1).await();
                }

                @Override
                public Receipt send(OutboundMessage message) {
                    return Receipt.of("1");
                }
            };
        }
    }

    /// Accounts as `id` and IM type by turns; those whose id begins with `off` are disabled.
    public void accounts(String... idsAndIms) throws InterruptedException {
        List<AccountSpec> specs = new ArrayList<>();
        for (int i = 0; i < idsAndIms.length; i += 2) {
            specs.add(
                    new AccountSpec(new AccountId(idsAndIms[i]), idsAndIms[i + 1], "taking", "", !idsAndIms[i].startsWith("off"),
                            false, 100, Set.of(Capability.SEND_TEXT), new AdapterConfig(ConfigSchema.EMPTY, Map.of()), "1", ""));
        }
        supervisor.configure(specs);
    }

    /// What became of a push.
    public static PushReceipt receipt(ReceiptCode code, String im, String account) {
        return new PushReceipt("p-1", code, im, PushKind.TEXT, "123", "", account, "default", "it sleeps", List.of(),
                List.of("m1"), "", NOON, Duration.ofMillis(5));
    }

    /// A run of a plugin of that name that has ended, for want of workers.
    public Run run(String file, Trigger trigger) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve(file), "#[rule: hi]\n");
        Plugin plugin = PluginFile.read(script, List.of(folder), ZoneOffset.UTC);
        Run run = runner.start(plugin, RunContext.without(trigger, "hi"), () -> {});
        run.await(Patience.SOON);
        return run;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        runner.close();
        workers.close();
        server.close();
        loops.close();
        backlog.close();
        supervisor.close();
        registry.close();
        store.close();
    }
}
