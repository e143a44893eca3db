package dev.botyard.runtime.cli;

import dev.botyard.runtime.im.adapter.AdapterTable;
import java.io.IOException;
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
    private Answers answers;

    @Command(name = "table", description = "Prints the adapters that come with the host as the table that stands in the manual.", mixinStandardHelpOptions = true)
    int table() throws IOException, InterruptedException {
        spec.commandLine().getOut().print(AdapterTable.of(KnownAdapters.find(client)));
        spec.commandLine().getOut().flush();
        return 0;
    }

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
