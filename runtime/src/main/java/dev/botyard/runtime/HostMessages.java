package dev.botyard.runtime;

import dev.botyard.runtime.im.account.AccountReadiness;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.ChosenDefaults;
import dev.botyard.runtime.im.account.Knocks;
import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.im.gate.CommandBoard;
import dev.botyard.runtime.im.gate.LoadedGate;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.infra.thread.Closing;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.message.inbound.Journeys;
import dev.botyard.runtime.message.inbound.RememberedMessages;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.message.masters.Masters;
import dev.botyard.runtime.message.media.FfmpegProgram;
import dev.botyard.runtime.message.media.FileRules;
import dev.botyard.runtime.message.media.HostMediaSources;
import dev.botyard.runtime.message.media.IncomingMedia;
import dev.botyard.runtime.message.media.MediaConverter;
import dev.botyard.runtime.message.media.MediaDownloads;
import dev.botyard.runtime.message.media.MediaLinks;
import dev.botyard.runtime.message.media.MediaSweep;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.PlatformCaller;
import dev.botyard.runtime.net.client.Transport;
import java.io.IOException;

/// Accounts, and messages on their way in and out.
final class HostMessages {
    final AccountRegistry registry = new AccountRegistry();
    final AccountReadiness readiness;
    final Waiters waiters = new Waiters();
    final CommandBoard commands = new CommandBoard();
    final Journeys journeys;
    final InboundPipeline pipeline;
    final ChosenDefaults defaults;
    final AdapterLoader loader;
    final AccountSupervisor supervisor;
    final Transport transport;
    final HostAccounts accounts;
    final MediaLinks links;
    final MediaDownloads downloads;
    final HostMediaSources media;
    final Dispatcher dispatcher;
    final Injector injector;
    final PlatformCaller platformCaller;
    final Masters masters;
    final MasterNotices notices;
    private final MediaSweep storeSweep;
    private final MediaSweep downloadSweep;

    HostMessages(HostGround ground, HostAccess access) {
        journeys = new Journeys(ground.settings().traceMessages());
        pipeline = new InboundPipeline(waiters, journeys);
        defaults = new ChosenDefaults(registry, ground.store().hostState());
        readiness = new AccountReadiness(registry, ground.ticker());
        Knocks knocks = new Knocks();
        PlatformRoutes platform = new PlatformRoutes(ground.router(), access.operators(), ground::publicAddress,
                ground::canonical, new HostAttendance(registry, knocks),
                new WatchedDoors(registry, () -> !ground.server().onLoopback()), ground.ticker());
        loader = new AdapterLoader(ground.options().bundledAdapters(), ground.home().run().resolve("adapters"), ground.ticker());
        transport = ground.closing().add(new Transport(ground.loops()));
        supervisor = new AccountSupervisor(registry,
                new LoadedGate(loader, platform,
                        spec -> transport.scope(() -> ground.configuration().proxies().over(spec.terms().proxy())),
                        ground.store(), ground.home().data().resolve("accounts"),
                        ground.ticker(), pipeline, commands, () -> ground.loops().carrier().seat()),
                ground.ticker(), () -> ground.settings().reconnect());
        knocks.listen(supervisor::knock);
        accounts = new HostAccounts(ground.home(), ground.configuration(), loader, registry, supervisor);
        var settings = ground.settings().media();
        links = new MediaLinks(ground.home().secretKey(), ground::publicAddress, ground.ticker());
        downloads = ground.closing().add(new MediaDownloads(transport, ground.configuration()::proxies, settings));
        media = new HostMediaSources(ground.home().media(), downloads, links,
                settings.maxBytes(), new IncomingMedia(supervisor),
                new FileRules(ground.home().root(), ground.configuration()::mediaFolders), ground.ticker());
        MediaConverter conversion = ground.closing().add(new MediaConverter(ground.home().media(),
                () -> FfmpegProgram.of(ground.settings().media()), links, settings.maxBytes(), ground.ticker()));
        dispatcher = new Dispatcher(registry, supervisor, media, conversion, ground.store().queuedPushes(),
                ground.configuration()::pushPolicy, ground.ticker());
        storeSweep = MediaSweep.ofStore(ground.home().media(), settings, links,
                () -> dispatcher.queue().media(), ground.ticker());
        downloadSweep = MediaSweep.ofDownloads(ground.home().downloads(), settings, links,
                () -> dispatcher.queue().media(), ground.ticker());
        injector = new Injector(pipeline, registry, dispatcher::canonical, ground.ticker());
        platformCaller = new PlatformCaller(registry, supervisor, ground::canonical, ground.ticker());
        masters = () -> ground.settings().masters();
        notices = new MasterNotices(dispatcher, masters);
        pipeline.remember(message -> dispatcher.heard(message.account(), message.event().chat()));
        pipeline.remember(new RememberedMessages(ground.store().messageHistory()));
    }

    /// Everything but the accounts themselves.
    void start(Closing closing) throws IOException, InterruptedException {
        closing.start(registry);
        closing.start(loader);
        closing.start(supervisor);
        closing.start(storeSweep);
        closing.start(downloadSweep);
        closing.start(dispatcher.queue());
    }

    /// Says a sentence of the host to the masters, later.
    void tellMasters(String text) {
        Threads.startVirtual("tell-masters", () -> notices.tell(text));
    }
}
