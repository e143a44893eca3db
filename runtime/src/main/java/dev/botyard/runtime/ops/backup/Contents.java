package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.config.HomeFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The files of a home that a new machine needs, by their path in it: all but what a host makes again by itself.
final class Contents {
    static final String DATABASE = "data/botyard.db";
    /// Installed packages belong to a machine, logs to the past; sockets and the lock to a process. A backup that kept the others would grow with each.
    private static final Set<String> LEFT_OUT = Set.of("data/run", "data/packages", "data/botyard.lock", "logs",
            HomeFolder.BACKUPS);
    static final String MEDIA = "data/media";
    private static final String FILES = "data/file";

    private final Path root;
    private final boolean media;
    private final Map<String, Path> files = new TreeMap<>();
    private final List<String> outside = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();

    private Contents(HomeFolder home, boolean media) {
        this.root = home.root();
        this.media = media;
    }

    static Contents of(HomeFolder home, boolean media) throws IOException {
        Contents contents = new Contents(home, media);
        contents.enter(home.root(), "");
        return contents;
    }

    /// Files by path, without the database.
    Map<String, Path> files() {
        return files;
    }

    /// What was met and left out although it may be missed.
    List<String> outside() {
        return outside;
    }

    private void enter(Path folder, String path) throws IOException {
        // Links may lead in circles, or to a folder that holds the home itself.
        Path real = folder.toRealPath();
        if (!path.isEmpty() && root.toRealPath().startsWith(real) || !entered.add(real)) {
            outside.add(path + " is a link to a folder that is in the backup already or holds the home");
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                String below = path.isEmpty() ? name : path + "/" + name;
                if (leftOut(name, below)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    enterIfThere(entry, below);
                } else if (Files.isRegularFile(entry)) {
                    add(entry, below);
                } else if (Files.isSymbolicLink(entry)) {
                    outside.add(below + " is a link that leads nowhere");
                }
            }
        }
    }

    /// One that has gone meanwhile holds nothing that could be kept.
    private void enterIfThere(Path folder, String path) throws IOException {
        try {
            enter(folder, path);
        } catch (NoSuchFileException gone) {
            if (Files.exists(folder)) {
                throw gone;
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private void add(Path file, String path) {
        if (Manifest.safe(path)) {
            files.put(path, file);
        } else {
            outside.add("a file in '" + path.replaceFirst("/[^/]*$", "") + "' has a name that not every system can have");
        }
    }

    private boolean leftOut(String name, String path) {
        return LEFT_OUT.contains(path) || path.startsWith(DATABASE) || name.equals("__pycache__") || name.endsWith(".partial")
                || name.startsWith(Restore.FORMER) || name.startsWith(Restore.UNPACKED)
                || !media && (path.equals(MEDIA) || path.equals(FILES));
    }
}
