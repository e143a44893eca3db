package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.infra.launcher.Launcher;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands in a backup, in its `manifest.json`.
///
/// @param format    of the file itself
/// @param version   of the Botyard that made it
/// @param created   when, ISO-8601
/// @param home      where it was made
/// @param media     whether kept media are in it
/// @param counts    rows by table, and files by folder
/// @param files     all entries but this one
/// @param outside   what the home refers to and what is not in the backup, as sentences
/// @param variables environment variables that the settings and accounts name
public record Manifest(int format, String version, String created, String home, boolean media, Map<String, Long> counts,
        List<Entry> files, List<String> outside, List<String> variables) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    public Manifest {
        // Whoever wrote the file may have left them out.
        counts = counts == null ? Map.of() : counts;
        files = files == null ? List.of() : files;
        outside = outside == null ? List.of() : outside;
        variables = variables == null ? List.of() : variables;
    }

    /// @param path       relative to the home, with `/`
    /// @param executable whether it is a program
    public record Entry(String path, long bytes, String sha256, boolean executable) {}

    /// Refuses what must not be unpacked.
    void check() {
        if (format != FORMAT) {
            throw new BackupException("the backup has format " + format + ", and this Botyard knows " + FORMAT
                    + "; restore it with the Botyard that made it (" + version + ")");
        }
        Set<String> seen = new HashSet<>();
        for (Entry file : files) {
            String path = file == null ? null : file.path();
            if (!safe(path) || !seen.add(path)) {
                throw new BackupException(
                        "'" + path + "' in the backup does not name a file of a home; the file was tampered with");
            }
        }
        if (!seen.contains(Contents.DATABASE)) {
            throw new BackupException("there is no database in the backup; it was not made by " + Launcher.hint("backup"));
        }
    }

    /// Whether a path stays within the folder it is unpacked into, on every system.
    static boolean safe(String path) {
        return path != null && !path.isEmpty() && path.chars().allMatch(c -> c >= ' ' && c != '\\' && c != ':' && c != 0x7f)
                && !path.startsWith("/") && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                && !Path.of(path).isAbsolute();
    }
}
