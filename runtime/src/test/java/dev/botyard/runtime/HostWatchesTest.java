package dev.botyard.runtime;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botyard.runtime.im.adapter.LoadedAdapter;
import dev.botyard.runtime.im.adapter.SampleJar;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Whatever is dropped into a home takes effect without a restart, and touches its own part alone.
class HostWatchesTest {
    @TempDir
    private Path folder;
    private PlayedAccounts played;
    private PluginCatalog catalog;
    private HostWatches watches;

    @BeforeEach
    void open() throws Exception {
        played = new PlayedAccounts(folder);
        played.accounts.apply();
        ScriptCompiler compiler = new ScriptCompiler(() -> new Interpreters(folder, "", ""),
                played.configuration.childEnvironment());
        catalog = new PluginCatalog(played.configuration::pluginFolders, () -> ZoneOffset.UTC, nothingNeeded(), compiler);
        watches = new HostWatches(played.home, played.configuration, played.loader, played.accounts, catalog, compiler,
                Map.of());
        watches.start();
    }

    private static PluginEnvironments nothingNeeded() {
        return (language, dependencies, changed) -> PluginEnvironments.State.NOTHING_NEEDED;
    }

    @AfterEach
    void close() throws InterruptedException {
        watches.close();
        played.close();
    }

    private List<String> plugins() {
        return catalog.snapshot().all().stream().map(Plugin::file).sorted().toList();
    }

    @Test
    void anAccountsFileIsFollowed() throws IOException {
        Path file = Files.writeString(played.home.accounts().resolve("a.yaml"), "im: sample\n");
        await().until(() -> played.ids().equals(List.of("a", "web")));
        Files.delete(file);
        await().until(() -> played.ids().equals(List.of("web")));
    }

    @Test
    void aPluginIsFollowed() throws IOException {
        Path file = Files.writeString(played.home.plugins().resolve("a.py"), "#[rule: hi]\n");
        Files.writeString(played.home.plugins().resolve("notes.txt"), "no plugin");
        await().until(() -> plugins().equals(List.of("a.py")));
        Files.delete(file);
        await().until(() -> plugins().isEmpty());
    }

    @Test
    void anAdapterThatIsDroppedInIsLoaded() throws IOException {
        SampleJar.adapter("more", "1.0.0").write(played.home.adapters().resolve("more.jar"));
        await().until(() -> played.loader.catalog().all().stream().map(LoadedAdapter::toString).anyMatch("more 1.0.0"::equals));
    }

    @Test
    void settingsAreFollowedAndTheFoldersThatTheyName() throws IOException {
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("b.py"), "#[rule: ho]\n");
        Files.writeString(played.home.settingsFile(), "plugins: { folders: [" + more + "] }\naliases: { smp: sample }\n");
        await().until(() -> plugins().equals(List.of("b.py")));
        assertEquals("sample", played.configuration.settings().canonical("smp"));
        Files.writeString(more.resolve("c.py"), "#[rule: hey]\n");
        await().until(() -> plugins().equals(List.of("b.py", "c.py")));
    }

    @Test
    void whatHasToWaitForTheNextStartIsNamedOnce() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(HostWatches.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.list = new CopyOnWriteArrayList<>();
        logged.start();
        logger.addAppender(logged);
        try {
            for (String more : List.of("a", "b", "c")) {
                Files.writeString(played.home.settingsFile(),
                        "plugins: { node: /opt/node }\nmedia: { max_mb: 7 }\naliases: { " + more + ": sample }\n");
                await().until(() -> played.configuration.settings().canonical(more).equals("sample"));
            }
        } finally {
            watches.close();
            logger.detachAppender(logged);
        }
        assertEquals(
                List.of("changed in botyard.yaml, and in effect from the next start on: plugins.node, media.max_mb"),
                logged.list.stream().filter(event -> event.getLevel() == Level.WARN).map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }

    @Test
    void settingsWithAMistakeChangeNothing() throws IOException {
        Files.writeString(played.home.settingsFile(), "aliases: { smp: sample }\n");
        await().until(() -> played.configuration.settings().canonical("smp").equals("sample"));
        Files.writeString(played.home.settingsFile(), "aliases: {}\nprot: 1\n");
        await().until(() -> !played.configuration.problems().isEmpty());
        assertEquals("sample", played.configuration.settings().canonical("smp"));
    }
}
