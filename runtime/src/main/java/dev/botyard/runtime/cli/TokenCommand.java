package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard token`.
@Command(name = "token", description = "Shows or replaces the admin token, or makes a link that lets a browser in.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final Actions ACTIONS = new Actions("show", "link", "rotate");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "show, link or rotate; default: show.")
    private String action = "show";

    @Override
    public Integer call() {
        Output output = new Output(spec);
        ACTIONS.check(action);
        switch (action) {
            case "show" -> {
                try {
                    output.line(client.home().adminToken(System.getenv()));
                } catch (HomeException e) {
                    throw new CliProblem("There is no admin token yet in " + client.home().root() + ": " + e.getMessage()
                            + " The first 'botyard run' makes one.");
                }
            }
            case "link" -> output.line(client.post("/login-links", Map.of()).path("url").stringValue(""));
            default -> rotate(output);
        }
        return 0;
    }

    private void rotate(Output output) {
        HomeFolder home = client.home();
        try {
            Files.deleteIfExists(home.adminTokenFile());
            home.create();
        } catch (IOException | HomeException e) {
            throw new CliProblem(home.adminTokenFile() + " cannot be replaced: " + e.getMessage());
        }
        output.line("There is a new token in " + home.adminTokenFile() + ".");
        output.line(System.getenv("BOTYARD_ADMIN_TOKEN") != null
                ? "BOTYARD_ADMIN_TOKEN is set and goes before it."
                : "A running host takes the old one until it is started again.");
    }
}
