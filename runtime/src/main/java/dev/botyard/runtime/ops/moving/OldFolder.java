package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.infra.logging.VisibleText;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// The files of another host, sorted by what they are. Links that lead out of the folder are not followed, and what is left out is said.
public final class OldFolder {
    /// Larger than what any host keeps as scripts and data, small enough to be looked through.
    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 8;
    private static final long LARGEST = 8 << 20;

    private static final Set<String> SCRIPT_FOLDERS = Set.of("plugin", "plugins", "scripts", "replies");
    /// What a host makes again by itself.
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "__pycache__", "envs", "dist", "file", "log", "logs",
            "venv", "site-packages");
    private static final Set<String> PACKAGE_FILES = Set.of("package.json", "package-lock.json", "tsconfig.json",
            "jsconfig.json");
    private static final Map<String, String> OTHER_LANGUAGES = Map.of("go", "Go scripts do not run here; write it anew in"
            + " Python or JavaScript", "ts", "TypeScript does not run here; compile it to JavaScript", "lua",
            "Lua scripts do not run here", "php", "PHP scripts do not run here", "sh",
            "a shell script is no plugin; it was not copied");

    private final Path root;
    private final Path real;
    private final List<Found> scripts = new ArrayList<>();
    private final List<Found> beside = new ArrayList<>();
    private final List<Path> exports = new ArrayList<>();
    private final List<Path> settings = new ArrayList<>();
    private final List<Path> accounts = new ArrayList<>();
    private final List<Path> masters = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final Map<String, Integer> counted = new TreeMap<>();
    private int seen;

    /// A file among the scripts.
    ///
    /// @param below where it lies below the folder of scripts that it belongs to
    public record Found(Path file, Path below) {}

    private OldFolder(Path root) throws IOException {
        this.root = root;
        this.real = root.toRealPath();
    }

    /// Looks through a folder.
    public static OldFolder look(Path folder) throws IOException {
        OldFolder found = new OldFolder(folder);
        found.enter(folder, 0);
        found.counted.forEach((sentence, times) -> found.left.add(times + (times == 1 ? " file: " : " files: ") + sentence));
        return found;
    }

    public Path root() {
        return root;
    }

    public List<Found> scripts() {
        return scripts;
    }

    /// What scripts may read or load: data, and modules that are no plugins.
    public List<Found> beside() {
        return beside;
    }

    public List<Path> exports() {
        return exports;
    }

    public List<Path> settings() {
        return settings;
    }

    public List<Path> accounts() {
        return accounts;
    }

    public List<Path> masters() {
        return masters;
    }

    /// Sentences about what is not taken.
    public List<String> left() {
        return left;
    }

    /// A file as sentences name it.
    public String shown(Path file) {
        return VisibleText.line(root.relativize(file).toString());
    }

    private void enter(Path folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            left.add(shown(folder) + ": is nested too deeply; nothing below it was looked at");
            return;
        }
        List<Path> entries;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            entries = StreamSupport.stream(stream.spliterator(), false).sorted().toList();
        } catch (DirectoryIteratorException | IOException unreadable) {
            left.add(shown(folder) + ": the folder cannot be read");
            return;
        }
        for (Path entry : entries) {
            if (++seen > MOST_FILES) {
                if (seen == MOST_FILES + 1) {
                    left.add("the folder has more than " + MOST_FILES + " files; those after " + shown(entry)
                            + " were not looked at");
                }
                return;
            }
            if (Files.isSymbolicLink(entry) && !insideLink(entry)) {
                continue;
            }
            if (!Files.isDirectory(entry)) {
                file(entry);
            } else if (!Files.isSymbolicLink(entry)) {
                folder(entry, depth);
            }
        }
    }

    private boolean insideLink(Path link) {
        try {
            if (link.toRealPath().startsWith(real)) {
                return true;
            }
            left.add(shown(link) + ": is a link that leads out of the folder; put what it points to in its place");
        } catch (IOException dangling) {
            left.add(shown(link) + ": is a link that leads nowhere");
        }
        return false;
    }

    private void folder(Path folder, int depth) throws IOException {
        String name = folder.getFileName().toString();
        if (name.equals("adapters")) {
            left.add(shown(folder) + ": adapters of another host do not run here; Botyard's own connect the accounts");
        } else if (!name.startsWith(".") && !PASSED_OVER.contains(name)) {
            enter(folder, depth + 1);
        }
    }

    private void file(Path file) throws IOException {
        String name = file.getFileName().toString();
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (end.equals("env")) {
            settings.add(file);
        } else if (name.startsWith(".")) {
            return;
        } else if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            left.add(shown(file) + ": is no file that can be read");
        } else if (OTHER_LANGUAGES.containsKey(end) && !name.endsWith(".d.ts")) {
            left.add(shown(file) + ": " + OTHER_LANGUAGES.get(end));
        } else if (end.equals("db") || end.equals("bolt")) {
            left.add(shown(file)
                    + ": another host's database is not read; export its data there as JSON, JSON lines or CSV, and put"
                    + " the files into this folder");
        } else if (Language.ofFile(name).isPresent()) {
            script(file, name);
        } else if (!data(file, name, end) && !SCRIPT_FOLDERS.contains(top(file))) {
            counted.merge("no script, and no export that is known here", 1, Integer::sum);
        }
    }

    private void script(Path file, String name) throws IOException {
        if (PluginFile.isSdk(name)) {
            counted.merge("a part of the SDK, of which Botyard has its own", 1, Integer::sum);
        } else if (PluginFile.isPlugin(file)) {
            scripts.add(new Found(file, below(file)));
        } else {
            add(file);
        }
    }

    /// Whether a file beside the scripts is taken for what it is.
    private boolean data(Path file, String name, String end) throws IOException {
        boolean json = Set.of("json", "jsonl", "ndjson").contains(end);
        if (SCRIPT_FOLDERS.contains(top(file))) {
            if (!PACKAGE_FILES.contains(name)) {
                add(file);
            }
        } else if (json && name.startsWith("masters.")) {
            masters.add(file);
        } else if (json && (name.startsWith("accounts.") || file.getParent().endsWith("accounts"))) {
            accounts.add(file);
        } else if ((json || end.equals("csv")) && !PACKAGE_FILES.contains(name)) {
            exports.add(file);
        } else if (Set.of("conf", "ini", "properties").contains(end)) {
            settings.add(file);
        } else {
            return PACKAGE_FILES.contains(name);
        }
        return true;
    }

    private void add(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            left.add(shown(file) + ": is larger than " + (LARGEST >> 20) + " MiB; copy it yourself if a plugin reads it");
        } else {
            beside.add(new Found(file, below(file)));
        }
    }

    /// The first folder below the root, or the root's own name where the folder of the scripts alone was given.
    private String top(Path file) {
        Path inside = root.relativize(file);
        String own = real.getFileName() == null ? "" : real.getFileName().toString();
        return SCRIPT_FOLDERS.contains(own) ? own : inside.getNameCount() > 1 ? inside.getName(0).toString() : "";
    }

    private Path below(Path file) {
        Path inside = root.relativize(file);
        int from = 0;
        while (from < inside.getNameCount() - 1 && SCRIPT_FOLDERS.contains(inside.getName(from).toString())
                && !inside.getName(from).toString().equals("replies")) {
            from++;
        }
        Path below = inside.subpath(from, inside.getNameCount());
        boolean replies = real.endsWith("replies") && below.getNameCount() == 1;
        return replies ? Path.of("replies").resolve(below) : below;
    }

    /// Whether two paths are one folder, or one lies in the other.
    public static boolean overlap(Path one, Path other) throws IOException {
        if (!Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path first = one.toRealPath();
        Path second = other.toRealPath();
        return first.startsWith(second) || second.startsWith(first);
    }
}
