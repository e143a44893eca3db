package dev.botyard.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard accounts`.
@Command(name = "accounts", description = "Shows accounts and steers them.", mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, show, start, stop or default; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The account.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Output output = new Output(spec);
        if (action.equals("list")) {
            list(output);
            return 0;
        }
        if (id.isEmpty()) {
            throw new CliProblem(2, "'botyard accounts " + action + "' needs the id of an account; see 'botyard accounts'.");
        }
        String path = "/accounts/" + HostClient.segment(id);
        JsonNode account = switch (action) {
            case "show" -> client.get(path);
            case "start", "stop", "default" -> client.post(path + "/" + action, java.util.Map.of());
            default ->
                throw new CliProblem(2, "'" + action + "' is not an action; there are list, show, start, stop and default.");
        };
        if (json || action.equals("show")) {
            output.json(account);
        } else {
            output.line(id + " is " + account.path("state").stringValue("")
                    + (action.equals("default")
                            ? " and the default account of "
                                    + account.path("im").stringValue("")
                            : ""));
        }
        return 0;
    }

    private void list(Output output) {
        JsonNode answer = client.get("/accounts");
        if (json) {
            output.json(answer);
            return;
        }
        output.table(answer.path("accounts"), "id", "im", "adapter", "state", "default", "order", "name", "reason");
        for (JsonNode problem : answer.path("problems")) {
            output.line(problem.path("file").stringValue("") + ":" + problem.path("line").intValue(0) + ": "
                    + problem.path("key").stringValue("")
                    + ": " + problem.path("message").stringValue(""));
        }
    }
}
