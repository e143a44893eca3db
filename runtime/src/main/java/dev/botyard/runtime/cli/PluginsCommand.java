package dev.botyard.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard plugins`.
@Command(name = "plugins", description = "Shows, checks and runs plugins; alone it lists them.", mixinStandardHelpOptions = true, subcommands = {
    PluginCheckCommand.class, PluginRunCommand.class})
final class PluginsCommand implements Callable<Integer> {
    private static final String FILE = "A plugin's file name; '${ROOT-COMMAND-NAME} plugins' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists the plugins of the running host.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/plugins");
        return answers.show(answer, output -> {
            output.table(answer.path("plugins"), "file", "state", "title", "version", "rules", "cron", "invalid");
            answer.path("unreadable").forEach(line -> output.line(line.stringValue("")));
        });
    }

    @Command(name = "show", description = "Shows all that is known of a plugin.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        JsonNode plugin = client.get("/plugins/" + HostClient.segment(file));
        return answers.show(plugin, output -> output.facts(plugin));
    }

    @Command(name = "logs", description = "Lists the last runs, of all plugins or of one.", mixinStandardHelpOptions = true)
    int logs(@Parameters(arity = "0..1", paramLabel = "FILE", description = FILE, defaultValue = "") String file,
            @Option(names = {"-n",
                "--limit"}, paramLabel = "N", description = "How many runs; default: 20.", defaultValue = "20") int limit) {
        JsonNode answer = client
                .get("/runs?limit=" + limit + (file.isEmpty() ? "" : "&plugin=" + HostClient.segment(file)));
        if (!file.isEmpty() && answer.path("runs").isEmpty()) {
            // A plugin that is gone may have left runs; a name without any should at least be known.
            client.get("/plugins/" + HostClient.segment(file));
        }
        return answers.show(answer, output -> output.table(answer.path("runs"), "started", "id", "plugin", "trigger", "status",
                "duration_ms", "error"));
    }

    HostClient client() {
        return client;
    }

    Answers answers() {
        return answers;
    }
}
