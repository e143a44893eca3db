package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.ProgramPath;
import dev.botyard.runtime.config.SystemNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs that run scripts, and the SDK's entry for each.
///
/// @param sdk    the folder with `python/` and `javascript/`
/// @param python the interpreter as the settings name it, `""` to look for one
/// @param node   likewise
public record Interpreters(Path sdk, String python, String node) {
    private static final WindowsPython WINDOWS_PYTHON = WindowsPython.onThisMachine();

    /// What starts a process for runs.
    ///
    /// @param memoryMb limit of its heap where the interpreter needs to know it, 0 for none
    public List<String> worker(Language language, int memoryMb) {
        if (language == Language.PYTHON) {
            return List.of(program(language), sdk.resolve(language.label()).resolve("botyard_worker").toString());
        }
        List<String> command = new ArrayList<>(List.of(program(language)));
        if (memoryMb > 0) {
            command.add("--max-old-space-size=" + memoryMb);
        }
        // Plugins that are ES modules are loaded through it; without the flag the worker would have to start itself again.
        command.add("--experimental-vm-modules");
        command.add(sdk.resolve(language.label()).resolve("botyard-worker.js").toString());
        return command;
    }

    /// What starts a process that compiles scripts and runs none.
    List<String> compiler(Language language) {
        List<String> command = new ArrayList<>(worker(language, 0));
        command.add("check");
        return command;
    }

    /// The interpreter itself.
    public String program(Language language) {
        String named = language == Language.PYTHON ? python : node;
        return named.isEmpty() ? usual(language) : named;
    }

    private static String usual(Language language) {
        return language == Language.PYTHON && SystemNames.WINDOWS ? WINDOWS_PYTHON.program() : language.interpreter();
    }

    /// The package manager as it is started: of npm, Windows has a script, which is found by its whole name alone.
    public String packageManager(Language language) {
        String name = language.packageManager();
        return SystemNames.WINDOWS ? ProgramPath.find(name).map(Path::toString).orElse(name) : name;
    }

    /// Why scripts of a language cannot be run on this machine, `""` when they can.
    public String missing(Language language) {
        String program = program(language);
        boolean relative = ProgramPath.isPath(program) && !Path.of(program).isAbsolute();
        return relative || ProgramPath.find(program).isPresent()
                ? ""
                : sentence(program, language, "there is no such program");
    }

    private static String sentence(String program, Language language, String why) {
        return "'" + program + "' cannot be run: " + why + "; install it or name it in botyard.yaml under plugins."
                + language.setting();
    }

    /// Java's own sentence tells the numbers of the system.
    public static IOException cannotRun(String program, Language language, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return new IOException(
                sentence(program, language,
                        message.contains("No such file") || message.contains("CreateProcess error=2,")
                                ? "there is no such program"
                                : message),
                failure);
    }
}
