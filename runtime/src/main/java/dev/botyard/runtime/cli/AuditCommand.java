package dev.botyard.runtime.cli;

import java.util.ArrayList;
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
        if (limit < 1 || limit > 1_000) {
            throw new CliProblem(2, "--limit is " + limit + "; it must be 1 to 1000.");
        }
        JsonNode answer = client.get("/audit?limit=" + limit + (who.isEmpty() ? "" : "&who=" + HostClient.segment(who)));
        return answers.show(answer, output -> {
            for (JsonNode one : new ArrayList<>(answer.path("audit").valueStream().toList()).reversed()) {
                output.line(
                        text(one, "time") + "  " + text(one, "who") + " (" + text(one, "role") + ")  " + text(one, "method") + " "
                                + text(one, "path") + "  " + one.path("status").intValue(0));
            }
            if (answer.path("audit").isEmpty()) {
                output.line("nobody has changed anything");
            }
        });
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).stringValue("");
    }
}
