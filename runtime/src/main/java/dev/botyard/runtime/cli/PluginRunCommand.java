package dev.botyard.runtime.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.script.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard plugins run`: by its name on the running host; a script that lies elsewhere, or without a running host, on one that is thrown
/// away.
@Command(name = "run", description = "Runs a plugin once and shows what it printed and called.", mixinStandardHelpOptions = true)
final class PluginRunCommand implements Callable<Integer> {
    private static final long WAIT_MS = 600_000;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PluginsCommand plugins;

    @Parameters(paramLabel = "FILE", description = "A plugin's file name, or the path of a script; see '${ROOT-COMMAND-NAME} plugins'.")
    private String file;

    @Option(names = "--message", paramLabel = "TEXT", description = "The message that the script sees.")
    private String message = "";

    @Option(names = "--im", paramLabel = "IM", description = "The IM type that the script sees; without it a fake run. Without a person 1 said it.")
    private String im = "";

    @Option(names = "--handler", paramLabel = "NAME", description = "The handler that is called; without it the first one that the message fits.")
    private String handler = "";

    @Mixin
    private ChatOption chat;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            return run(plugins.client(), file);
        }
        if (!PluginFile.isPlugin(path)) {
            throw new CliProblem(path + " is not a plugin; a plugin's file ends with .py, .js or .mjs.");
        }
        if (knows(path)) {
            return run(plugins.client(), path.getFileName().toString());
        }
        try (TrialHost trial = TrialHost.with(path)) {
            return run(trial.client(), path.getFileName().toString());
        }
    }

    private boolean knows(Path path) {
        try {
            return plugins.client().get("/plugins").path("plugins").valueStream()
                    .anyMatch(plugin -> Path.of(plugin.path("path").stringValue("")).equals(path));
        } catch (HostMissing _) {
            return false;
        }
    }

    /// @param waitMs how long the answer may take
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Trial(String message, String handler, String imType, String user, String group,
            @JsonProperty("wait") long waitMs) {}

    private int run(HostClient host, String name) {
        String user = chat.user().isEmpty() ? "1" : chat.user();
        JsonNode run = host.post("/plugins/" + HostClient.segment(name) + "/run",
                im.isEmpty()
                        ? new Trial(message, handler, null, null, null, WAIT_MS)
                        : new Trial(message, handler, im, user, chat.group(), WAIT_MS));
        Output output = new Output(spec);
        if (plugins.answers().json()) {
            output.json(run);
        } else {
            report(run, output);
        }
        return run.path("status").stringValue("").equals("ok") ? 0 : 1;
    }

    private static void report(JsonNode run, Output output) {
        String printed = run.path("output").stringValue("").stripTrailing();
        if (!printed.isEmpty()) {
            output.verbatim().line(printed);
        }
        run.path("notes").forEach(note -> output.line("note: " + note.stringValue("")));
        run.path("calls").forEach(call -> output.line("call: " + call.path("method").stringValue("") + " "
                + call.path("duration_ms") + " ms" + suffix(call.path("error").stringValue(""))));
        if (!run.path("value").stringValue("").isEmpty()) {
            output.line("value: " + run.path("value").stringValue(""));
        }
        if (!run.path("error").stringValue("").isEmpty()) {
            output.line((run.path("traceback").stringValue("").stripTrailing() + "\n" + run.path("error").stringValue(""))
                    .strip());
        }
        output.line("run " + run.path("id").stringValue("") + " ended with " + run.path("status").stringValue("") + " after "
                + run.path("duration_ms") + " ms");
    }

    private static String suffix(String error) {
        return error.isEmpty() ? "" : ": " + error;
    }
}
