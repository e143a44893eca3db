package dev.botyard.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `botyard adapters`.
@Command(name = "adapters", description = "Shows loaded adapters and refused jars.", mixinStandardHelpOptions = true)
final class AdaptersCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        JsonNode answer = client.get("/adapters");
        return answers.show(answer, output -> {
            output.table(answer.path("adapters"), "id", "version", "im_types", "bundled", "name", "file");
            for (JsonNode jar : answer.path("refused")) {
                output.line("refused: " + jar.path("file").stringValue("") + ": " + jar.path("reason").stringValue(""));
            }
        });
    }
}
