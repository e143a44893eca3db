package dev.botyard.runtime.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard accounts`.
@Command(name = "accounts", description = "Shows accounts and steers them; alone it lists them.", mixinStandardHelpOptions = true, subcommands = {
    AccountLoginCommand.class, AccountEditCommand.class, AccountRemoveCommand.class})
final class AccountsCommand implements Callable<Integer> {
    static final String ID = "The account; '${ROOT-COMMAND-NAME} accounts' lists them.";

    private static final String[] COLUMNS = {"key", "value", "default", "from"};

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

    @Command(name = "settings", description = "Shows what the file of an account sets, and what else it may; secrets are not shown.", mixinStandardHelpOptions = true)
    int settings(@Parameters(paramLabel = "ID", description = ID) String id) {
        JsonNode form = client.get(path(id) + "/settings");
        return answers.show(form, output -> {
            output.table(Shown.tree(form.path("settings").valueStream().map(row -> Line.of("", row)).toList()), COLUMNS);
            output.table(Shown.tree(form.path("config").valueStream().map(row -> Line.of("config.", row)).toList()), COLUMNS);
            form.path("problems").forEach(problem -> output.line(problem(problem)));
        });
    }

    private record Line(String key, String value, @JsonProperty("default") String usual, String from) {
        static Line of(String prefix, JsonNode row) {
            String reference = row.path("reference").stringValue("");
            JsonNode value = row.path("value");
            return new Line(prefix + row.path("key").stringValue(""),
                    reference.isEmpty() ? value.isContainer() ? value.toString() : Arguments.scalar(value) : reference,
                    row.path("default").stringValue(""), row.path("source").stringValue(""));
        }
    }

    @Command(name = "copy", description = "Writes the file of a new account like that of another one; give what is other: its token, its bot.", mixinStandardHelpOptions = true)
    int copy(@Parameters(index = "0", paramLabel = "ID", description = ID) String id,
            @Parameters(index = "1", paramLabel = "NEW", description = "The id of the new account.") String to,
            @Parameters(index = "2..*", arity = "0..*", paramLabel = "KEY=VALUE", description = AccountEditCommand.PAIRS) List<String> pairs) {
        Map<String, Object> body = AccountEditCommand.body(pairs == null ? List.of() : pairs);
        body.put("id", to);
        JsonNode account = client.post(path(id) + "/copy", body);
        return answers.show(account, to + " is " + account.path("state").stringValue(""));
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
