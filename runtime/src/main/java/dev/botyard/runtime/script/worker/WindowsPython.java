package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ChildProcess;
import dev.botyard.runtime.config.ProgramPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The interpreter of a Windows machine: `python` on the path, or the one that the launcher `py` would start. The launcher itself is no
/// interpreter: it starts one as a process of its own, which the host could not end. Thread-safe.
final class WindowsPython {
    static final String USUAL = "python";
    private static final Logger log = LoggerFactory.getLogger(WindowsPython.class);
    private static final List<String> QUESTION = List.of("-3", "-c", "import sys; print(sys.executable)");
    /// Where a file of no bytes leads to the shop instead of to Python.
    private static final Path SHOP = Path.of("Microsoft", "WindowsApps");

    private final Function<String, Optional<Path>> programs;
    private volatile String known = "";

    /// @param programs where a program lies
    WindowsPython(Function<String, Optional<Path>> programs) {
        this.programs = programs;
    }

    static WindowsPython onThisMachine() {
        return new WindowsPython(ProgramPath::find);
    }

    String program() {
        if (known.isEmpty() || programs.apply(known).isEmpty()) {
            known = search().orElse("");
        }
        return known.isEmpty() ? USUAL : known;
    }

    private Optional<String> search() {
        Optional<Path> python = programs.apply(USUAL)
                .filter(file -> file.getParent() == null || !file.getParent().endsWith(SHOP));
        return python.map(Path::toString).or(() -> programs.apply("py").flatMap(WindowsPython::ask));
    }

    private static Optional<String> ask(Path launcher) {
        try {
            ProcessBuilder builder = new ProcessBuilder(launcher.toString()).redirectInput(ChildProcess.NO_INPUT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.command().addAll(QUESTION);
            ChildEnvironment.give(builder, ChildEnvironment.least(System.getenv()));
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 && !said.isEmpty()
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            log.debug("{} does not tell where Python is: {}", launcher, e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
