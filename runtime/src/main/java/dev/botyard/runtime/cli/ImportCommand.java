package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.ops.moving.HomeBuckets;
import dev.botyard.runtime.ops.moving.MoveReport;
import dev.botyard.runtime.ops.moving.Moving;
import dev.botyard.runtime.ops.moving.OldFolder;
import dev.botyard.runtime.script.library.ScriptCheck;
import dev.botyard.runtime.script.plugin.Plugin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `botyard import`.
@Command(name = "import", description = "Moves in from another host (AutClaw, autMan): takes plugins, replies, exports of buckets, settings, masters and accounts out of its folder. Alone it says what would come and what each plugin needs, and changes nothing; with --apply it does it. Nothing in the home is overwritten; the host may run, or not.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Parameters(paramLabel = "FOLDER", description = "The other host's folder, its plugin folder, or any folder of scripts.")
    private Path folder;

    @Option(names = "--apply", description = "Do it.")
    private boolean apply;

    @Option(names = "--dry-run", description = "Only say what it would do; so it is without --apply, too.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path place = folder.toAbsolutePath().normalize();
        HomeFolder home = client.home();
        check(place, home);
        MoveReport report;
        try {
            if (apply) {
                home.create();
            }
            report = moved(place, home);
        } catch (HomeException | StoreException e) {
            throw new CliProblem(e.getMessage());
        }
        return answers.show(Shown.tree(report), output -> new MoveText(output).show(report));
    }

    private void check(Path place, HomeFolder home) throws IOException {
        if (apply && dryRun) {
            throw new CliProblem(2, "--apply and --dry-run exclude each other.");
        }
        if (!Files.isDirectory(place)) {
            throw new CliProblem("There is no folder " + place + ".");
        }
        if (OldFolder.overlap(place, home.root())) {
            throw new CliProblem(place + " and the home folder " + home.root()
                    + " lie in each other; name the folder of the other host.");
        }
    }

    private MoveReport moved(Path place, HomeFolder home) throws IOException, InterruptedException {
        if (!Files.isDirectory(home.data())) {
            return moved(place, home, new NoBuckets(), false);
        }
        HomeLock lock;
        try {
            lock = home.lock();
        } catch (HomeException inUse) {
            return moved(place, home, new ServedBuckets(client), true);
        }
        try (lock) {
            StorePlace kept = Settings.store(home);
            if (!apply && !kept.exists()) {
                return moved(place, home, new NoBuckets(), false);
            }
            Ticker ticker = Ticker.system();
            if (apply) {
                return moved(place, home, kept, ticker);
            }
            // Opening a database may bring it to another version, which a dry run must not.
            Path copies = Files.createTempDirectory("botyard-import");
            try {
                HomeFolder copy = new HomeFolder(copies);
                Files.createDirectory(copy.data());
                kept.copyTo(copy.database(), ticker);
                return moved(place, home, StorePlace.file(copy), ticker);
            } finally {
                FolderTree.remove(copies);
            }
        }
    }

    private MoveReport moved(Path place, HomeFolder home, StorePlace kept, Ticker ticker)
            throws IOException, InterruptedException {
        try (ticker; Store store = kept.open(ticker)) {
            return moved(place, home, new StoredBuckets(store.buckets()), false);
        }
    }

    private MoveReport moved(Path place, HomeFolder home, HomeBuckets buckets, boolean running)
            throws IOException, InterruptedException {
        OldFolder found = OldFolder.look(place);
        ScriptCheck.Checked checked = CheckedPlugins.of(found.scripts().stream().map(OldFolder.Found::file).toList(), home);
        return new Moving(found, home, buckets, () -> KnownAdapters.find(client)).move(
                checked.plugins().stream().collect(Collectors.toMap(Plugin::path, Function.identity())), checked.missing(),
                checked.unreadable(), apply, running);
    }

    /// A home that is to be made.
    private static final class NoBuckets implements HomeBuckets {
        @Override
        public byte[] export() {
            return new byte[0];
        }

        @Override
        public void add(byte[] lines) {
            throw new IllegalStateException("a dry run writes nothing");
        }
    }

    private record StoredBuckets(Buckets buckets) implements HomeBuckets {
        @Override
        public byte[] export() {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            buckets.exportTo("", lines);
            return lines.toByteArray();
        }

        @Override
        public void add(byte[] lines) {
            buckets.addFrom(new ByteArrayInputStream(lines));
        }
    }

    private record ServedBuckets(HostClient client) implements HomeBuckets {
        @Override
        public byte[] export() {
            return client.bytes("/export/buckets");
        }

        @Override
        public void add(byte[] lines) {
            client.post("/import/buckets?keep=true", lines);
        }
    }
}
