package dev.botyard.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard adapters`.
@Command(name = "adapters", description = "Shows loaded adapters and refused jars.", mixinStandardHelpOptions = true)
final class AdaptersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        JsonNode answer = client.get("/adapters");
        Output output = new Output(spec);
        if (json.given()) {
            output.json(answer);
            return 0;
        }
        output.table(answer.path("adapters"), "id", "version", "im_types", "bundled", "name", "file");
        for (JsonNode jar : answer.path("refused")) {
            output.line("refused: " + jar.path("file").stringValue("") + ": " + jar.path("reason").stringValue(""));
        }
        return 0;
    }
}
