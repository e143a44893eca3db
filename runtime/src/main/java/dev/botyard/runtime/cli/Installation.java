package dev.botyard.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `install.sh` has made: versions beside each other, of which links name the one that starts and the one before. The script that lies in
/// each version is the only one that knows how they are unpacked and exchanged.
///
/// @param prefix  holds `versions/`, `current` and `former`
/// @param version the folder of the version that runs this command
record Installation(Path prefix, Path version) {

    /// The one that a distribution belongs to.
    static Installation of(Path distribution) {
        Path versions = distribution.toAbsolutePath().normalize().getParent();
        if (versions == null || !versions.endsWith("versions") || !Files.isSymbolicLink(versions.resolveSibling("current"))
                || !Files.exists(distribution.resolve("install.sh"))) {
            throw new CliProblem("This Botyard in " + distribution
                    + " was not installed by install.sh, so it is upgraded as it came: a package"
                    + " with the package tool, a container with a new image, a checkout with git, an unpacked folder by unpacking the new"
                    + " one beside it.");
        }
        return new Installation(versions.getParent(), distribution.toAbsolutePath().normalize());
    }

    /// The version before, if there is one.
    Optional<Path> former() throws IOException {
        Path link = prefix.resolve("former");
        return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
    }

    /// Checks and unpacks a release beside the others.
    ///
    /// @param options which one, as the script takes it
    /// @return its folder
    Path prepare(List<String> options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--prepare"));
        words.addAll(options);
        return Path.of(script(words));
    }

    /// Makes a version the one that starts.
    void change(Path version) throws IOException, InterruptedException {
        script(List.of("--switch", version.toString()));
    }

    /// Runs the script; what it says to people goes where this command's own words go.
    ///
    /// @return what it answered
    private String script(List<String> options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("sh", version.resolve("install.sh").toString(), "--prefix", prefix.toString()));
        words.addAll(options);
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String answer;
        try (BufferedReader out = process.inputReader()) {
            answer = out.readAllAsString().strip();
        }
        if (process.waitFor() != 0) {
            throw new CliProblem("Nothing was changed; what is wrong stands above.");
        }
        return answer;
    }
}
