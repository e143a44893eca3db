package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `botyard plugins update`.
@Command(name = "update", description = "Brings the newer texts of plugins that were installed from elsewhere, with what was installed from the same place.", mixinStandardHelpOptions = true)
final class PluginUpdateCommand implements Callable<Integer> {
    @ParentCommand
    private PluginsCommand plugins;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An installed plugin; default: all of them.")
    private String file;

    @Mixin
    private InstallOptions options;

    @Override
    public Integer call() {
        if (file != null) {
            JsonNode report = update(file);
            return plugins.answers().show(report, output -> options.show(output, report));
        }
        List<JsonNode> reports = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (JsonNode origin : plugins.client().get("/plugins").path("origins")) {
            String place = origin.path("address").stringValue("") + " " + origin.path("ref") + origin.path("path");
            if (seen.contains(place) || origin.path("kind").stringValue("").equals("zip")) {
                continue;
            }
            seen.add(place);
            try {
                reports.add(update(origin.path("file").stringValue("")));
            } catch (HostMissing e) {
                throw e;
            } catch (CliProblem e) {
                failed.add(origin.path("file").stringValue("") + ": " + e.getMessage());
            }
        }
        ObjectNode all = Json.MAPPER.createObjectNode();
        reports.forEach(all.putArray("updates")::add);
        failed.forEach(all.putArray("failed")::add);
        plugins.answers().show(all, output -> {
            reports.forEach(report -> options.show(output, report));
            failed.forEach(output::line);
            if (seen.isEmpty()) {
                output.line("No plugin was installed from an address or a repository.");
            }
        });
        return failed.isEmpty() ? 0 : 1;
    }

    private JsonNode update(String installed) {
        return plugins.client().post("/plugins/" + HostClient.segment(installed) + "/update", options.body());
    }
}
