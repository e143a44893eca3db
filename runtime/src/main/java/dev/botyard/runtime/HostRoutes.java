package dev.botyard.runtime;

import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.ops.admin.AccountResource;
import dev.botyard.runtime.ops.admin.AdapterResource;
import dev.botyard.runtime.ops.admin.AdminApi;
import dev.botyard.runtime.ops.admin.BackupResource;
import dev.botyard.runtime.ops.admin.BucketResource;
import dev.botyard.runtime.ops.admin.ContainerResource;
import dev.botyard.runtime.ops.admin.LogLinesResource;
import dev.botyard.runtime.ops.admin.InstallResource;
import dev.botyard.runtime.ops.admin.LogResource;
import dev.botyard.runtime.ops.admin.LoginResource;
import dev.botyard.runtime.ops.admin.MessageResource;
import dev.botyard.runtime.ops.admin.AccountFileResource;
import dev.botyard.runtime.ops.admin.PackageResource;
import dev.botyard.runtime.ops.admin.OverviewResource;
import dev.botyard.runtime.ops.admin.PaymentResource;
import dev.botyard.runtime.ops.admin.PeopleResource;
import dev.botyard.runtime.ops.admin.PlatformResource;
import dev.botyard.runtime.ops.admin.ConfinementResource;
import dev.botyard.runtime.ops.admin.PluginListResource;
import dev.botyard.runtime.ops.admin.PluginResource;
import dev.botyard.runtime.ops.admin.PushResource;
import dev.botyard.runtime.ops.admin.QueueResource;
import dev.botyard.runtime.ops.admin.ReplyResource;
import dev.botyard.runtime.ops.admin.ScheduleResource;
import dev.botyard.runtime.ops.admin.ScriptResource;
import dev.botyard.runtime.ops.admin.SessionResource;
import dev.botyard.runtime.ops.admin.SettingsResource;
import dev.botyard.runtime.ops.admin.SystemRoutes;
import dev.botyard.runtime.ops.admin.VersionResource;
import dev.botyard.runtime.ops.admin.TraceResource;
import dev.botyard.runtime.ops.overview.AccountRepairs;
import dev.botyard.runtime.ops.overview.Overview;
import dev.botyard.runtime.ops.overview.PluginRepairs;
import dev.botyard.runtime.ops.overview.WorkRepairs;
import dev.botyard.runtime.ops.trace.Traces;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.KeptBackups;
import dev.botyard.runtime.ops.console.ConsolePages;
import dev.botyard.runtime.ops.manual.ManualPages;
import dev.botyard.runtime.script.payment.PaymentGateways;
import dev.botyard.runtime.script.route.PluginRoutes;
import dev.botyard.runtime.script.plugin.RunHistory;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What is served on the port, besides the doors of platforms.
final class HostRoutes {
    private HostRoutes() {}

    static void register(HostGround ground, HostAccess access, HostMessages messages, HostScripts scripts, HostJournal journal,
            BooleanSupplier ready) {
        RunHistory runs = new RunHistory(scripts.runner, ground.store().runLog());
        new AdminApi(ground.router(), access.operators(), ground.store().auditLog()::append, ground.ticker())
                .add(new OverviewResource(overview(ground, messages, scripts)))
                .add(new PushResource(messages.dispatcher, ground.store().idempotency(), ground.store().pushLog(),
                        ground.ticker(), ground.home().plugins()))
                .add(new PlatformResource(messages.platformCaller))
                .add(new AccountResource(messages.registry, messages.supervisor, messages.defaults, journal.history,
                        () -> problems(ground, messages, scripts)))
                .add(new AccountFileResource(messages.registry, messages.defaults, messages.accounts))
                .add(new SettingsResource(ground.configuration().file(), ground.configuration()::report,
                        ground.configuration()::waitingForStart, ground.configuration()::reload))
                .add(new LoginResource(messages.registry, messages.supervisor))
                .add(new AdapterResource(messages.loader))
                .add(new PluginResource(scripts.catalog, scripts.runner, scripts.schedule, messages.masters,
                        scripts.params, scripts.library, scripts.installer, scripts::facts, messages.dispatcher::canonical))
                .add(new ScriptResource(scripts.catalog, scripts.library, scripts.installer))
                .add(new InstallResource(scripts.catalog, scripts.installer))
                .add(new PluginListResource(scripts.lists))
                .add(new VersionResource(scripts.catalog, scripts.library))
                .add(new ConfinementResource(scripts.catalog, scripts.confinements))
                .add(new PackageResource(scripts.packages, scripts.catalog, scripts.dependencies::retry,
                        () -> ground.settings().plugins().readyMade()))
                .add(new ReplyResource(scripts.replies))
                .add(new ContainerResource(scripts.containers))
                .add(new ScheduleResource(scripts.catalog, scripts.schedule, scripts.cronCalls))
                .add(new QueueResource(messages.dispatcher.queue()))
                .add(new LogResource(ground.store().pushLog(), runs,
                        scripts.runner, journal.live,
                        messages.dispatcher::canonical))
                .add(new LogLinesResource(ground.logs(), journal.logs, ground.home().logs().resolve(Logging.FILE)))
                .add(new MessageResource(messages.injector))
                .add(new PeopleResource(access.operators(), ground.store().auditLog()))
                .add(new TraceResource(new Traces(messages.journeys, runs, ground.store().pushLog())))
                .add(new PaymentResource(scripts.payments, scripts.reports, messages.injector))
                .add(new BucketResource(ground.store()))
                .add(new BackupResource(ground.store(), new Backup(ground.place(), HostFacts.VERSION, ground.ticker()),
                        new KeptBackups(ground.home()), ground.ticker()))
                .add(new SessionResource(access.operators(), access.token(), access.login()::link));
        access.login().register(ground.router());
        new SystemRoutes(journal.metrics, messages.links, ready, () -> ground.store().trouble().isPresent())
                .register(ground.router());
        new PaymentGateways(() -> ground.settings().payments(), scripts.reports, messages.dispatcher::canonical,
                ground.ticker())
                .register(ground.router());
        new ConsolePages().register(ground.router());
        new ManualPages().register(ground.router());
        new PluginRoutes(ground.router(), scripts.catalog, scripts.runner, access.operators());
    }

    private static Overview overview(HostGround ground, HostMessages messages, HostScripts scripts) {
        return new Overview(ground.store().hourlyCounts(), () -> scripts.catalog.snapshot().all().size(),
                () -> problems(ground, messages, scripts),
                List.of(new AccountRepairs(messages.registry),
                        new PluginRepairs(() -> scripts.catalog.snapshot().all(), scripts.params::missing),
                        WorkRepairs.runs(scripts::facts, ground.ticker()),
                        WorkRepairs.queue(messages.dispatcher.queue(), () -> ground.settings().push().queueMax()),
                        WorkRepairs.disk(ground.home()::free)),
                ground.ticker());
    }

    private static List<ConfigProblem> problems(HostGround ground, HostMessages messages, HostScripts scripts) {
        return Stream.of(ground.configuration().problems(), messages.accounts.problems(), scripts.replies.problems(),
                scripts.containers.problems())
                .flatMap(List::stream).toList();
    }
}
