package dev.botyard.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the files of a home that hold secrets and that other users of the machine can read. Thread-safe.
public final class ExposedFiles {
    private static final Logger log = LoggerFactory.getLogger(ExposedFiles.class);
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final HomeFolder home;
    private final SecretSources sources;
    private Set<Path> told = Set.of();

    /// @param sources of those who have read the settings and the accounts
    public ExposedFiles(HomeFolder home, SecretSources sources) {
        this.home = home;
        this.sources = sources;
    }

    /// A sentence for each, by file.
    public Map<Path, String> sentences() {
        Set<Path> files = new TreeSet<>(sources.secretFiles());
        // Files elsewhere, such as those that a container is given, are made readable by others than the host.
        sources.referencedFiles().stream().filter(file -> file.startsWith(home.root())).forEach(files::add);
        files.add(home.adminTokenFile());
        files.add(home.secretKeyFile());
        files.add(home.database());
        Map<Path, String> sentences = new TreeMap<>();
        for (Path file : files) {
            String permissions = exposing(file);
            if (!permissions.isEmpty()) {
                sentences.put(file, "Others can read " + file + " (" + permissions + "), which holds secrets; run: chmod 600 "
                        + quoted(file));
            }
        }
        return sentences;
    }

    /// Warns of those that were not exposed when this was last asked.
    public synchronized void warn() {
        Map<Path, String> now = sentences();
        now.forEach((file, sentence) -> {
            if (!told.contains(file)) {
                log.warn("{}", sentence);
            }
        });
        told = Set.copyOf(now.keySet());
    }

    /// The permissions of a file that others can read or write, `""` when they cannot.
    private static String exposing(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.stream().anyMatch(OF_OTHERS::contains) ? PosixFilePermissions.toString(permissions) : "";
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[\\w./+,:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
