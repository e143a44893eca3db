package dev.botyard.runtime;

import dev.botyard.runtime.message.inbound.Addressed;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.message.outbound.GrowingReplies;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.infra.thread.Closing;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.calls.BucketCalls;
import dev.botyard.runtime.script.calls.ControlCalls;
import dev.botyard.runtime.script.calls.CronCalls;
import dev.botyard.runtime.script.calls.DependencyCalls;
import dev.botyard.runtime.script.calls.FileCalls;
import dev.botyard.runtime.script.calls.Gateway;
import dev.botyard.runtime.script.calls.GroupCalls;
import dev.botyard.runtime.script.calls.HostCalls;
import dev.botyard.runtime.script.calls.ModelCalls;
import dev.botyard.runtime.script.calls.ImActions;
import dev.botyard.runtime.script.calls.PayCalls;
import dev.botyard.runtime.script.calls.PlatformActions;
import dev.botyard.runtime.script.calls.RecallCalls;
import dev.botyard.runtime.script.calls.RenderCalls;
import dev.botyard.runtime.script.calls.SendCalls;
import dev.botyard.runtime.script.calls.Sessions;
import dev.botyard.runtime.script.calls.WaitCalls;
import dev.botyard.runtime.script.container.Containers;
import dev.botyard.runtime.net.client.AddressGuard;
import dev.botyard.runtime.script.library.PluginInstaller;
import dev.botyard.runtime.script.library.PluginLibrary;
import dev.botyard.runtime.script.library.PluginLists;
import dev.botyard.runtime.script.library.RemoteFiles;
import dev.botyard.runtime.script.library.ScriptCheck;
import dev.botyard.runtime.script.library.SourceReader;
import dev.botyard.runtime.script.packages.DependencyStore;
import dev.botyard.runtime.script.packages.PackageBook;
import dev.botyard.runtime.script.packages.PluginPackages;
import dev.botyard.runtime.script.keyword.KeywordReplies;
import dev.botyard.runtime.script.keyword.ReplyRuns;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.payment.PaymentReports;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.script.plugin.Backlog;
import dev.botyard.runtime.script.plugin.FullReplies;
import dev.botyard.runtime.script.plugin.LateRuns;
import dev.botyard.runtime.script.plugin.Leftovers;
import dev.botyard.runtime.script.plugin.MemoryEnds;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginCommands;
import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.PluginParams;
import dev.botyard.runtime.script.plugin.PluginRunner;
import dev.botyard.runtime.script.plugin.PluginSchedule;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.Questions;
import dev.botyard.runtime.script.plugin.RunFacts;
import dev.botyard.runtime.script.plugin.Switches;
import dev.botyard.runtime.script.render.FetchedPages;
import dev.botyard.runtime.script.render.Pictures;
import dev.botyard.runtime.script.tools.ModelTools;
import dev.botyard.runtime.script.tools.ModelVoice;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.WorkerServer;
import dev.botyard.runtime.script.worker.WorkerTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Plugins, what fires them, and what they may ask.
final class HostScripts {
    final DependencyStore dependencies;
    final PackageBook packages;
    final ScriptCompiler compiler;
    final PluginCatalog catalog;
    final PluginLibrary library;
    final PluginInstaller installer;
    final PluginLists lists;
    final HostWorkers workers;
    private final WorkerServer workerServer;
    private final Backlog backlog;
    final Leftovers leftovers;
    final PluginRunner runner;
    final LateRuns late;
    private final MemoryEnds memoryEnds;
    final KeywordReplies replies;
    final Containers containers;
    final Payments payments;
    final PaymentReports reports;
    final PluginParams params;
    final Confinements confinements;
    final PluginSchedule schedule;
    final CronCalls cronCalls;
    private final Pictures pictures;
    private final Model model;
    private final ModelCalls modelCalls;

