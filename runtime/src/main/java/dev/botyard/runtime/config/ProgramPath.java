package dev.botyard.runtime.config;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Where programs lie on this machine, looked for each time, so that one installed later is found.
public final class ProgramPath {
    private ProgramPath() {}

    /// @param program a name to look for, or a path
    /// @param path    the folders where names are looked for, as the variable `PATH` names them
    public static Optional<Path> find(String program, String path) {
        if (program.contains("/")) {
            return executable(program);
        }
        for (String folder : path.split(File.pathSeparator)) {
            Optional<Path> found = folder.isBlank() ? Optional.empty() : executable(folder + "/" + program);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
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
