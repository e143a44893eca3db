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
import picocli.CommandLine.Spec;

/// `botyard token`.
@Command(name = "token", description = "Shows or replaces the admin token, or makes a link that lets a browser in; alone it shows it.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Override
    public Integer call() {
        return show();
    }

    @Command(name = "show", description = "Prints the admin token of the home folder.", mixinStandardHelpOptions = true)
    int show() {
        try {
            new Output(spec).line(client.home().adminToken(System.getenv()));
            return 0;
        } catch (HomeException e) {
            throw new CliProblem("There is no admin token yet in " + client.home().root() + ": " + e.getMessage()
                    + " The first 'botyard run' makes one.");
        }
    }

    @Command(name = "link", description = "Prints a link that lets one browser in, once.", mixinStandardHelpOptions = true)
    int link() {
        new Output(spec).line(client.post("/login-links", Map.of()).path("url").stringValue(""));
        return 0;
    }

    @Command(name = "rotate", description = "Replaces the admin token.", mixinStandardHelpOptions = true)
    int rotate() {
        HomeFolder home = client.home();
        try {
            Files.deleteIfExists(home.adminTokenFile());
            home.create();
        } catch (IOException | HomeException e) {
            throw new CliProblem(home.adminTokenFile() + " cannot be replaced: " + e.getMessage());
        }
        Output output = new Output(spec);
        output.line("There is a new token in " + home.adminTokenFile() + ".");
        output.line(System.getenv("BOTYARD_ADMIN_TOKEN") != null
                ? "BOTYARD_ADMIN_TOKEN is set and goes before it."
                : "A running host takes the old one until it is started again.");
        return 0;
    }
}
