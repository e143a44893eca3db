package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.logging.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard plugins`.
@Command(name = "plugins", description = "Shows, checks, installs, sets up, switches and runs plugins; alone it lists them.", mixinStandardHelpOptions = true, subcommands = {
    PluginCheckCommand.class, PluginRunCommand.class, PluginInstallCommand.class, PluginUpdateCommand.class})
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
            answer.path("plugins").forEach(plugin -> needs(output, plugin.path("file"), plugin.path("needs_settings")));
            answer.path("removed").forEach(file -> output.line(file.stringValue("") + " was removed; 'plugins rollback "
                    + file.stringValue("") + "' brings it back"));
            answer.path("unreadable").forEach(line -> output.line(line.stringValue("")));
        });
    }

    @Command(name = "show", description = "Shows all that is known of a plugin.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        JsonNode plugin = client.get("/plugins/" + HostClient.segment(file));
        return answers.show(plugin, output -> output.facts(plugin));
    }

    private static void needs(Output output, JsonNode file, JsonNode missing) {
        if (!missing.isEmpty()) {
            output.line(file.stringValue("") + " needs settings: "
                    + missing.valueStream().map(name -> name.stringValue("")).collect(Collectors.joining(", ")));
        }
    }

    @Command(name = "params", description = "Shows the settings that a plugin asks for, with their values; secrets are not shown.", mixinStandardHelpOptions = true)
    int params(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        return settings(client.get("/plugins/" + HostClient.segment(file) + "/params"));
    }

    @Command(name = "set", description = "Sets settings of a plugin; KEY= takes one back, so that its default counts.", mixinStandardHelpOptions = true)
    int set(@Parameters(index = "0", paramLabel = "FILE", description = FILE) String file,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "The setting's key as '${ROOT-COMMAND-NAME} plugins params FILE' shows it, or the part after its last dot.") List<String> values) {
        return settings(client.put("/plugins/" + HostClient.segment(file) + "/params", Pairs.of(values)));
    }

    @Command(name = "confine", description = "Confines a plugin to some buckets and their children; without buckets it shows those, and --free lets it use all again.", mixinStandardHelpOptions = true)
    int confine(@Parameters(index = "0", paramLabel = "FILE", description = FILE) String file,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "BUCKET", description = "A bucket; 'a' stands for 'a.b', too.") List<String> buckets,
            @Option(names = "--free", description = "It may use all buckets again.") boolean free) {
        List<String> named = buckets == null ? List.of() : buckets;
        if (free && !named.isEmpty()) {
            throw new CliProblem(2, "--free and buckets exclude each other.");
        }
        String path = "/plugins/" + HostClient.segment(file) + "/buckets";
        JsonNode now = free || !named.isEmpty() ? client.put(path, Map.of("buckets", named)) : client.get(path);
        return answers.show(now, now.path("file").stringValue("") + (now.path("confined").booleanValue(false)
                ? " may use the buckets " + now.path("buckets").valueStream().map(name -> name.stringValue(""))
                        .collect(Collectors.joining(", "))
                : " may use all buckets"));
    }

    @Command(name = "enable", description = "Switches a plugin on.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        return turn(file, "enable");
    }

    @Command(name = "disable", description = "Switches a plugin off; its file stays as it is.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        return turn(file, "disable");
    }

    private int turn(String file, String how) {
        JsonNode plugin = client.post("/plugins/" + HostClient.segment(file) + "/" + how, Map.of());
        boolean off = plugin.path("switched_off").booleanValue(false);
        String state = plugin.path("state").stringValue("");
        return answers.show(plugin, plugin.path("file").stringValue("") + " is switched " + (off ? "off" : "on")
                + (off || state.equals("enabled") ? "" : ", and " + state + " for another reason"));
    }

    @Command(name = "remove", description = "Removes a plugin's file; its text is kept, and 'rollback' brings it back.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "FILE", description = FILE) String file) {
        JsonNode removed = client.delete("/plugins/" + HostClient.segment(file));
        return answers.show(removed, removed.path("file").stringValue("") + " is removed and kept as version "
                + removed.path("version").intValue(0));
    }

    @Command(name = "versions", description = "Lists former versions of a plugin, or shows what is other since one of them.", mixinStandardHelpOptions = true)
    int versions(@Parameters(index = "0", paramLabel = "FILE", description = FILE) String file,
            @Parameters(index = "1", arity = "0..1", paramLabel = "NUMBER", description = "The version.", defaultValue = "0") int number,
            @Option(names = "--source", description = "Shows the version's whole text instead.") boolean source) {
        String path = "/plugins/" + HostClient.segment(file) + "/versions";
        if (number > 0) {
            JsonNode version = client.get(path + "/" + number);
            return answers.show(version, version.path(source ? "source" : "diff").stringValue("").stripTrailing());
        }
        return versions(client.get(path));
    }

    private int versions(JsonNode answer) {
        return answers.show(answer, output -> {
            if (answer.path("versions").isEmpty()) {
                output.line("No former version of " + answer.path("file").stringValue("") + " was kept yet.");
            } else {
                output.table(answer.path("versions"), "number", "kept", "why", "version", "bytes");
            }
        });
    }

    @Command(name = "rollback", description = "Makes a former version the present one, also of a plugin that was removed.", mixinStandardHelpOptions = true)
    int rollback(@Parameters(index = "0", paramLabel = "FILE", description = FILE) String file,
            @Parameters(index = "1", arity = "0..1", paramLabel = "NUMBER", description = "The version; default: the newest.", defaultValue = "0") int number) {
        String path = "/plugins/" + HostClient.segment(file) + "/versions";
        int wanted = number > 0 ? number : client.get(path).path("versions").path(0).path("number").intValue(0);
        if (wanted == 0) {
            throw new CliProblem("No former version of " + file + " was kept.");
        }
        JsonNode now = client.post(path + "/" + wanted + "/rollback", Map.of());
        return answers.show(now, now.path("file").stringValue("") + " is version " + wanted + " again");
    }

    private int settings(JsonNode form) {
        return answers.show(form, output -> {
            form.path("params").forEach(param -> output.line(setting(param)));
            if (form.path("params").isEmpty()) {
                output.line(form.path("file").stringValue("") + " asks for no settings");
            }
            needs(output, form.path("file"), form.path("missing"));
        });
    }

    private static String setting(JsonNode param) {
        String name = param.path("name").stringValue("");
        if (param.path("separator").booleanValue(false)) {
            return "# " + name;
        }
        String key = param.path("key").stringValue("");
        boolean set = param.path("set").booleanValue(false);
        String value = !param.path("secret").booleanValue(false) ? param.path("value").stringValue("") : set ? "***" : "";
        String state = set ? "" : param.path("missing").booleanValue(false) ? "   (missing)" : "   (default)";
        return key + ": " + VisibleText.line(value) + state + (name.equals(key) ? "" : "   " + VisibleText.line(name));
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
