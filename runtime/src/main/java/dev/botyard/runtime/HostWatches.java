package dev.botyard.runtime;

import dev.botyard.runtime.im.adapter.AdapterLoader;
import dev.botyard.runtime.config.FolderWatch;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the host follow the files of its home: settings, accounts, adapters, plugins. Each change touches its own part alone.
final class HostWatches implements Service {
    private static final Logger log = LoggerFactory.getLogger(HostWatches.class);
    private static final long COMPILE_AFTER_MILLIS = 1_000;

    private final HomeFolder home;
    private final HostConfiguration configuration;
    private final AdapterLoader loader;
    private final HostAccounts accounts;
    private final PluginCatalog catalog;
    private final ScriptCompiler compiler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<FolderWatch> watches;
    private FolderWatch plugins;

    /// Takes the files as they are now for known; [#start] begins to watch.
    ///
    /// @param written further files of the home, and who reads them again
    HostWatches(HomeFolder home, HostConfiguration configuration, AdapterLoader loader, HostAccounts accounts,
            PluginCatalog catalog, ScriptCompiler compiler, Map<Path, Runnable> written) {
        this.home = home;
        this.configuration = configuration;
        this.loader = loader;
        this.accounts = accounts;
        this.catalog = catalog;
        this.compiler = compiler;
        watches = Stream.concat(
                Stream.of(watch(List.of(home.adapters()), "*.jar", this::syncAdapters),
                        watch(List.of(home.accounts()), "*.{yaml,yml}", accounts::apply),
                        watch(List.of(home.root()), "botyard.yaml", this::settingsChanged)),
                written.entrySet().stream().map(file -> watch(List.of(file.getKey().getParent()),
                        file.getKey().getFileName().toString(), file.getValue()::run)))
                .toList();
        plugins = pluginWatch();
    }

    @FunctionalInterface
    private interface Reload {
        void run() throws InterruptedException;
    }

    @Override
    public void start() {
        watches.forEach(FolderWatch::start);
        plugins.start();
    }

    /// Has the scripts compiled when the first messages have had the processor for themselves.
    void compileScriptsSoon() {
        Threads.startVirtual("compile-scripts", () -> {
            try {
                if (!closed.await(COMPILE_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                    catalog.compileFromNow();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private FolderWatch pluginWatch() {
        return watch(configuration.pluginFolders(), "*.{py,js,mjs,cjs}", catalog::refresh);
    }

    private static FolderWatch watch(List<Path> folders, String names, Reload reload) {
        FolderWatch watch = new FolderWatch(folders, names, changes -> {
            try {
                reload.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.error("reading changed files failed: {}", changes, e);
            }
        });
        watch.baseline();
        return watch;
    }

    /// Makes the jars of the adapters folder the added adapters.
    void syncAdapters() throws InterruptedException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.adapters())) {
            files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().forEach(jars::add);
        } catch (IOException e) {
            log.error("the adapters folder {} cannot be read: {}", home.adapters(), e.getMessage());
            return;
        }
        loader.sync(jars);
    }

    /// Reads the settings again, and makes all parts follow that can without a start.
    synchronized void settingsChanged() throws InterruptedException {
        List<String> waited = configuration.waitingForStart();
        List<Path> folders = configuration.pluginFolders();
        if (!configuration.read()) {
            return;
        }
        log.info("botyard.yaml was read again");
        List<String> waiting = configuration.waitingForStart();
        if (!waiting.isEmpty() && !waiting.equals(waited)) {
            log.warn("changed in botyard.yaml, and in effect from the next start on: {}",
                    String.join(", ", waiting));
        }
        Logging.level(configuration.settings().log().level());
        Logging.format(configuration.settings().log().format());
        if (!configuration.pluginFolders().equals(folders)) {
            plugins.close();
            plugins = pluginWatch();
            plugins.start();
        }
        catalog.refresh();
        accounts.apply();
    }

    @Override
    public void close() {
        closed.countDown();
        compiler.close();
        closeWatches();
    }

    private synchronized void closeWatches() {
        watches.forEach(FolderWatch::close);
        plugins.close();
    }
}
