package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.folder.FileTwin;
import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.library.PluginVersion.Why;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginCatalog;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.script.plugin.Switches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes, removes and brings back plugin files. What a file was before is kept; nothing is written over what somebody else has changed
/// meanwhile. Thread-safe.
public final class PluginLibrary {
    private final Path folder;
    private final PluginCatalog catalog;
    private final ScriptCheck check;
    private final Switches switches;
    private final PluginVersions versions;

    /// @param folder   where new plugins go
    /// @param versions where former versions go
    public PluginLibrary(Path folder, Path versions, PluginCatalog catalog, ScriptCheck check, Switches switches,
            InstantSource clock) {
        this.folder = folder;
        this.catalog = catalog;
        this.check = check;
        this.switches = switches;
        this.versions = new PluginVersions(versions, clock);
    }

    /// What must be there for a file to be written.
    ///
    /// @param stamp of the content that the writer has seen, `""` for whatever is there
    /// @param fresh whether the file must not exist yet
    public record Expected(String stamp, boolean fresh) {
        public static final Expected ANYTHING = new Expected("", false);
        public static final Expected NOTHING = new Expected("", true);
    }

    /// A plugin's text.
    public record Text(String file, String stamp, String source) {}

    /// What a plugin's file says.
    public Text text(Plugin plugin) throws IOException {
        byte[] bytes = Files.readAllBytes(plugin.path());
        return new Text(plugin.file(), PluginFile.stamp(bytes), PluginFile.text(plugin.file(), bytes));
    }

    /// What is wrong with a script that is not saved. Blocks while it is compiled.
    ///
    /// @throws IllegalArgumentException when it can be no plugin's file
    public ScriptVerdict check(String file, byte[] bytes) throws IOException, InterruptedException {
        ScriptName.checked(file);
        if (bytes.length > PluginFile.MAX_BYTES) {
            throw new IllegalArgumentException("a script may have " + PluginFile.MAX_BYTES + " bytes at most");
        }
        // Beside the plugins, so that what it imports from there is found; hidden, so that nobody takes it for one.
        Path trial = Files.createTempDirectory(folder, ".checked-");
        try {
            Path place = place("", file).getParent().endsWith(ReplyScript.FOLDER) ? trial.resolve(ReplyScript.FOLDER) : trial;
            Path script = Files.createDirectories(place).resolve(file);
            Files.write(script, bytes);
            ScriptCheck.Checked checked = check.of(List.of(script));
            if (!checked.unreadable().isEmpty()) {
                throw new IllegalArgumentException(file + " cannot be read: " + checked.unreadable().get(script));
            }
            Plugin plugin = checked.plugins().getFirst();
            List<HeaderProblem> problems = new ArrayList<>(plugin.problems());
            if (!plugin.invalid().isEmpty() && problems.stream().noneMatch(one -> plugin.invalid().endsWith(one.message()))) {
                problems.add(new HeaderProblem(0, Severity.ERROR, plugin.invalid()));
            }
            return new ScriptVerdict(file, problems.stream().noneMatch(one -> one.severity() == Severity.ERROR),
                    List.copyOf(problems), checked.missing().getOrDefault(script, List.of()));
        } finally {
            FolderTree.remove(trial);
        }
    }

    /// Writes a script in one step; what the file was before is kept.
    ///
    /// @return whether the file is new
    /// @throws IllegalArgumentException when it can be no plugin's file
    /// @throws LibraryConflict          when something else is there than expected
    public boolean write(String file, byte[] bytes, Expected expected) throws IOException {
        return write("", file, bytes, expected, Why.WRITTEN);
    }

    /// @param below the folder below the plugin folder where a new file goes, `""` for that itself
    synchronized boolean write(String below, String file, byte[] bytes, Expected expected, Why why) throws IOException {
        Path path = place(below, ScriptName.checked(file));
        twin(file).ifPresent(twin -> {
            throw new LibraryConflict("the plugins " + twin.sentence() + "; choose another name");
        });
        Optional<byte[]> before = bytes(path);
        refuseOther(file, before, expected);
        if (before.isPresent()) {
            versions.keep(file, before.get(), why);
        }
        Files.createDirectories(path.getParent());
        replace(path, bytes);
        catalog.refresh();
        return before.isEmpty();
    }

