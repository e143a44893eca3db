package dev.botyard.runtime;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.infra.thread.Closing;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.ops.journal.AdapterNews;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Botyard: makes the parts, wires them, starts them in order and stops them in reverse. No logic of its own.
public final class Host implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Host.class);

    private final HostGround ground;
    private final HostAccess access;
    private final HostMessages messages;
    private final HostScripts scripts;
    private final HostJournal journal;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Host(HostGround ground) {
        this.ground = ground;
        access = HostAccess.of(ground);
        messages = new HostMessages(ground, access);
        scripts = new HostScripts(ground, messages);
        journal = new HostJournal(ground, messages, scripts);
        HostRoutes.register(ground, access, messages, scripts, journal, ready::get);
    }

    /// Starts a host and returns when it is ready.
    ///
    /// @throws IOException      when its port or its socket cannot be had
    /// @throws RuntimeException with a sentence when the home folder or the database cannot be used
    public static Host start(HostOptions options) throws IOException, InterruptedException {
        Closing closing = new Closing();
        try {
            Host host = new Host(HostGround.open(options, closing));
            host.begin();
            return host;
        } catch (IOException | InterruptedException | RuntimeException e) {
            closing.close();
            Logging.close();
            throw e;
        }
    }

    /// Starts in order: timers, port, adapters, accounts, plugins, watches.
    private void begin() throws IOException, InterruptedException {
        ground.store().whenLost(() -> Threads.startVirtual("store-lost", this::close));
        messages.start(ground.closing());
        scripts.start(ground.closing());
        HostTimers.start(ground, access, messages, scripts, journal);
        ground.listen();
        messages.defaults.restore();
        ground.closing().add(this::stopAccounts);
        ground.closing().start(journal.alerts);
        HostWatches watches = ground.closing().add(new HostWatches(ground.home(), ground.configuration(), messages.loader,
                messages.accounts, scripts.catalog, scripts.compiler, scripts.written(ground.home())));
        ground.configuration().follow(watches::settingsChanged);
        scripts.catalog.refresh();
        scripts.replies.refresh();
        scripts.containers.refresh();
        watches.syncAdapters();
        // Only now: while the first adapters load, accounts of the others would seem to have none.
        messages.loader.listen(change -> {
            messages.accounts.apply();
            journal.live.tell("adapter", new AdapterNews(change.toString()));
        });
        scripts.leftovers.recall(messages.pipeline::taken);
        messages.accounts.apply();
        scripts.cronCalls.restore();
        watches.start();
        messages.readiness.await();
        scripts.leftovers.begin(messages.readiness::mayStillCome);
        messages.registry.listen((before, after) -> scripts.leftovers.resume(messages.readiness::mayStillCome));
        writeHostFile();
        ready.set(true);
        scripts.standBy();
        watches.compileScriptsSoon();
        log.info("ready on {} with {} accounts, {} adapters and {} plugins; home {}", address(),
                messages.registry.snapshot().all().size(), messages.loader.catalog().all().size(),
                scripts.catalog.snapshot().all().size(), ground.home().root());
    }

    private void stopAccounts() throws InterruptedException {
        // First: what adapters still hand over while they stop is kept, though not begun.
        scripts.runner.stop();
        messages.dispatcher.stop();
        scripts.runner.active().forEach(messages.waiters::cancel);
        messages.supervisor.close();
        messages.pipeline.stop();
        scripts.runner.keepAll();
        messages.loader.close();
        messages.registry.close();
    }

    private void writeHostFile() throws IOException {
        Path file = ground.home().run().resolve("host.json");
        Files.writeString(file,
                Json.MAPPER.writeValueAsString(Map.of("url", address().toString(), "pid", ProcessHandle.current().pid())));
        ground.closing().add(() -> Files.deleteIfExists(file));
    }

    /// Where the host listens.
    public URI address() {
        return ground.server().address();
    }

    /// An address that lets one browser in, once.
    public String loginLink() {
        return access.login().link();
    }

    /// Returns when the host has been closed.
    public void awaitShutdown() throws InterruptedException {
        stopped.await();
    }

    /// Stops everything in reverse order; each part is closed even if another fails.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ground.closing().close();
            Logging.close();
            stopped.countDown();
        }
    }
}
