package dev.botyard.runtime.cli;

import dev.botyard.runtime.HostFacts;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.BackupException;
import dev.botyard.runtime.ops.backup.KeptBackups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `botyard upgrade`.
@Command(name = "upgrade", description = "Exchanges what install.sh has installed for another release: checks its hash, keeps a backup, tries it on a copy of your data, and only then lets it take the place. A running host goes on with the former version until it is restarted.", mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--archive", paramLabel = "FILE", description = "A release on this machine; its hash stands in FILE.sha256 beside it. Default: the newest is fetched.")
    private Path archive;

    @Option(names = "--sha256", paramLabel = "HASH", description = "The SHA-256 that the release must have.")
    private String hash;

    @Option(names = "--to", paramLabel = "VERSION", description = "This version instead of the newest.")
    private String version;

    @Option(names = "--back", description = "Go back to the version before.")
    private boolean back;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (back && (archive != null || hash != null || version != null)) {
            throw new CliProblem(2, "--back goes to the version before; it takes no archive, hash or version.");
        }
        Installation installation = Installation.of(Distribution.folder());
        return back ? goBack(installation) : upgrade(installation);
    }

    private int upgrade(Installation installation) throws IOException, InterruptedException {
        Output output = new Output(spec);
        Path next = installation.prepare(asked());
        output.line("checked and unpacked: " + next.getFileName());
        if (next.equals(installation.version())) {
            output.line("That is the version that runs this command; nothing was changed.");
            return 0;
        }
        Ticker ticker = Ticker.system();
        Path kept = backup(output, ticker);
        new StartCheck(next, ticker).on(kept);
        output.line("It starts on a copy of your data.");
        installation.change(next);
        output.line(next.getFileName() + " takes the place of " + installation.version().getFileName() + ".");
        output.line("Restart the host to use it. To go back: " + Launcher.hint("upgrade --back") + ".");
        return 0;
    }

    private int goBack(Installation installation) throws IOException, InterruptedException {
        Path former = installation.former().orElseThrow(() -> new CliProblem("There is no version before this one."));
        installation.change(former);
        Output output = new Output(spec);
        output.line(former.getFileName() + " takes the place of " + installation.version().getFileName()
                + ". Restart the host to use it.");
        output.line("If it does not understand what the newer one has written, " + Launcher.hint("restore FILE")
                + " puts back the backup in "
                + home.folder().backups() + ".");
        return 0;
    }

    private List<String> asked() {
        List<String> options = new ArrayList<>();
        if (archive != null) {
            options.addAll(List.of("--archive", archive.toAbsolutePath().normalize().toString()));
        }
        if (hash != null) {
            options.addAll(List.of("--sha256", hash));
        }
        if (version != null) {
            options.addAll(List.of("--version", version));
        }
        return options;
    }

    /// @return null where no host has run yet
    private Path backup(Output output, Ticker ticker) throws IOException {
        HomeFolder folder = home.folder();
        StorePlace place = Settings.store(folder);
        if (!place.exists()) {
            return null;
        }
        Path target = new KeptBackups(folder).next("before-upgrade", ticker);
        try {
            new Backup(place, HostFacts.VERSION, ticker).write(target, false);
        } catch (BackupException | StoreException e) {
            throw new CliProblem("Nothing was changed, because no backup could be written: " + e.getMessage());
        }
        output.line("backup: " + target);
        return target;
    }
}
