package dev.botyard.runtime.cli;

import static dev.botyard.runtime.cli.Output.text;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `botyard audit`.
@Command(name = "audit", description = "Shows who changed what, the newest last.", mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Option(names = "--who", paramLabel = "NAME", description = "What was done with this token; admin for the admin token.")
    private String who = "";

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "How many at most; default: 50.")
    private int limit = 50;

    @Override
    public Integer call() {
        JsonNode answer = client
                .get("/audit?limit=" + ListLimit.checked(limit) + (who.isEmpty() ? "" : "&who=" + HostClient.segment(who)));
        return answers.show(answer, output -> {
            for (JsonNode one : answer.path("audit").valueStream().toList().reversed()) {
                output.line(
                        text(one, "time") + "  " + text(one, "who") + " (" + text(one, "role") + ")  " + text(one, "method") + " "
                                + text(one, "path") + "  " + one.path("status").intValue(0));
            }
            if (answer.path("audit").isEmpty()) {
                output.line("nobody has changed anything");
            }
        });
    }
}
