package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.config.StoreSettings;
import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.DatabaseCopy;
import dev.botyard.runtime.infra.store.StoreCopy;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.store.StoreServer;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `botyard store copy`.
@Command(name = "copy", description = "Copies everything that survives from one database to another, counts the rows of each table and compares them. The host must be stopped. The settings stay as they are: change store.url when it is done.", mixinStandardHelpOptions = true)
final class StoreCopyCommand implements Callable<Integer> {
    private static final String FILE = "sqlite";
    private static final String FORMER = ".before-copy";

    @Mixin
    private HomeOption home;

    @Mixin
    private Answers answers;

    @Option(names = "--to", required = true, paramLabel = "STORE", description = "'jdbc:postgresql://SERVER/DATABASE', or 'sqlite' for the file in the home.")
    private String to;

    @Option(names = "--from", paramLabel = "STORE", description = "Likewise; default: 'sqlite', and with --to sqlite what the settings name.")
    private String from;

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in on the server; default: store.user. The password comes from BOTYARD_STORE_PASSWORD, else from store.password.")
    private String user;

    @Option(names = "--replace", description = "The target may hold something, which is removed; a file is kept beside the new one.")
    private boolean replace;

    /// What was copied.
    ///
    /// @param tables rows by table
    record Copied(String from, String to, long rows, Map<String, Long> tables) {}

    @Override
    public Integer call() throws IOException {
        HomeFolder folder = home.folder();
        StorePlace source = from == null && to.equals(FILE) ? named(folder) : place(from == null ? FILE : from);
        StorePlace target = place(to);
        if (source.equals(target)) {
            throw new CliProblem(2, "--from and --to are the same store: " + shown(source) + ".");
        }
        try (HomeLock lock = held(folder); Ticker ticker = Ticker.system()) {
            Map<String, Long> tables = copy(source, target, ticker);
            Copied copied = new Copied(shown(source), shown(target), tables.values().stream().mapToLong(Long::longValue).sum(),
                    tables);
            return answers.show(Shown.tree(copied), output -> {
                tables.forEach((table, rows) -> output.line(table + ": " + rows));
                output.line(copied.rows() + " rows are copied from " + copied.from() + " to " + copied.to()
                        + " and are the same there.");
                output.line(target.server().isPresent()
                        ? "Now set store.url in " + folder.settingsFile() + " and start the host."
                        : "Now take store.url out of " + folder.settingsFile() + " and start the host.");
            });
        } catch (StoreException | HomeException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    private static HomeLock held(HomeFolder folder) {
        if (!Files.isDirectory(folder.data())) {
            folder.create();
        }
        return folder.lock();
    }

    private StorePlace named(HomeFolder folder) {
        StorePlace named = Settings.store(folder);
        StoreServer server = named.server()
                .orElseThrow(() -> new CliProblem(2, "The settings name no store on a server; say which with --from."));
        return user == null
                ? named
                : new StorePlace(folder, Optional.of(new StoreServer(server.url(), user, server.password(), server.shown())));
    }

    private StorePlace place(String named) {
        HomeFolder folder = home.folder();
        if (named.equals(FILE)) {
            return StorePlace.file(folder);
        }
        StoreSettings settings = Settings.read(folder).value().store();
        try {
            StoreSettings asked = new StoreSettings("", settings.user(), settings.password()).in(System.getenv());
            return new StorePlace(folder, Optional.of(
                    StoreServer.of(named, user == null ? asked.user() : user, asked.password())));
        } catch (IllegalArgumentException e) {
            throw new CliProblem(2, "'" + FILE + "' or an address was expected: " + e.getMessage() + ".");
        }
    }

    private static String shown(StorePlace place) {
        return place.server().map(StoreServer::shown).orElse(place.home().database().toString());
    }

    /// By way of a file, which is the target itself or in the end thrown away.
    private Map<String, Long> copy(StorePlace source, StorePlace target, Ticker ticker) throws IOException {
        if (source.server().isEmpty() && !source.exists()) {
            throw new CliProblem("There is no database in " + source.home().root() + ", so there is nothing to copy.");
        }
        if (source.server().isEmpty()) {
            return StoreCopy.toServer(source.home().database(), target.server().orElseThrow(), target.name(), replace, ticker);
        }
        Path folder = Files.createTempDirectory(source.home().data(), "copy-");
        try {
            Path file = folder.resolve("botyard.db");
            Map<String, Long> tables = StoreCopy.moveToFile(source.server().get(), file, source.name(), ticker);
            if (target.server().isPresent()) {
                return StoreCopy.toServer(file, target.server().get(), target.name(), replace, ticker);
            }
            makeRoom(target.home().database());
            Files.move(file, target.home().database(), StandardCopyOption.ATOMIC_MOVE);
            return tables;
        } finally {
            FolderTree.remove(folder);
        }
    }

    private void makeRoom(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        boolean empty = DatabaseCopy.check(file).values().stream().allMatch(rows -> rows == 0);
        if (!empty && !replace) {
            throw new CliProblem("The database " + file + " is not empty. With --replace it is kept as " + file.getFileName()
                    + FORMER + " and another takes its place.");
        }
        Files.move(file, file.resolveSibling(file.getFileName() + FORMER), StandardCopyOption.REPLACE_EXISTING);
    }
}
