package dev.botyard.runtime.config;

import java.util.stream.Stream;
import dev.botyard.runtime.infra.folder.FileTwin;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// `accounts/`: reads all files at once, since two of them can contradict each other.
public final class AccountFolder {
    private static final String KEPT = ".removed";

    private final Path folder;
    private final YamlReader reader;

    public AccountFolder(Path folder, YamlReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /// Reads every `*.yaml` and `*.yml`.
    ///
    /// Where several files claim to be the default of one IM type, that is a problem of each of them, and what held before keeps
    /// holding: the earlier default stays it, if its account still exists, and none of the others becomes it.
    /// Where one id has two files, neither counts.
    ///
    /// @param canonical the IM type an alias stands for
    /// @param defaults  account id by canonical IM type, as it is now
    public Contents read(UnaryOperator<String> canonical, Map<String, String> defaults) {
        List<ConfigProblem> problems = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        Map<String, List<Path>> files = files(problems);
        boolean listed = problems.isEmpty();
        FileTwin.among(files.keySet()).forEach(twin -> Stream.of(twin.one(), twin.other()).flatMap(id -> files.get(id).stream())
                .forEach(path -> problems.add(new ConfigProblem(reader.shown(path), 0, "", "the accounts " + twin.sentence()
                        + "; rename one of the files."))));
        List<AccountFile> accounts = new ArrayList<>();
        List<AccountFile> doubtful = new ArrayList<>();
        Map<String, Integer> defaultLines = new HashMap<>();
        files.forEach((id, paths) -> {
            if (paths.size() > 1) {
                broken.add(id);
                paths.forEach(path -> problems.add(new ConfigProblem(reader.shown(path), 0, "", "the account '" + id
                        + "' has two files, " + names(paths) + "; remove one.")));
                return;
            }
            Reading<YamlNode.YamlObject> yaml = reader.read(paths.getFirst());
            Reading<AccountFile> account = account(paths.getFirst(), yaml);
            problems.addAll(account.problems());
            if (account.ok()) {
                accounts.add(account.value());
                YamlNode claim = yaml.value().fields().get("default");
                defaultLines.put(id, claim == null ? 0 : claim.place().line());
            } else {
                broken.add(id);
                if (!yaml.value().fields().isEmpty()) {
                    doubtful.add(account.value());
                }
            }
        });
        return new Contents(settleDefaults(accounts, defaultLines, canonical, defaults, problems), doubtful, broken, listed,
                problems);
    }

    /// Notes which variables the files refer to, before anything is read and long before anything is applied: a process that is started
    /// meanwhile must not get them.
    public void noteVariables() {
        files(new ArrayList<>()).values().stream().flatMap(List::stream).forEach(reader::noteVariables);
    }

    /// What a text would say as the file of an account; nothing is written.
    public Reading<AccountFile> draft(String id, String text) {
        Path file = place(id);
        return account(file, reader.parse(reader.shown(file), text));
    }

    /// What the text of an account's file becomes when an operator gives other values, with all that is wrong then.
    ///
    /// @param settings those of the adapter that connects such an account, none where there is no such adapter
    public Reading<String> changed(String id, String text, AccountForm form, Function<AccountFile, List<Setting>> settings) {
        FileEdit edit = new FileEdit(reader.shown(place(id)), text, reader);
        if (!edit.problems().isEmpty()) {
            return new Reading<>(text, edit.problems());
        }
        edit.give(AccountDeclaration.SETTINGS, List.of(), form.values());
        edit.give(settings.apply(draft(id, edit.text()).value()), List.of("config"), form.config());
        List<ConfigProblem> problems = new ArrayList<>(edit.problems());
        problems.addAll(draft(id, edit.text()).problems());
        return new Reading<>(edit.text(), problems);
    }

    /// The form of an account, of its file or of a text that stands for one.
    ///
    /// @param adapter the id of the one that connects it, `""` for none, and its settings
    public AccountSettings form(String id, String text, String adapter, List<Setting> settings) {
        Path file = place(id);
        Reading<YamlNode.YamlObject> read = reader.parse(reader.shown(file), text);
        Reading<AccountFile> account = account(file, read);
        return AccountSettings.of(account.value(), adapter, settings, read.value(),
                reader.asWritten(reader.shown(file), text).value(), account.problems());
    }

    /// The text of an account's file.
    ///
    /// @throws NoSuchFileException when it has none
    public String text(String id) throws IOException {
        Path file = existing(id);
        if (Files.size(file) > YamlReader.MAX_BYTES) {
            throw new IllegalArgumentException(reader.shown(file) + " is larger than 1 MiB; edit the file itself");
        }
        return Files.readString(file);
    }

    /// The account in a file, with all that is wrong. Of a file that is no YAML at all nothing else is told.
    private static Reading<AccountFile> account(Path file, Reading<YamlNode.YamlObject> yaml) {
        Reading<AccountFile> account = AccountFile.of(file, yaml.value());
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        if (yaml.ok() || !yaml.value().fields().isEmpty()) {
            problems.addAll(account.problems());
        }
        return new Reading<>(account.value(), problems);
    }

    /// Writes the file of a new account. Only this user may read it, since it may hold secrets.
    ///
    /// @throws FileAlreadyExistsException when the account has a file
    /// @throws IllegalArgumentException   when one with nearly the same id has
    public void create(String id, String text) throws IOException {
        Path file = file(id);
        FileTwin.of(id, ids()).ifPresent(twin -> {
            throw new IllegalArgumentException("the accounts " + twin.sentence() + "; choose another id");
        });
        if (Files.exists(file) || Files.exists(folder.resolve(id + ".yml"))) {
            throw new FileAlreadyExistsException(file.toString());
        }
        PrivateFiles.createOnce(file, text.stripTrailing());
    }

    /// The file of an account.
    ///
    /// @throws NoSuchFileException      when it has none
    /// @throws IllegalArgumentException when it has two
    public Path existing(String id) throws NoSuchFileException {
        List<Path> found = files(new ArrayList<>()).getOrDefault(id, List.of());
        if (found.size() > 1) {
            throw new IllegalArgumentException("the account '" + id + "' has two files, " + names(found) + "; remove one");
        }
        if (found.isEmpty()) {
            throw new NoSuchFileException(id + ".yaml");
        }
        return found.getFirst();
    }

    /// Writes another text into the file of an account.
    public void replace(String id, String text) throws IOException {
        PrivateFiles.replace(existing(id), text.stripTrailing());
    }

    /// Takes the file of an account away. It is kept beside, under a name that is no account's, until the next one of this name is.
    ///
    /// @return what it is called now
    public Path remove(String id) throws IOException {
        Path file = existing(id);
        return reader
                .shown(Files.move(file, file.resolveSibling(file.getFileName() + KEPT), StandardCopyOption.REPLACE_EXISTING));
    }

    /// The ids that have a file, broken ones too.
    public Set<String> ids() {
        return Set.copyOf(files(new ArrayList<>()).keySet());
    }

    /// Where an account stands, or would.
    private Path place(String id) {
        List<Path> found = files(new ArrayList<>()).getOrDefault(id, List.of());
        return found.isEmpty() ? file(id) : found.getFirst();
    }

    private Path file(String id) {
        Path file = folder.resolve(id + ".yaml");
        if (!folder.equals(file.getParent())) {
            throw new IllegalArgumentException("not an account's id: " + id);
        }
        return file;
    }

    private Map<String, List<Path>> files(List<ConfigProblem> problems) {
        Map<String, List<Path>> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, AccountFolder::counts)) {
            for (Path entry : entries) {
                files.computeIfAbsent(AccountFile.id(entry), _ -> new ArrayList<>()).add(entry);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            files.clear();
            problems.add(new ConfigProblem(reader.shown(folder), 0, "",
                    "the folder cannot be read: " + unreadable.getMessage() + "."));
        }
        files.values().forEach(paths -> paths.sort(null));
        return files;
    }

