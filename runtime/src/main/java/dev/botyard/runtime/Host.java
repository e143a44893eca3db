package dev.botyard.runtime;

import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.message.media.MediaDownloads;
import dev.botyard.runtime.message.media.IncomingMedia;
import dev.botyard.runtime.im.account.AccountReadiness;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.AdapterGate;
import dev.botyard.runtime.im.account.ChosenDefaults;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.ops.admin.AccountResource;
import dev.botyard.runtime.ops.admin.AdapterResource;
import dev.botyard.runtime.ops.admin.AdminApi;
import dev.botyard.runtime.ops.admin.BucketResource;
import dev.botyard.runtime.ops.admin.LogResource;
import dev.botyard.runtime.ops.admin.LoginRoutes;
import dev.botyard.runtime.ops.admin.LoginResource;
import dev.botyard.runtime.ops.admin.NewAccountResource;
import dev.botyard.runtime.ops.admin.MessageResource;
import dev.botyard.runtime.ops.admin.PaymentResource;
import dev.botyard.runtime.ops.admin.PluginResource;
import dev.botyard.runtime.ops.admin.PushResource;
import dev.botyard.runtime.ops.admin.QueueResource;
import dev.botyard.runtime.ops.admin.SessionResource;
import dev.botyard.runtime.ops.admin.SystemRoutes;
import dev.botyard.runtime.ops.alert.AccountAlerts;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.console.ConsolePages;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.script.packages.DependencyStore;
import dev.botyard.runtime.script.calls.BucketCalls;
import dev.botyard.runtime.script.calls.ControlCalls;
import dev.botyard.runtime.script.calls.CronCalls;
import dev.botyard.runtime.script.calls.DependencyCalls;
import dev.botyard.runtime.script.calls.FileCalls;
import dev.botyard.runtime.script.calls.Gateway;
import dev.botyard.runtime.script.calls.GroupCalls;
import dev.botyard.runtime.script.calls.HostCalls;
import dev.botyard.runtime.script.calls.PayCalls;
import dev.botyard.runtime.script.calls.RecallCalls;
import dev.botyard.runtime.script.calls.SendCalls;
import dev.botyard.runtime.script.calls.Sessions;
import dev.botyard.runtime.script.calls.WaitCalls;
import dev.botyard.runtime.net.http.HttpLimits;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.message.inbound.RememberedMessages;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.ops.journal.Journal;
import dev.botyard.runtime.ops.journal.LiveEvents;
import dev.botyard.runtime.im.gate.LoadedGate;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.message.media.FfmpegProgram;
import dev.botyard.runtime.message.media.FileRules;
import dev.botyard.runtime.message.media.HostMediaSources;
import dev.botyard.runtime.message.media.MediaConverter;
import dev.botyard.runtime.message.media.MediaLinks;
import dev.botyard.runtime.message.media.MediaSweep;
import dev.botyard.runtime.ops.metrics.HostMetrics;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import dev.botyard.runtime.net.access.AdminToken;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.StoredSessions;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.script.plugin.Backlog;
import dev.botyard.runtime.script.plugin.Leftovers;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.Questions;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.ClockWatch;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.runtime.script.route.PluginRoutes;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.WorkerServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Botyard: makes the parts, wires them, starts them in order and stops them in reverse. No logic of its own.
public final class Host implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Host.class);
    private static final long INTERPRETERS_EVERY_S = 5;

    private final HostOptions options;
    private final HomeFolder home;
    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HostConfiguration configuration;
    private final AccountRegistry registry = new AccountRegistry();
    private final AccountReadiness readiness = new AccountReadiness(registry);
    private final Router router = new Router();
    private final Waiters waiters = new Waiters();
    private final DependencyStore dependencies;
    private final ScriptCompiler compiler;
    private final PluginCatalog catalog;
    private Store store;
    private AdapterLoader loader;
    private AccountSupervisor supervisor;
    private HostAccounts accounts;
    private Dispatcher dispatcher;
    private MasterNotices notices;
    private AccountAlerts alerts;
    private InboundPipeline pipeline;
    private Injector injector;
    private HostWorkers workers;
    private Leftovers leftovers;
    private PluginRunner runner;
    private PluginSchedule schedule;
    private CronCalls cronCalls;
    private EventLoops loops;
    private HttpServer server;
    private HttpServer.Builder serverBuilder;
    private LoginRoutes login;
    private HostMetrics metrics;
    private LiveEvents live;
    private volatile boolean ready;
    private boolean closed;

    private Host(HostOptions options) {
        this.options = options;
        this.home = new HomeFolder(options.home());
        this.configuration = new HostConfiguration(home);
        this.dependencies = new DependencyStore(home.data().resolve("packages"), configuration::installer,
                manager -> configuration.settings().plugins().packages(manager), configuration.childEnvironment());
        this.compiler = new ScriptCompiler(() -> options.interpreters(configuration.settings().plugins()),
                configuration.childEnvironment());
        this.catalog = new PluginCatalog(configuration::pluginFolders, () -> configuration.settings().timezone(), dependencies,
                compiler);
    }

    /// Starts a host and returns when it is ready.
    ///
    /// @throws IOException      when its port or its socket cannot be had
    /// @throws RuntimeException with a sentence when the home folder or the database cannot be used
    public static Host start(HostOptions options) throws IOException, InterruptedException {
        Host host = new Host(options);
        try {
            host.open();
            return host;
        } catch (IOException | InterruptedException | RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private void open() throws IOException, InterruptedException {
        home.create();
        HomeLock lock = opened(home.lock());
        log.debug("home {} is held by {}", home.root(), lock);
        Logging.toFolder(home.logs());
        configuration.readFirst();
        Logging.level(configuration.settings().logLevel());
        try (var starting = Threads.perTask("start")) {
            Future<Store> opening = starting.submit(() -> Store.open(home.database()));
            prepareNetwork();
            store = opened(result(opening));
        }
        wire();
        begin();
    }

    private static <T> T result(Future<T> future) throws InterruptedException, IOException {
        try {
            return future.get();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private void prepareNetwork() {
        HostSettings settings = configuration.settings();
        loops = opened(EventLoops.start());
        int port = options.port() != null
                ? options.port()
                : HostSettings.portFromEnvironment(options.environment()).orElse(settings.port());
        HttpLimits limits = HttpLimits.DEFAULT.withMaxBodyBytes(settings.http().maxBodyBytes())
                .withWebSocket(WebSocketLimits.DEFAULT.withMaxMessageBytes(settings.http().maxFrameBytes()));
        serverBuilder = HttpServer.builder(router).host(boundHost()).port(port)
                .limits(limits)
                .allowedOrigins(Set.copyOf(settings.http().allowedOrigins()))
                .publicAddress(() -> configuration.settings().publicAddress()).loops(loops);
    }

    private String boundHost() {
        return options.host() != null
                ? options.host()
                : HostSettings.hostFromEnvironment(options.environment()).orElse(configuration.settings().host());
    }

    private void wire() throws IOException {
        AdminToken token = new AdminToken(new AdminTokenFile(home.adminTokenFile(), options.environment()));
        Operators operators = new Operators(home.secretKey(), token, clock, new StoredSessions(store.hostState()));
        login = new LoginRoutes(operators, this::publicAddress, HostFacts.command(options.environment()));
        PlatformRoutes platform = new PlatformRoutes(router, operators, this::publicAddress,
                im -> configuration.settings().canonical(im),
                new HostAttendance(registry, () -> supervisor),
                new WatchedDoors(registry, () -> !server.onLoopback()));
        MediaLinks links = new MediaLinks(home.secretKey(), this::publicAddress, clock);
        Transport transport = opened(new Transport(loops));
        HostMediaSources media = new HostMediaSources(home.media(),
                opened(new MediaDownloads(transport, configuration.settings().media())), links,
                configuration.settings().media().maxBytes(), new IncomingMedia(() -> supervisor),
                new FileRules(home.root(), configuration::mediaFolders));
        loader = new AdapterLoader(options.bundledAdapters(), home.run().resolve("adapters"), clock);
        workers = opened(new HostWorkers(options, configuration, home, opened(new WorkerServer(home.run()))));
        Backlog backlog = opened(new Backlog(store.waitingRuns()));
        leftovers = new Leftovers(store.waitingRuns(), clock);
        runner = opened(new PluginRunner(workers, configuration::runPolicy, clock, backlog,
                new Questions(waiters.early())));
        Masters masters = () -> configuration.settings().masters();
        Payments payments = new Payments(store.keptPayments(), this::tellMasters, clock);
        RememberedMessages remembered = new RememberedMessages(store.messageHistory());
        pipeline = new InboundPipeline(waiters, message -> {
            dispatcher.heard(message.account(), message.event().chat());
            remembered.remember(message);
        },
                new PluginTriggers(catalog, runner, masters, leftovers, payments,
                        im -> configuration.settings().canonical(im)));
        AdapterGate gate = new LoadedGate(loader, platform, transport::scope, store, home.data().resolve("accounts"), clock,
                pipeline);
        supervisor = new AccountSupervisor(registry, gate, clock, () -> configuration.settings().reconnect());
        accounts = new HostAccounts(home, configuration, loader, registry, supervisor);
        MediaConverter conversion = opened(new MediaConverter(home.media(),
                () -> FfmpegProgram.of(configuration.settings().media()), links, configuration.settings().media().maxBytes()));
        dispatcher = new Dispatcher(registry, supervisor, media, conversion, store.queuedPushes(), configuration::pushPolicy,
                clock);
        opened(MediaSweep.ofStore(home.media(), configuration.settings().media(), links, () -> dispatcher.queue().media(), clock))
                .start();
        opened(MediaSweep.ofDownloads(home.downloads(), configuration.settings().media(), links, () -> dispatcher.queue().media(),
                clock)).start();
        schedule = opened(new PluginSchedule(catalog, runner, () -> configuration.settings().timezone(), clock));
        injector = new Injector(pipeline, registry, dispatcher::canonical, clock);
        cronCalls = new CronCalls(store.cronEntries(), schedule.scheduler(), injector,
                () -> configuration.settings().timezone());
        notices = new MasterNotices(dispatcher, masters);
        ClockWatch clockWatch = opened(new ClockWatch(clock)).start();
        clockWatch.listen(jump -> schedule.scheduler().wake());
        clockWatch.listen(jump -> dispatcher.queue().clockMoved(jump));
        runner.listen(run -> payments.ended(run.id()));
        runner.listen(waiters::cancel);
        alerts = new AccountAlerts(registry, notices, () -> configuration.settings().alerts(), home.root(), clock);
        clockWatch.listen(alerts::clockMoved);
        Sessions sessions = new Sessions(registry, supervisor, dispatcher);
        runner.serve(
                new Gateway(new SendCalls(dispatcher), new ControlCalls(),
                        new WaitCalls(waiters, supervisor, () -> configuration.settings().plugins().timeoutNone()),
                        new PayCalls(payments, waiters, clock),
                        new BucketCalls(store.buckets(), im -> masters.byIm().getOrDefault(dispatcher.canonical(im), List.of())),
                        new DependencyCalls(dependencies), new RecallCalls(sessions),
                        new GroupCalls(sessions),
                        new FileCalls(media, sessions, home.downloads()), cronCalls,
                        new HostCalls(registry, dispatcher, notices, store.messageHistory(), injector)),
                () -> "{}");
        wireJournal(operators);
        wireRoutes(operators, token, links, masters, payments);
    }

    private void wireJournal(Operators operators) {
        metrics = new HostMetrics(registry, dispatcher, pipeline, waiters, runner);
        metrics.counter("botyard_log_rows_dropped_total", "Log rows dropped because the disk was too slow",
                () -> store.droppedLogRows());
        metrics.gauge("botyard_adapter_loaders_waiting", "Class loaders of replaced adapters that are not collected yet",
                () -> loader.loaders().waiting());
        metrics.gauge("botyard_adapter_loaders_leaked", "Class loaders of replaced adapters that something holds",
                () -> loader.loaders().leaks().size());
        live = opened(new LiveEvents());
        Journal journal = new Journal(store.pushLog(), store.runLog(), live, registry, metrics);
        dispatcher.listen(journal::sent);
        runner.listen(journal::ended);
        registry.listen((before, after) -> live.tell("account", AccountResource.toMap(after == null ? before : after, registry)));
        catalog.listen((before, after) -> {
            if (after != null) {
                runner.changed(after);
            } else {
                runner.removed(before);
            }
            if (before != null) {
                runner.active().stream().filter(run -> run.plugin() == before).forEach(waiters::cancel);
            }
            live.tell("plugin",
                    Map.of("file", (after == null ? before : after).file(), "state", after == null ? "removed" : after.state()));
        });
        dispatcher.queue().start();
        ScheduledExecutorService timer = Threads.timer("host");
        timer.scheduleAtFixedRate(dispatcher::sweep, 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(operators::endStale, 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(catalog::lookForInterpreters, INTERPRETERS_EVERY_S, INTERPRETERS_EVERY_S, TimeUnit.SECONDS);
        opened(timer::shutdownNow);
    }

    private void tellMasters(String text) {
        Threads.startVirtual("tell-masters", () -> notices.tell(text));
    }

    private void wireRoutes(Operators operators, AdminToken token, MediaLinks links, Masters masters, Payments payments) {
        new AdminApi(router, operators)
                .add(new PushResource(dispatcher, store.idempotency(), store.pushLog(), clock, home.plugins()))
                .add(new AccountResource(registry, supervisor, new ChosenDefaults(registry, store.hostState()), this::problems))
                .add(new NewAccountResource(registry, accounts::create))
                .add(new LoginResource(registry, supervisor))
                .add(new AdapterResource(loader))
                .add(new PluginResource(catalog, runner, schedule, masters, workers::facts))
                .add(new QueueResource(dispatcher.queue()))
                .add(new LogResource(store.pushLog(), store.runLog(), runner, live))
                .add(new MessageResource(injector))
                .add(new PaymentResource(payments, dispatcher))
                .add(new BucketResource(store, new Backup(home, HostFacts.VERSION)))
                .add(new SessionResource(operators, token, login::link));
        login.register(router);
        new SystemRoutes(metrics, links, () -> ready).register(router);
        new ConsolePages().register(router);
        new PluginRoutes(router, catalog, runner, operators);
    }

    private List<ConfigProblem> problems() {
        return Stream.concat(configuration.problems().stream(), accounts.problems().stream()).toList();
    }

    /// Starts in order: port, adapters, accounts, plugins, watches.
    private void begin() throws IOException, InterruptedException {
        server = opened(serverBuilder.build()).start();
        if (!server.onLoopback()) {
            log.warn(
                    "listening on {}, which other machines reach, and without TLS: tokens and messages travel in the clear; put a"
                            + " reverse proxy with https in front and set public_url, or listen on 127.0.0.1",
                    boundHost());
        }
        runner.serve(runner.calls(), new HostFacts(server.port(), this::publicAddress, store.hostState().machineId()));
        new ChosenDefaults(registry, store.hostState()).restore();
        opened(this::stopAccounts);
        opened(alerts).start();
        HostWatches watches = opened(new HostWatches(home, configuration, loader, accounts, catalog, compiler));
        catalog.refresh();
        watches.syncAdapters();
        // Only now: while the first adapters load, accounts of the others would seem to have none.
        loader.listen(change -> {
            accounts.apply();
            live.tell("adapter", Map.of("change", change.toString()));
        });
        leftovers.recall(pipeline::taken);
        accounts.apply();
        cronCalls.restore();
        watches.start();
        readiness.await();
        leftovers.begin(readiness::mayStillCome);
        registry.listen((before, after) -> leftovers.resume(readiness::mayStillCome));
        writeHostFile();
        ready = true;
        watches.compileScriptsSoon();
        log.info("ready on {} with {} accounts, {} adapters and {} plugins; home {}", address(), registry.snapshot().all().size(),
                loader.catalog().all().size(), catalog.snapshot().all().size(), home.root());
    }

    private void stopAccounts() throws InterruptedException {
        // First: what adapters still hand over while they stop is kept, though not begun.
        runner.stop();
        dispatcher.stop();
        runner.active().forEach(waiters::cancel);
        supervisor.close();
        pipeline.stop();
        runner.keepAll();
        loader.close();
        registry.close();
    }

    private void writeHostFile() throws IOException {
        Path file = home.run().resolve("host.json");
        Files.writeString(file,
                Json.MAPPER.writeValueAsString(Map.of("url", address().toString(), "pid", ProcessHandle.current().pid())));
        opened(() -> Files.deleteIfExists(file));
    }

    private URI publicAddress() {
        return configuration.settings().publicAddress().orElseGet(this::address);
    }

    /// Where the host listens.
    public URI address() {
        return server.address();
    }

    /// An address that lets one browser in, once.
    public String loginLink() {
        return login.link();
    }

    /// Returns when the host has been closed.
    public void awaitShutdown() throws InterruptedException {
        stopped.await();
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.push(part);
        return part;
    }

    /// Stops everything in reverse order; each part is closed even if another fails.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        while (!closing.isEmpty()) {
            AutoCloseable part = closing.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
        Logging.close();
        stopped.countDown();
    }
}
