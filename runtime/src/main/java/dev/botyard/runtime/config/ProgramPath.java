package dev.botyard.runtime.config;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where programs lie on this machine, looked for each time, so that one installed later is found.
public final class ProgramPath {
    private static final List<String> SUFFIXES = SystemNames.WINDOWS ? suffixes(System.getenv("PATHEXT")) : List.of();

    private ProgramPath() {}

    /// On the path of this process.
    ///
    /// @param program a name to look for, or a path
    public static Optional<Path> find(String program) {
        return find(program, path());
    }

    /// The folders where this process looks for programs.
    public static String path() {
        String path = System.getenv("PATH"); // not out of the map, where Windows calls it "Path"
        return path == null ? "" : path;
    }

    /// @param program a name to look for, or a path
    /// @param path    the folders where names are looked for, as the variable `PATH` names them
    public static Optional<Path> find(String program, String path) {
        return find(program, path, SUFFIXES);
    }

    /// @param suffixes how files of programs end, none where that does not matter: Windows has a script `npm` beside the program `npm.cmd`
    static Optional<Path> find(String program, String path, List<String> suffixes) {
        if (isPath(program)) {
            return executable(program, suffixes);
        }
        for (String folder : path.split(File.pathSeparator)) {
            Optional<Path> found = folder.isBlank() ? Optional.empty() : executable(folder + "/" + program, suffixes);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Whether it names a file rather than something to look for.
    public static boolean isPath(String program) {
        return program.contains("/") || program.contains(File.separator);
    }

    /// @param variable the variable `PATHEXT`, null where it is not set
    static List<String> suffixes(String variable) {
        String text = variable == null || variable.isBlank() ? ".COM;.EXE;.BAT;.CMD" : variable;
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(";")).map(String::strip)
                .filter(suffix -> suffix.startsWith(".")).toList();
    }

    private static Optional<Path> executable(String text, List<String> suffixes) {
        if (suffixes.isEmpty() || suffixes.stream().anyMatch(text.toLowerCase(Locale.ROOT)::endsWith)) {
            return executable(text);
        }
        return suffixes.stream().flatMap(suffix -> executable(text + suffix).stream()).findFirst();
    }

    private static Optional<Path> executable(String text) {
        try {
            Path file = Path.of(text).toAbsolutePath().normalize();
            return Files.isRegularFile(file) && Files.isExecutable(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
