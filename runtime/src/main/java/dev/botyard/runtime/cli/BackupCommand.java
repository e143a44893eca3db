package dev.botyard.runtime.cli;

import dev.botyard.runtime.HostFacts;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.ops.backup.Backup;
import dev.botyard.runtime.ops.backup.BackupException;
import dev.botyard.runtime.ops.backup.KeptBackups;
import dev.botyard.runtime.ops.backup.Manifest;
import dev.botyard.runtime.infra.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard backup`.
@Command(name = "backup", description = "Writes everything that a new machine needs into one file: database, accounts, plugins, adapters, settings and keys. The host may run meanwhile. '${ROOT-COMMAND-NAME} restore' puts it back.", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--media", description = "Also keep pictures and other media of the last time.")
    private boolean media;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A file that does not exist yet; default: botyard-backup-TIME.zip here.")
    private Path file;

    @Override
    public Integer call() {
        Output output = new Output(spec);
        Ticker ticker = Ticker.system();
        Path target = (file != null
                ? file
                : Path.of(KeptBackups.name("botyard-backup", ticker)))
                .toAbsolutePath().normalize();
        try {
            Manifest manifest = new Backup(Settings.store(home.folder()), HostFacts.VERSION, ticker).write(target, media);
            output.line("written to " + target + " (" + manifest.files().size() + " files)");
            manifest.outside().forEach(sentence -> output.line("not in it: " + sentence));
            if (!manifest.variables().isEmpty()) {
                output.line("a new machine also needs the environment variables " + String.join(", ", manifest.variables()));
            }
            output.line("It holds secrets; keep it where only you can read it.");
            return 0;
        } catch (BackupException | StoreException e) {
            throw new CliProblem(e.getMessage());
        }
    }
}
