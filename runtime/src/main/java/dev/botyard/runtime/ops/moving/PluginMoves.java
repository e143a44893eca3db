package dev.botyard.runtime.ops.moving;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.ops.moving.MoveReport.MovedFile;
import dev.botyard.runtime.ops.moving.MoveReport.MovedPlugin;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginParam;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Scripts and the files beside them on their way into the plugin folder of a home.
final class PluginMoves {
    private final Path plugins;
    private final OldFolder folder;
    private final BucketMoves buckets;
    private final UnaryOperator<String> canonical;
    private final Set<String> ims;
    private final List<MovedPlugin> scripts = new ArrayList<>();
    private final List<MovedFile> files = new ArrayList<>();
    private final Map<Path, Path> copies = new LinkedHashMap<>();
    private final Map<String, Path> names = new HashMap<>();

    /// @param canonical the IM type behind an alias
    /// @param ims       those that the home has an account of
    PluginMoves(HomeFolder home, OldFolder folder, BucketMoves buckets, UnaryOperator<String> canonical, Set<String> ims) {
        this.plugins = home.plugins();
        this.folder = folder;
        this.buckets = buckets;
        this.canonical = canonical;
        this.ims = ims;
    }

    /// @param plugin  as the check of plugins has it
    /// @param missing the packages that it imports and nobody has
    void add(OldFolder.Found script, Plugin plugin, List<String> missing) throws IOException {
        Path below = script.below();
        boolean reply = below.getNameCount() > 1 && below.startsWith(ReplyScript.FOLDER);
        if (below.getNameCount() > (reply ? 2 : 1) && !isPlugin(plugin.header())) {
            beside(script);
            return;
        }
        String name = script.file().getFileName().toString();
        Path target = reply ? Path.of(ReplyScript.FOLDER, name) : Path.of(name);
        Path other = names.putIfAbsent(name, script.file());
        if (other != null) {
            boolean same = Files.mismatch(other, script.file()) < 0;
            scripts.add(moved(script, plugin, missing, target, same ? Moved.SAME : Moved.LEFT, same
                    ? ""
                    : folder.shown(other) + " has the same name and is taken; rename one of the two"));
            return;
        }
        Moved moved = there(script.file(), reply ? Path.of(name) : Path.of(ReplyScript.FOLDER, name)) == Moved.ADDED
                ? there(script.file(), target)
                : Moved.KEPT;
        if (moved == Moved.ADDED) {
            copies.put(script.file(), target);
        }
        scripts.add(moved(script, plugin, missing, target, moved,
                moved == Moved.KEPT ? "the home has another plugin of that name, which stays" : ""));
    }

    /// @param reason why the script cannot be read
    void unreadable(OldFolder.Found script, String reason) {
        scripts.add(new MovedPlugin(script.file().getFileName().toString(), folder.shown(script.file()), Moved.LEFT, false,
                List.of(), List.of(), List.of(), List.of("cannot be read: " + reason)));
    }

    void beside(OldFolder.Found found) throws IOException {
        Moved moved = copies.containsValue(found.below()) ? Moved.LEFT : there(found.file(), found.below());
        if (moved == Moved.ADDED) {
            copies.put(found.file(), found.below());
        }
        files.add(new MovedFile(found.below().toString(), folder.shown(found.file()), moved));
    }

    List<MovedPlugin> scripts() {
        return scripts;
    }

    List<MovedFile> files() {
        return files;
    }

    /// Copies what the home does not have. A script appears whole or not at all, since a running host looks on.
    void apply() throws IOException {
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            Path target = plugins.resolve(copy.getValue());
            PrivateFiles.createFolders(plugins);
            Files.createDirectories(target.getParent());
            Path partial = target.resolveSibling("." + UUID.randomUUID() + ".partial");
            try {
                Files.copy(copy.getKey(), partial);
                Files.move(partial, target);
            } finally {
                Files.deleteIfExists(partial);
            }
        }
    }

    private Moved there(Path file, Path target) throws IOException {
        Path place = plugins.resolve(target);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Moved.ADDED;
        }
        return Files.isRegularFile(place) && Files.mismatch(place, file) < 0 ? Moved.SAME : Moved.KEPT;
    }

    private static boolean isPlugin(PluginHeader header) {
        return header.fired() || !header.info().author().isEmpty();
    }

    private MovedPlugin moved(OldFolder.Found script, Plugin plugin, List<String> missing, Path target, Moved moved, String why) {
        PluginHeader header = plugin.header();
        List<String> notes = new ArrayList<>();
        if (!why.isEmpty()) {
            notes.add(why);
        }
        if (!plugin.invalid().isEmpty() && plugin.problems().stream().noneMatch(problem -> plugin.invalid()
                .endsWith(problem.message()))) {
            notes.add(plugin.invalid());
        }
        if (header.disabled()) {
            notes.add("its header disables it");
        }
        plugin.problems().stream().map(HeaderProblem::sentence).forEach(notes::add);
        List<String> wanted = header.selectors().imTypes().allow().stream().map(canonical).distinct().toList();
        return new MovedPlugin(target.toString(), folder.shown(script.file()), moved, plugin.invalid().isEmpty(),
                Stream.concat(header.dependencies().stream().map(PluginDependency::name), missing.stream()).distinct().toList(),
                header.params().stream().filter(PluginParam::needed)
                        .filter(param -> !buckets.has(param.bucket(), param.key()))
                        .map(param -> param.name().equals(param.fullKey())
                                ? param.fullKey()
                                : param.name() + " (" + param.fullKey() + ")")
                        .toList(),
                wanted.stream().anyMatch(ims::contains) ? List.of() : wanted, notes);
    }
}
