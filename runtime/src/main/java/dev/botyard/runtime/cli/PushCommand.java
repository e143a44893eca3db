package dev.botyard.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard push`.
@Command(name = "push", description = "Sends a message through the right account.", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    " 0:sent", " 1:an error", " 3:not sent"})
final class PushCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Mixin
    private PushArguments arguments;

    @Option(names = "--json", description = "Print the whole receipt.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode receipt = client.post("/push", arguments.body());
        Output output = new Output(spec);
        boolean sent = receipt.path("sent").intValue(0) == 1;
        if (json) {
            output.json(receipt);
        } else if (sent) {
            output.line("sent by account " + receipt.path("account").stringValue("") + " (" + receipt.path("rule").stringValue("")
                    + ")");
        } else {
            spec.commandLine().getErr()
                    .println("not sent: " + receipt.path("code").stringValue("") + ": " + receipt.path("reason").stringValue(""));
        }
        return sent ? 0 : 3;
    }
}
