package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.folder.FolderTree;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.library.PluginVersion.Why;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps what plugin files were before: a folder for each file, a file for each version. Not thread-safe; [PluginLibrary] is.
///
/// Bounded: the oldest versions of a file go, and the files whose last version is the oldest.
final class PluginVersions {
    static final int MOST = 30;
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_FILES = 1_000;
    /// Number, moment, reason.
    private static final Pattern NAME = Pattern.compile("(\\d{6})-(\\d{1,15})-([a-z_]+)");

    private final Path folder;
    private final InstantSource clock;

    PluginVersions(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    private record Kept(int number, Instant at, Why why, Path file) {}

    /// Keeps a version that is about to go. One that is the newest kept already is not kept twice.
    ///
    /// @return its number
    int keep(String file, byte[] bytes, Why why) throws IOException {
        List<Kept> kept = kept(file);
        if (!kept.isEmpty() && Arrays.equals(Files.readAllBytes(kept.getFirst().file()), bytes)) {
            return kept.getFirst().number();
        }
        if (kept.isEmpty()) {
            makeRoom();
        }
        int number = kept.isEmpty() ? 1 : kept.getFirst().number() + 1;
        PrivateFiles.createFolders(folder.resolve(file));
        PrivateFiles.replace(
                folder.resolve(file).resolve("%06d-%d-%s".formatted(number, clock.instant().toEpochMilli(), Shown.label(why))),
                bytes);
        forget(kept(file));
        return number;
    }

    /// Newest first.
    List<PluginVersion> of(String file) throws IOException {
        List<PluginVersion> versions = new ArrayList<>();
        for (Kept one : kept(file)) {
            byte[] bytes = Files.readAllBytes(one.file());
            versions.add(new PluginVersion(one.number(), one.at(), one.why(), PluginFile.stamp(bytes), bytes.length,
                    PluginHeaderParser.parse(file, PluginFile.text(file, bytes)).info().version()));
        }
        return List.copyOf(versions);
    }

    /// The numbers of what is kept, newest first.
    List<Integer> numbers(String file) throws IOException {
        return kept(file).stream().map(Kept::number).toList();
    }

    /// What a version was.
    Optional<byte[]> bytes(String file, int number) throws IOException {
        Optional<Kept> found = kept(file).stream().filter(one -> one.number() == number).findFirst();
        return found.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(found.get().file()));
    }

    /// The files of which there is a version, by name.
    List<String> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private List<Kept> kept(String file) throws IOException {
        Path place = folder.resolve(file);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(PluginVersions::named).flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(Kept::number).reversed()).toList();
        }
    }

    private static Optional<Kept> named(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Why.values()).filter(why -> Shown.label(why).equals(name.group(3))).findFirst()
                .map(why -> new Kept(Integer.parseInt(name.group(1)), Instant.ofEpochMilli(Long.parseLong(name.group(2))), why,
                        path));
    }

    private static void forget(List<Kept> newestFirst) throws IOException {
        long bytes = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            bytes += Files.size(newestFirst.get(i).file());
            if (i > 0 && (i >= MOST || bytes > MOST_BYTES)) {
                Files.deleteIfExists(newestFirst.get(i).file());
            }
        }
    }

    private void makeRoom() throws IOException {
        List<String> files = files();
        if (files.size() < MOST_FILES) {
            return;
        }
        String oldest = files.getFirst();
        Instant before = Instant.MAX;
        for (String file : files) {
            Instant last = kept(file).stream().map(Kept::at).findFirst().orElse(Instant.MIN);
            if (last.isBefore(before)) {
                before = last;
                oldest = file;
            }
        }
        FolderTree.remove(folder.resolve(oldest));
    }
}