    /// Removes a plugin; its text is kept as a version.
    ///
    /// @param stamp of the content that whoever removes it has seen, `""` for whatever is there
    /// @return the number of the version
    public synchronized int remove(Plugin plugin, String stamp) throws IOException {
        byte[] bytes = bytes(plugin.path()).orElseThrow(() -> new LibraryConflict(plugin.file() + " is gone already"));
        refuseOther(plugin.file(), Optional.of(bytes), new Expected(stamp, false));
        int number = versions.keep(plugin.file(), bytes, Why.REMOVED);
        Files.deleteIfExists(plugin.path());
        switches.turn(plugin.file(), true);
        catalog.refresh();
        return number;
    }

    /// Makes a former version the present one, also of a plugin that was removed.
    ///
    /// @throws IllegalArgumentException when there is no such version
    public synchronized void rollBack(String file, int number) throws IOException {
        write("", file, version(file, number), Expected.ANYTHING, Why.ROLLED_BACK);
    }

    /// Former versions, newest first.
    public synchronized List<PluginVersion> versions(String file) throws IOException {
        return versions.of(ScriptName.checked(file));
    }

    /// Their numbers alone, newest first.
    public synchronized List<Integer> numbers(String file) throws IOException {
        return versions.numbers(ScriptName.checked(file));
    }

    /// What a former version said.
    ///
    /// @throws IllegalArgumentException when there is no such version
    public synchronized byte[] version(String file, int number) throws IOException {
        Optional<byte[]> found = versions.bytes(ScriptName.checked(file), number);
        if (found.isEmpty()) {
            List<String> kept = versions.numbers(file).stream().map(String::valueOf).toList();
            throw new IllegalArgumentException("there is no version " + number + " of " + file + ". "
                    + (kept.isEmpty() ? "None was kept." : "There are " + String.join(", ", kept) + "."));
        }
        return found.get();
    }

    /// Files that are no plugins any more and can be brought back.
    public synchronized List<String> removed() throws IOException {
        return versions.files().stream().filter(file -> catalog.snapshot().find(file).isEmpty()).toList();
    }

    /// Switches a plugin on or off, whatever its file says.
    public synchronized void turn(Plugin plugin, boolean on) {
        switches.turn(plugin.file(), on);
        catalog.refresh();
    }

    /// Where a file is or will be.
    Path place(String below, String file) {
        return catalog.snapshot().find(file).map(Plugin::path).orElseGet(() -> folder.resolve(below).resolve(file));
    }

    /// A plugin that has nearly this name.
    Optional<FileTwin> twin(String file) {
        return FileTwin.of(file, catalog.snapshot().all().stream().map(Plugin::file).toList());
    }

    /// What is there now.
    static Optional<byte[]> bytes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void refuseOther(String file, Optional<byte[]> before, Expected expected) {
        if (expected.fresh() && before.isPresent()) {
            throw new LibraryConflict("there is a plugin " + file + " already; choose another name, or change that one");
        }
        if (expected.stamp().isEmpty()) {
            return;
        }
        String now = before.map(PluginFile::stamp).orElse("");
        if (now.isEmpty()) {
            throw new LibraryConflict(file + " was removed since you read it; write it without a stamp to make it anew");
        }
        if (!now.equals(expected.stamp())) {
            throw new LibraryConflict(file + " was changed since you read it (its stamp is " + now + " now, not "
                    + expected.stamp() + "); read it again and bring both changes together");
        }
    }

    /// Who may read it stays as it was.
    private static void replace(Path path, byte[] bytes) throws IOException {
        Set<PosixFilePermission> permissions = Files.exists(path)
                && Files.getFileStore(path).supportsFileAttributeView("posix") ? Files.getPosixFilePermissions(path) : Set.of();
        PrivateFiles.replace(path, bytes);
        if (!permissions.isEmpty()) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
