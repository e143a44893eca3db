package dev.botyard.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `botyard tokens`.
@Command(name = "tokens", description = "Makes and ends named tokens, each with a role; alone it lists them. The admin token: '${ROOT-COMMAND-NAME} token'.", mixinStandardHelpOptions = true)
final class TokensCommand implements Callable<Integer> {
    @Mixin
    private HostClient client;

    @Mixin
    private Answers answers;

    /// Spelled as the host spells them.
    enum GivenRole {
        viewer, author, operator
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Lists named tokens with their role and last use.", mixinStandardHelpOptions = true)
    int list() {
        JsonNode answer = client.get("/tokens");
        return answers.show(answer, output -> {
            if (answer.path("tokens").isEmpty()) {
                output.line("there are no named tokens");
            } else {
                output.table(answer.path("tokens"), "name", "role", "created", "last_use");
            }
        });
    }

    @Command(name = "create", description = "Makes a token and prints it, once.", mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "NAME", description = "What it is for, such as ci.") String name,
            @Option(names = "--role", paramLabel = "ROLE", required = true, description = "viewer: sees; author: also writes and runs plugins, and sends; operator: everything.") GivenRole role) {
        JsonNode made = client.post("/tokens", Map.of("name", name, "role", role.name()));
        return answers.show(made, made.path("token").stringValue(""));
    }

    @Command(name = "revoke", description = "Ends a token, and at once what was opened with it.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "NAME", description = "The token; '${ROOT-COMMAND-NAME} tokens' lists them.") String name) {
        return answers.show(client.delete("/tokens/" + HostClient.segment(name)), "The token " + name + " is over.");
    }
}
