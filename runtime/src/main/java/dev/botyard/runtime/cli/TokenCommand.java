package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard token`.
@Command(name = "token", description = "Shows the admin token, or makes a link that lets a browser in.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "show or link; default: show.")
    private String action = "show";

    @Override
    public Integer call() {
        Output output = new Output(spec);
        switch (action) {
            case "show" -> {
                try {
                    output.line(client.home().adminToken(System.getenv()));
                } catch (HomeException e) {
                    throw new CliProblem("There is no admin token yet in " + client.home().root() + ": " + e.getMessage()
                            + " The first 'botyard run' makes one.");
                }
            }
            case "link" -> output.line(client.post("/login-links", java.util.Map.of()).path("url").stringValue(""));
            default -> throw new CliProblem(2, "'" + action + "' is not an action; there are show and link.");
        }
        return 0;
    }
}
