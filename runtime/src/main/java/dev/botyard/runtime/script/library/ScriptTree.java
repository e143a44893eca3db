package dev.botyard.runtime.script.library;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The files of an archive or a repository, and which of them are plugins.
///
/// @param files by path, without those that no plugin is made of
record ScriptTree(Map<String, byte[]> files) {
    static final int MOST_FILES = 5_000;
    static final long MOST_BYTES = 32L << 20;
    private static final int MOST_SCRIPTS = 200;
    private static final List<String> USUAL = List.of("plugins/", "plugin/", "scripts/", "src/");

    /// A script and where it goes.
    ///
    /// @param below the folder below the plugin folder, `""` for itself
    record Script(String below, String file, byte[] bytes) {}

    /// @param ignored names of files beside them that are no plugins
    record Chosen(List<Script> scripts, List<String> ignored) {}

    /// Whether a file of this path can matter at all.
    static boolean matters(String path) {
        return Language.ofFile(path).isPresent() && !path.startsWith(".") && !path.contains("/.")
                && !path.contains("node_modules/") && !path.startsWith("__MACOSX/");
    }

    /// The path, when it stays inside of what it is a path of.
    ///
    /// @throws IllegalArgumentException when it does not
    static String inside(String path, String of) {
        if (path.startsWith("/") || path.contains("\\") || path.matches("(?i)[a-z]:.*") || path.indexOf('\0') >= 0
                || List.of(path.split("/")).contains("..")) {
            throw new IllegalArgumentException("the " + of + " holds '" + path
                    + "', a name that leads out of it; nothing of it was taken");
        }
        return path;
    }

    /// The scripts of a folder, or the one script that `path` names.
    ///
    /// @param path `""` for the top, or for the usual folder where the top has none
    Chosen choose(String path) {
        Map<String, byte[]> rooted = withoutCommonFolder();
        String wanted = path.replaceFirst("^\\.?/+", "").replaceFirst("/+$", "");
        if (rooted.containsKey(wanted)) {
            return chosen(Map.of(wanted.substring(wanted.lastIndexOf('/') + 1), rooted.get(wanted)));
        }
        if (!wanted.isEmpty()) {
            Map<String, byte[]> below = below(rooted, wanted + "/");
            return below.isEmpty() ? nothing(rooted, "in '" + wanted + "'") : chosen(below);
        }
        if (hasScripts(rooted)) {
            return chosen(rooted);
        }
        for (String folder : USUAL) {
            if (hasScripts(below(rooted, folder))) {
                return chosen(below(rooted, folder));
            }
        }
        return nothing(rooted, "in its top folder");
    }

    private static boolean hasScripts(Map<String, byte[]> files) {
        return files.keySet().stream().anyMatch(path -> isScript(path));
    }

    private static boolean isScript(String path) {
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        return (folder.isEmpty() || folder.equals(ReplyScript.FOLDER)) && PluginFile.isPlugin(Path.of(path));
    }

    private static Chosen chosen(Map<String, byte[]> files) {
        List<Script> scripts = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        new TreeMap<>(files).forEach((path, bytes) -> {
            if (isScript(path)) {
                int slash = path.lastIndexOf('/');
                scripts.add(new Script(slash < 0 ? "" : path.substring(0, slash), ScriptName.checked(path.substring(slash + 1)),
                        bytes));
            } else {
                ignored.add(path);
            }
        });
        if (scripts.size() > MOST_SCRIPTS) {
            throw new IllegalArgumentException("there are " + scripts.size() + " scripts; " + MOST_SCRIPTS
                    + " are installed at once at most, so name a folder or a file with path");
        }
        return new Chosen(List.copyOf(scripts), ignored.stream().limit(100).toList());
    }

    private static Chosen nothing(Map<String, byte[]> files, String where) {
        Set<String> folders = files.keySet().stream().filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.lastIndexOf('/'))).collect(Collectors.toCollection(TreeSet::new));
        throw new IllegalArgumentException("there is no script " + where + (folders.isEmpty()
                ? "; a plugin's file ends with .py, .js, .mjs or .cjs"
                : "; name one of these folders with path: "
                        + folders.stream().limit(20).collect(Collectors.joining(", "))));
    }

    /// Archives of repositories have all in one folder.
    private Map<String, byte[]> withoutCommonFolder() {
        Set<String> tops = files.keySet().stream().map(path -> path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : "")
                .collect(Collectors.toSet());
        String top = tops.size() == 1 ? tops.iterator().next() : "";
        return top.isEmpty() || USUAL.contains(top) || top.equals(ReplyScript.FOLDER + "/") ? files : below(files, top);
    }

    private static Map<String, byte[]> below(Map<String, byte[]> files, String folder) {
        Map<String, byte[]> found = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(folder)) {
                found.put(path.substring(folder.length()), bytes);
            }
        });
        return found;
    }
}
