package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.ConfigProblem;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard accounts`.
@Command(name = "accounts", description = "Shows accounts and steers them; alone it lists them.", mixinStandardHelpOptions = true, subcommands = AccountLoginCommand.class)
final class AccountsCommand implements Callable<Integer> {
    static final String ID = "The account; '${ROOT-COMMAND-NAME} accounts' lists them.";

    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists the accounts and what is wrong with their files.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/accounts");
        return answers.show(answer, output -> accounts(output, answer));
    }

    private static void accounts(Output output, JsonNode answer) {
        output.table(answer.path("accounts"), "id", "im_type", "adapter", "state", "default", "order", "name", "reason");
        for (JsonNode account : answer.path("accounts")) {
            String warning = account.path("warning").stringValue("");
            if (!warning.isEmpty() && !warning.equals(account.path("reason").stringValue(""))) {
                output.line(warning);
            }
        }
        for (JsonNode problem : answer.path("problems")) {
            output.line(problem(problem));
        }
    }

    @Command(name = "show", description = "Shows all that is known of an account.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = ID) String id) {
        JsonNode account = client.get(path(id));
        return answers.show(account, output -> output.facts(account));
    }

    @Command(name = "start", description = "Connects an account, anew if it waits for a person.", mixinStandardHelpOptions = true)
    int start(@Parameters(paramLabel = "ID", description = ID) String id) {
        return said(id, client.post(path(id) + "/start", Map.of()), "");
    }

    @Command(name = "stop", description = "Disconnects an account until it is started, or the host is.", mixinStandardHelpOptions = true)
    int stop(@Parameters(paramLabel = "ID", description = ID) String id) {
        return said(id, client.post(path(id) + "/stop", Map.of()), "");
    }

    @Command(name = "default", description = "Makes an account the one that speaks for its IM when nothing else decides.", mixinStandardHelpOptions = true)
    int prefer(@Parameters(paramLabel = "ID", description = ID) String id) {
        JsonNode account = client.post(path(id) + "/default", Map.of());
        return said(id, account, " and the default account of " + account.path("im_type").stringValue(""));
    }

    private int said(String id, JsonNode account, String more) {
        return answers.show(account, id + " is " + account.path("state").stringValue("") + more);
    }

    /// Of an account in the API.
    static String path(String id) {
        return "/accounts/" + HostClient.segment(id);
    }

    HostClient client() {
        return client;
    }

    Answers answers() {
        return answers;
    }

    /// Something in a file that the operator has to change.
    static String problem(JsonNode problem) {
        return new ConfigProblem(Path.of(problem.path("file").stringValue("")), problem.path("line").intValue(0),
                problem.path("key").stringValue(""), problem.path("message").stringValue("")).toString();
    }
}
