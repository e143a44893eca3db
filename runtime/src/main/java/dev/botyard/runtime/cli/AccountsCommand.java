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

/// `botyard accounts`.
@Command(name = "accounts", description = "Shows accounts and steers them.", mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    private static final Actions ACTIONS = new Actions("list", "show", "start", "stop", "default", "login");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, show, start, stop, default or login; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The account.")
    private String id = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ACTIONS.check(action);
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
            case "login" -> login(path);
            default -> client.post(path + "/" + action, Map.of());
        };
        if (json) {
            output.json(account);
        } else if (action.equals("show")) {
            output.facts(account);
        } else if (action.equals("login")) {
            output.line(loginState(account));
        } else {
            output.line(id + " is " + account.path("state").stringValue("")
                    + (action.equals("default")
                            ? " and the default account of "
                                    + account.path("im").stringValue("")
                            : ""));
        }
        return 0;
    }

    /// A login is part of connecting, so an account that waits for one connects anew.
    private JsonNode login(String path) {
        JsonNode account = client.get(path);
        return account.path("sendable").booleanValue(false) ? account : client.post(path + "/start", Map.of());
    }

    private String loginState(JsonNode account) {
        String state = account.path("state").stringValue("");
        if (state.equals("online")) {
            return id + " is logged in as " + account.path("platform_id").stringValue("") + ".";
        }
        String detail = account.path("detail").stringValue("");
        String reason = account.path("reason").stringValue("");
        return id + " is " + state + (reason.isEmpty() ? "" : ": " + reason) + (detail.isEmpty() ? "" : "\n" + detail)
                + "\nWhat it asks for next stands in 'botyard accounts show " + id + "'.";
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