    HostScripts(HostGround ground, HostMessages messages) {
        HostConfiguration configuration = ground.configuration();
        packages = new PackageBook(ground.home().packagesFile()).read();
        Function<String, List<String>> common = manager -> Stream
                .concat(ground.settings().plugins().packages(manager).stream(), packages.forAll(manager).stream()).toList();
        dependencies = new DependencyStore(ground.home().installed(), configuration::installer, common,
                configuration.installEnvironment(), () -> ground.settings().plugins().readyMade());
        compiler = new ScriptCompiler(() -> ground.options().interpreters(ground.settings().plugins()),
                configuration.childEnvironment());
        PluginPackages provided = new PluginPackages(dependencies, packages, common);
        Switches switches = new Switches(ground.store().hostState());
        catalog = new PluginCatalog(configuration::pluginFolders, () -> ground.settings().timezone(),
                provided, compiler, switches);
        library = new PluginLibrary(ground.home().plugins(), ground.home().pluginVersions(), catalog,
                new ScriptCheck(compiler, () -> ground.settings().timezone(), provided::provided,
                        configuration::pluginFolders, () -> ground.settings().plugins().timeoutNone(), false),
                switches, ground.ticker());
        workerServer = new WorkerServer(ground.home().run(), ground.loops(),
                WorkerTransport.of(ground.settings().plugins().transport()));
        workers = new HostWorkers(ground.options(), configuration, ground.home(), workerServer, ground.ticker());
        leftovers = new Leftovers(ground.store().waitingRuns(), ground.ticker());
        backlog = new Backlog(ground.store().waitingRuns());
        runner = new PluginRunner(workers, configuration::runPolicy, ground.ticker(), backlog,
                new Questions(messages.waiters.early()));
        runner.waits().bound(() -> workers.waits(ground.settings().plugins()));
        late = new LateRuns(runner, () -> workers.bounds(ground.settings().plugins()),
                new FullReplies(messages.dispatcher, () -> ground.settings().plugins().waits(), ground.ticker()),
                ground.ticker());
        memoryEnds = new MemoryEnds(ground.store().hostState());
        runner.listen(memoryEnds::ended);
        payments = new Payments(ground.store().keptPayments(), messages::tellMasters, ground.ticker());
        replies = new KeywordReplies(ground.home().repliesFile(),
                new EntryFile<>(ground.home().repliesFile(), configuration.reader(), ReplyEntry.KIND), answers -> {
                    catalog.replies(answers);
                    messages.commands.changed();
                });
        containers = new Containers(
                new EntryFile<>(ground.home().containersFile(), configuration.reader(), ContainerEntry.KIND), ground.store(),
                messages.transport.scope(configuration::proxies).http(), ground.ticker());
        runner.carryOut(new ReplyRuns(replies, size -> ThreadLocalRandom.current().nextInt(size)));
        reports = new PaymentReports(messages.injector, payments);
        confinements = new Confinements(ground.store().hostState());
        RemoteFiles remote = new RemoteFiles(messages.transport.downloads(AddressGuard.any(), configuration::proxies),
                messages.transport.downloads(AddressGuard.publicOnly(), configuration::proxies),
                ground.home().run());
        installer = new PluginInstaller(library,
                new SourceReader(remote, ground.home().run(), configuration.installEnvironment()),
                ground.store().hostState(), confinements, ground.ticker());
        lists = new PluginLists(() -> ground.settings().plugins().lists(), remote, installer::origins);
        params = new PluginParams(ground.store().buckets());
        pictures = Pictures.ofChromium(() -> ground.settings().render(),
                new FetchedPages(messages.downloads, ground.home().media()), ground.ticker());
        ConnectionScope toModel = messages.transport.scope(ground.configuration()::proxies);
        model = new Model(toModel.http(), toModel.streams(), () -> ground.settings().model(), ground.ticker(),
                () -> ground.settings().timezone());
        schedule = new PluginSchedule(catalog, runner, () -> ground.settings().timezone(), ground.ticker());
        cronCalls = new CronCalls(ground.store().cronEntries(), schedule.scheduler(), messages.injector,
                () -> ground.settings().timezone());
        runner.listen(run -> payments.ended(run.id()));
        runner.listen(messages.waiters::cancel);
        modelCalls = new ModelCalls(model, new GrowingReplies(messages.dispatcher, messages.supervisor, ground.ticker()));
        runner.listen(modelCalls::ended);
        runner.serve(gateway(ground, messages),
                new HostFacts(ground.server()::port, ground::publicAddress, ground.store().hostState().machineId()));
        PluginTriggers triggers = new PluginTriggers(catalog, runner, messages.masters, leftovers, payments, ground::canonical);
        triggers.otherwise(new ModelTools(model, () -> ground.settings().model(), catalog, runner, ground::canonical,
                new Addressed(account -> messages.registry.snapshot().find(account)
                        .flatMap(found -> found.status().profile())),
                new ModelVoice(messages.dispatcher)));
        messages.pipeline.serve(triggers);
        messages.commands.serve(new PluginCommands(catalog, messages.masters, ground::canonical)::of);
        catalog.listen((before, after) -> changed(before, after, messages.waiters));
        catalog.listen((before, after) -> messages.commands.changed());
        catalog.listen((before, after) -> Optional.ofNullable(after).ifPresent(params::hide));
    }