    /// Whether a file's name makes it an account.
    static boolean counts(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"))
                && (Files.isRegularFile(file) || DanglingLink.is(file));
    }

    private static List<AccountFile> settleDefaults(List<AccountFile> accounts, Map<String, Integer> lines,
            UnaryOperator<String> canonical, Map<String, String> defaults,
            List<ConfigProblem> problems) {
        Map<String, List<AccountFile>> claims = new TreeMap<>();
        for (AccountFile account : accounts) {
            if (account.preferred()) {
                claims.computeIfAbsent(canonical.apply(account.im()), _ -> new ArrayList<>()).add(account);
            }
        }
        claims.values().removeIf(claimants -> claimants.size() < 2);
        claims.forEach((im, claimants) -> {
            String names = names(claimants.stream().map(AccountFile::file).toList());
            claimants.forEach(account -> problems.add(new ConfigProblem(account.file(), lines.get(account.id()), "default",
                    "the IM '" + im + "' has " + claimants.size() + " default accounts, " + names
                            + "; leave 'default: true' in one. Until then the default stays what it was.")));
        });
        return accounts.stream().map(account -> {
            String im = canonical.apply(account.im());
            return claims.containsKey(im) ? account.preferred(account.id().equals(defaults.get(im))) : account;
        }).toList();
    }

    private static String names(List<Path> paths) {
        return String.join(" and ", paths.stream().map(path -> path.getFileName().toString()).toList());
    }

    /// @param accounts the valid ones, sorted by id
    /// @param doubtful what could be read of broken ones, so that the rest of their mistakes can be told as well
    /// @param broken   ids whose file is there but not valid: what ran under them keeps running
    /// @param listed   false when the folder itself could not be read: nothing is known about which accounts are gone
    /// @param problems of all files, in order
    public record Contents(List<AccountFile> accounts, List<AccountFile> doubtful, Set<String> broken, boolean listed,
            List<ConfigProblem> problems) {
        /// Of an empty folder.
        public static final Contents NOTHING = new Contents(List.of(), List.of(), Set.of(), true, List.of());

        public Contents {
            accounts = List.copyOf(accounts);
            doubtful = List.copyOf(doubtful);
            broken = Set.copyOf(broken);
            problems = problems.stream().sorted(ConfigProblem.BY_PLACE).toList();
        }
    }
}
