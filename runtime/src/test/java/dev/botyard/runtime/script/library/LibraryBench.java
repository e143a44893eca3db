package dev.botyard.runtime.script.library;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.script.plugin.Confinements;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.script.plugin.Switches;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A plugin folder with its library. The interpreter says of every script with the word FAULT that this line is wrong.
public final class LibraryBench implements AutoCloseable {
    public final Path home;
    public final Path plugins;
    public final TestTicker clock = new TestTicker(Instant.parse("2026-01-02T08:00:00Z"));
    public final Store store;
    public final ScriptCompiler compiler;
    public final PluginCatalog catalog;
    public final PluginLibrary library;
    public final Confinements confinements;
    public final PluginInstaller installer;
    /// Whoever is asked for addresses.
    public SourceReader.Remote remote = address -> {
        throw new SourceException(address + " was answered with 404");
    };
    /// What came, changed and went.
    public final List<String> told = new ArrayList<>();

    public LibraryBench(Path home) throws IOException {
        this.home = home;
        plugins = Files.createDirectories(home.resolve("plugins"));
        Path python = home.resolve("interpreter");
        Files.writeString(python, """
                #!/bin/sh
                tr ',' '\\n' | sed -n 's/.*"\\(\\/[^"]*\\)".*/\\1/p' | while read -r file || [ -n "$file" ]; do
                  line=$(grep -n FAULT "$file" | head -1 | cut -d: -f1)
                  [ -n "$line" ] && echo "{\\"file\\":\\"$file\\",\\"line\\":$line,\\"message\\":\\"SyntaxError: no\\"}"
                done
                exit 0
                """);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        store = Store.open(home.resolve("botyard.db"));
        compiler = new ScriptCompiler(() -> new Interpreters(home, python.toString(), python.toString()), System::getenv);
        Switches switches = new Switches(store.hostState());
        catalog = new PluginCatalog(() -> List.of(plugins, plugins.resolve("replies")), () -> ZoneOffset.UTC,
                (_, _, _) -> PluginEnvironments.State.NOTHING_NEEDED, compiler, switches);
        catalog.listen((before, after) -> told.add(after == null
                ? "-" + before.file()
                : (before == null ? "+" : "~") + after.file() + " " + after.state()));
        library = new PluginLibrary(plugins, home.resolve("versions"), catalog,
                new ScriptCheck(compiler, () -> ZoneOffset.UTC, _ -> List.of(), () -> List.of(plugins), () -> false, false),
                switches,
                clock);
        confinements = new Confinements(store.hostState());
        installer = new PluginInstaller(library,
                new SourceReader(address -> remote.get(address), home, () -> ChildEnvironment.least(System.getenv())),
                store.hostState(), confinements, clock);
        catalog.refresh();
    }

    public Plugin plugin(String file) {
        return catalog.snapshot().find(file).orElseThrow();
    }

    public String read(String file) throws IOException {
        return Files.readString(plugins.resolve(file));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        compiler.close();
        store.close();
    }
}