    void start(Closing closing) throws IOException, InterruptedException {
        closing.add(pictures);
        closing.start(workerServer);
        closing.add(workers);
        closing.add(backlog);
        closing.start(runner);
        closing.start(late);
        closing.start(schedule);
    }

    /// How many connections to the workers' socket had no valid token.
    long strangers() {
        return workerServer.turnedAway();
    }

    /// Has a worker of each language that plugins use there before somebody wants it, from now on. Never blocks.
    void standBy() {
        Threads.startVirtual("workers-stand-by", () -> workers.standBy(catalog.snapshot().all()));
        catalog.listen((before, after) -> {
            if (after != null) {
                Threads.startVirtual("workers-stand-by", () -> workers.standBy(List.of(after)));
            }
        });
    }

    /// Further files that people write, and who reads them again.
    Map<Path, Runnable> written(HomeFolder home) {
        return Map.of(home.repliesFile(), replies::refresh, home.containersFile(), containers::refresh);
    }

    /// Facts for operators.
    RunFacts facts() {
        return new RunFacts(workers.facts(), late.languages(), runner.load(), memoryEnds.last());
    }

    private Gateway gateway(HostGround ground, HostMessages messages) {
        Sessions sessions = new Sessions(messages.registry, messages.supervisor, messages.dispatcher);
        return new Gateway(new SendCalls(messages.dispatcher), new ControlCalls(),
                new WaitCalls(messages.waiters, messages.supervisor, () -> ground.settings().plugins().timeoutNone()),
                new PayCalls(payments, messages.waiters, ground.ticker()),
                new BucketCalls(ground.store().buckets(), confinements,
                        im -> messages.masters.byIm().getOrDefault(ground.canonical(im), List.of())),
                new DependencyCalls(dependencies), new RecallCalls(sessions), new GroupCalls(sessions),
                new PlatformActions(messages.platformCaller), new ImActions(sessions),
                new FileCalls(messages.media, sessions, ground.home().downloads()), cronCalls,
                modelCalls,
                new RenderCalls(pictures, ground.home().media(), ground.ticker()),
                new HostCalls(messages.registry, messages.dispatcher, messages.notices, ground.store().messageHistory(),
                        messages.injector));
    }

    private void changed(Plugin before, Plugin after, Waiters waiters) {
        if (after != null) {
            runner.changed(after);
        } else {
            runner.removed(before);
        }
        if (before != null) {
            runner.active().stream().filter(run -> run.plugin() == before).forEach(waiters::cancel);
        }
    }
}
