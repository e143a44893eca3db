package dev.botyard.runtime;

import dev.botyard.runtime.account.AccountReadiness;
import dev.botyard.runtime.account.AccountRegistry;
import dev.botyard.runtime.account.AccountSupervisor;
import dev.botyard.runtime.account.AdapterGate;
import dev.botyard.runtime.account.ChosenDefaults;
import dev.botyard.runtime.adapter.AdapterLoader;
import dev.botyard.runtime.admin.AccountTopic;
import dev.botyard.runtime.admin.AdapterTopic;
import dev.botyard.runtime.admin.AdminApi;
import dev.botyard.runtime.admin.BucketTopic;
import dev.botyard.runtime.admin.LogTopic;
import dev.botyard.runtime.admin.LoginRoutes;
import dev.botyard.runtime.admin.LoginTopic;
import dev.botyard.runtime.admin.NewAccountTopic;
import dev.botyard.runtime.admin.MessageTopic;
import dev.botyard.runtime.admin.PaymentTopic;
import dev.botyard.runtime.admin.PluginTopic;
import dev.botyard.runtime.admin.PushTopic;
import dev.botyard.runtime.admin.QueueTopic;
import dev.botyard.runtime.admin.SessionTopic;
import dev.botyard.runtime.admin.SystemRoutes;
import dev.botyard.runtime.alert.AccountAlerts;
import dev.botyard.runtime.backup.Backup;
import dev.botyard.runtime.console.ConsolePages;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.dependency.DependencyStore;
import dev.botyard.runtime.gateway.BucketCalls;
import dev.botyard.runtime.gateway.ControlCalls;
import dev.botyard.runtime.gateway.CronCalls;
import dev.botyard.runtime.gateway.DependencyCalls;
import dev.botyard.runtime.gateway.FileCalls;
import dev.botyard.runtime.gateway.Gateway;
import dev.botyard.runtime.gateway.GroupCalls;
import dev.botyard.runtime.gateway.HostCalls;
import dev.botyard.runtime.gateway.PayCalls;
import dev.botyard.runtime.gateway.RecallCalls;
import dev.botyard.runtime.gateway.SendCalls;
import dev.botyard.runtime.gateway.Sessions;
import dev.botyard.runtime.gateway.WaitCalls;
import dev.botyard.runtime.http.HttpLimits;
import dev.botyard.runtime.http.HttpServer;
import dev.botyard.runtime.http.Router;
import dev.botyard.runtime.inbound.InboundPipeline;
import dev.botyard.runtime.inbound.Injector;
import dev.botyard.runtime.inbound.RememberedMessages;
import dev.botyard.runtime.inbound.Waiters;
import dev.botyard.runtime.ingress.PlatformRoutes;
import dev.botyard.runtime.journal.Journal;
import dev.botyard.runtime.journal.LiveEvents;
import dev.botyard.runtime.lending.LoadedGate;
import dev.botyard.runtime.logging.Logging;
import dev.botyard.runtime.media.FfmpegProgram;
import dev.botyard.runtime.media.FileRules;
import dev.botyard.runtime.media.HostMediaSources;
import dev.botyard.runtime.media.MediaConverter;
import dev.botyard.runtime.media.MediaLinks;
import dev.botyard.runtime.media.MediaSweep;
import dev.botyard.runtime.metrics.HostMetrics;
import dev.botyard.runtime.netty.EventLoops;
import dev.botyard.runtime.netty.WebSocketLimits;
import dev.botyard.runtime.operator.AdminToken;
import dev.botyard.runtime.operator.Operators;
import dev.botyard.runtime.operator.StoredSessions;
import dev.botyard.runtime.outbound.Dispatcher;
import dev.botyard.runtime.payment.Payments;
import dev.botyard.runtime.plugin.Backlog;
import dev.botyard.runtime.plugin.Leftovers;
import dev.botyard.runtime.plugin.MasterNotices;
import dev.botyard.runtime.plugin.Masters;
import dev.botyard.runtime.plugin.PluginCatalog;
import dev.botyard.runtime.plugin.PluginRunner;
import dev.botyard.runtime.plugin.PluginSchedule;
import dev.botyard.runtime.plugin.PluginTriggers;
import dev.botyard.runtime.plugin.Questions;
import dev.botyard.runtime.store.Store;
import dev.botyard.runtime.thread.ClockWatch;
import dev.botyard.runtime.thread.Threads;
import dev.botyard.runtime.transport.Transport;
import dev.botyard.runtime.webhook.PluginRoutes;
import dev.botyard.runtime.worker.Json;
import dev.botyard.runtime.worker.ScriptCompiler;
import dev.botyard.runtime.worker.WorkerServer;
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
        AdminToken token = new AdminToken(home, options.environment());
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
        registry.listen((before, after) -> live.tell("account", AccountTopic.toMap(after == null ? before : after, registry)));
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
                .add(new PushTopic(dispatcher, store.idempotency(), store.pushLog(), clock, home.plugins()))
                .add(new AccountTopic(registry, supervisor, new ChosenDefaults(registry, store.hostState()), this::problems))
                .add(new NewAccountTopic(registry, accounts::create))
                .add(new LoginTopic(registry, supervisor))
                .add(new AdapterTopic(loader))
                .add(new PluginTopic(catalog, runner, schedule, masters, workers::facts))
                .add(new QueueTopic(dispatcher.queue()))
                .add(new LogTopic(store.pushLog(), store.runLog(), runner, live))
                .add(new MessageTopic(injector))
                .add(new PaymentTopic(payments, dispatcher))
                .add(new BucketTopic(store, new Backup(home, HostFacts.VERSION)))
                .add(new SessionTopic(operators, token, login::link));
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
