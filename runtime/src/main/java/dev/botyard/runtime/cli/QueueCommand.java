package dev.botyard.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard queue`.
@Command(name = "queue", description = "Shows pushes that wait or were given up, takes them back, sends them again.", mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
    private static final Actions ACTIONS = new Actions("list", "cancel", "resend");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, cancel or resend; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The push, for cancel and resend.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ACTIONS.check(action);
        Output output = new Output(spec);
        if (!action.equals("list")) {
            if (id.isEmpty()) {
                throw new CliProblem(2, "Name the push: botyard queue " + action + " ID. 'botyard queue' lists them.");
            }
            client.post("/queue/" + HostClient.segment(id) + "/" + action, Map.of());
            output.line(id + (action.equals("cancel") ? " is cancelled" : " is queued again"));
            return 0;
        }
        JsonNode answer = client.get("/queue?limit=1000");
        if (json) {
            output.json(answer);
            return 0;
        }
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
        return 0;
    }

    private static String text(JsonNode push, String name) {
        return push.path(name).stringValue("");
    }
}
