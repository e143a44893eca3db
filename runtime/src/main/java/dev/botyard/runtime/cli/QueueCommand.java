package dev.botyard.runtime.cli;

import static dev.botyard.runtime.cli.Output.text;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard queue`.
@Command(name = "queue", description = "Shows pushes that wait or were given up, takes them back, sends them again; alone it lists them.", mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
    private static final String ID = "The push; '${ROOT-COMMAND-NAME} queue' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists pushes that wait, and those that were given up.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/queue?limit=1000");
        return answers.show(answer, output -> pushes(output, answer));
    }

    private static void pushes(Output output, JsonNode answer) {
        for (JsonNode push : answer.path("pushes")) {
            String group = text(push, "group");
            output.line(text(push, "id") + "  " + text(push, "state") + "  " + text(push, "im_type") + " "
                    + (group.isEmpty() ? "user " + text(push, "user") : "group " + group) + "  until " + text(push, "expires"));
            if (!text(push, "reason").isEmpty()) {
                output.line("  " + text(push, "code") + ": " + text(push, "reason"));
            }
        }
        if (answer.path("pushes").isEmpty()) {
            output.line("no push waits");
        }
    }

    @Command(name = "cancel", description = "Takes a push back that waits.", mixinStandardHelpOptions = true)
    int cancel(@Parameters(paramLabel = "ID", description = ID) String id) {
        return ask(id, "cancel", " is cancelled");
    }

    @Command(name = "resend", description = "Queues a push again that was given up.", mixinStandardHelpOptions = true)
    int resend(@Parameters(paramLabel = "ID", description = ID) String id) {
        return ask(id, "resend", " is queued again");
    }

    private int ask(String id, String action, String done) {
        JsonNode push = client.post("/queue/" + HostClient.segment(id) + "/" + action, Map.of());
        return answers.show(push, id + done);
    }
}
