package dev.botyard.runtime.cli;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.SettingsFile;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/// `botyard settings set`.
@Command(name = "set", description = "Changes settings in botyard.yaml; all else of the file stays as it is written. Without a running host the file is checked and changed all the same.", mixinStandardHelpOptions = true)
final class SettingsSetCommand implements Callable<Integer> {
    @ParentCommand
    private SettingsCommand settings;

    @Parameters(arity = "1..*", paramLabel = "KEY=VALUE", description = "A setting, such as push.failover=same-im. KEY= takes it out, so that its default counts; [a, b] is a list.")
    private List<String> pairs;

    @Override
    public Integer call() {
        Map<String, Object> values = Pairs.values(pairs);
        String keys = String.join(", ", values.keySet());
        try {
            JsonNode now = settings.client().put("/settings", values);
            String waiting = now.path("waiting").valueStream().map(key -> key.stringValue("")).collect(Collectors.joining(", "));
            return settings.answers().show(now, "changed " + keys
                    + (waiting.isEmpty() ? "" : "\nin effect from the next start on: " + waiting));
        } catch (HostMissing missing) {
            write(settings.client().homeInstead(missing), values);
            return settings.answers().show(Json.MAPPER.valueToTree(Map.of("changed", values.keySet())),
                    "changed " + keys + "; no host runs, so it counts from the next start");
        }
    }

    private static void write(HomeFolder home, Map<String, Object> values) {
        try {
            List<ConfigProblem> problems = new SettingsFile(home, Settings.reader(home),
                    found -> HostSettings.of(found).problems())
                    .put(values, "");
            if (!problems.isEmpty()) {
                throw new CliProblem(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
            }
        } catch (IOException e) {
            throw new CliProblem("botyard.yaml cannot be written: " + FullDisk.meaning(e));
        }
    }
}
