package dev.botyard.runtime.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard packages`.
@Command(name = "packages", description = "Packages for plugins whose authors name none; alone it lists them. They stand in packages.json of the home, and no script is changed.", mixinStandardHelpOptions = true)
final class PackagesCommand implements Callable<Integer> {
    private static final String MANAGER = "pip for Python, npm for JavaScript.";
    private static final String PLUGIN = "Only for this plugin; default: for all.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists what was added.", mixinStandardHelpOptions = true)
    int list() {
        return shown(client.get("/packages"));
    }

    @Command(name = "add", description = "Adds packages; they are installed at once.", mixinStandardHelpOptions = true)
    int add(@Parameters(index = "0", paramLabel = "MANAGER", description = MANAGER) String manager,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "PACKAGE", description = "Its name, perhaps with a version: aiohttp, aiohttp==3.9, axios@1.7.") List<String> packages,
            @Option(names = {"-p", "--plugin"}, paramLabel = "FILE", description = PLUGIN) String plugin) {
        return change(manager, plugin, "add", packages);
    }

    @Command(name = "remove", description = "Takes packages back that were added.", mixinStandardHelpOptions = true)
    int remove(@Parameters(index = "0", paramLabel = "MANAGER", description = MANAGER) String manager,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "PACKAGE", description = "Its name.") List<String> packages,
            @Option(names = {"-p", "--plugin"}, paramLabel = "FILE", description = PLUGIN) String plugin) {
        return change(manager, plugin, "remove", packages);
    }

    private int change(String manager, String plugin, String how, List<String> packages) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("manager", manager);
        if (plugin != null) {
            body.put("plugin", plugin);
        }
        body.put(how, packages);
        return shown(client.put("/packages", body));
    }

    private int shown(JsonNode added) {
        return answers.show(added, output -> {
            added.path("all").properties().forEach(entry -> output.line("all plugins, " + line(entry)));
            added.path("plugins").properties().forEach(entry -> output.line(line(entry)));
            if (added.path("all").isEmpty() && added.path("plugins").isEmpty()) {
                output.line("Nothing was added.");
            }
        });
    }

    private static String line(Map.Entry<String, JsonNode> entry) {
        return entry.getKey() + ": "
                + entry.getValue().valueStream().map(name -> name.stringValue("")).collect(Collectors.joining(", "));
    }
}
