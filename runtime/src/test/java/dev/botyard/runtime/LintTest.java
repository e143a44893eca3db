package dev.botyard.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// JavaScript, CSS and Python look as their formatters want them and have none of the faults that their linters know. Skipped aloud where
/// the tool is missing in the version that its configuration names; `.ci/run` installs it. To mend: `biome check --write` and
/// `ruff format`.
class LintTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Tool BIOME = new Tool("biome", "BOTYARD_BIOME", ".biome.json", "schemas/([\\d.]+)/");
    private static final Tool RUFF = new Tool("ruff", "BOTYARD_RUFF", ".ruff.toml", "required-version = \"==([\\d.]+)\"");

    /// @param variable where its path may stand; otherwise it is looked for on the path
    /// @param pinned   finds the version in its configuration
    private record Tool(String name, String variable, String configuration, String pinned) {

        String version() throws IOException {
            Matcher found = Pattern.compile(pinned).matcher(Files.readString(ROOT.resolve(configuration)));
            assertTrue(found.find(), configuration + " names no version of " + name);
            return found.group(1);
        }

        void passes(String... arguments) throws IOException, InterruptedException {
            String program = Optional.ofNullable(System.getenv(variable)).orElse(name);
            String found = run(program, "--version").map(Result::text).orElse("");
            if (!List.of(found.strip().split("\\s+")).contains(version())) {
                System.out.println("SKIPPED: nothing was looked at by " + name + ", because version " + version()
                        + " is not installed (" + (found.isBlank() ? "no other is either" : "found: " + found.strip())
                        + "); .ci/run installs it, or name it in " + variable);
                Assumptions.abort("no " + name);
            }
            Result result = run(program, arguments).orElseThrow();
            assertEquals(0, result.code(), result::text);
        }
    }

    private record Result(int code, String text) {}

    /// Empty when there is no such program.
    private static Optional<Result> run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), program + " does not end");
        return Optional.of(new Result(process.exitValue(), text));
    }

    @Test
    void javaScriptAndStylesAreFormattedAndWithoutKnownFaults() throws Exception {
        BIOME.passes("ci", "--error-on-warnings", "--colors=off");
    }

    @Test
    void pythonIsFormattedAndWithoutKnownFaults() throws Exception {
        RUFF.passes("format", "--check", "--no-cache", ".");
        RUFF.passes("check", "--no-cache", ".");
    }
}
