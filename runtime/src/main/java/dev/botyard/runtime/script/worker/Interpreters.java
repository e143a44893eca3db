package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.config.ProgramPath;
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

    /// What starts a process for runs.
    ///
    /// @param memoryMb limit of its heap where the interpreter needs to know it, 0 for none
    public List<String> worker(String language, int memoryMb) {
        if (python(language)) {
            return List.of(program(language), sdk.resolve("python").resolve("botyard_worker").toString());
        }
        List<String> command = new ArrayList<>(List.of(program(language)));
        if (memoryMb > 0) {
            command.add("--max-old-space-size=" + memoryMb);
        }
        // Plugins that are ES modules are loaded through it; without the flag the worker would have to start itself again.
        command.add("--experimental-vm-modules");
        command.add(sdk.resolve("javascript").resolve("botyard-worker.js").toString());
        return command;
    }

    /// What starts a process that compiles scripts and runs none.
    List<String> compiler(String language) {
        List<String> command = new ArrayList<>(worker(language, 0));
        command.add("check");
        return command;
    }

    /// The interpreter itself.
    public String program(String language) {
        String named = python(language) ? python : node;
        return !named.isEmpty() ? named : python(language) ? "python3" : "node";
    }

    /// Why scripts of a language cannot be run on this machine, `""` when they can.
    public String missing(String language) {
        String program = program(language);
        boolean relative = program.contains("/") && !Path.of(program).isAbsolute();
        return relative || ProgramPath.find(program, System.getenv().getOrDefault("PATH", "")).isPresent()
                ? ""
                : sentence(program, language, "there is no such program");
    }

    private static String sentence(String program, String language, String why) {
        return "'" + program + "' cannot be run: " + why + "; install it or name it in botyard.yaml under plugins."
                + (python(language) ? "python" : "node");
    }

    private static boolean python(String language) {
        return language.equals("python");
    }

    /// Java's own sentence tells the numbers of the system.
    public static IOException cannotRun(String program, String language, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return new IOException(
                sentence(program, language, message.contains("No such file") ? "there is no such program" : message), failure);
    }
}
