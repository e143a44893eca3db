package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `botyard token`.
@Command(name = "token", description = "Shows or replaces the admin token, makes a link that lets a browser in, or shows which are; alone it shows the token.", mixinStandardHelpOptions = true)
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
            new Output(spec).line(client.tokenFile(System.getenv()).read());
            return 0;
        } catch (SecretFileException e) {
            throw new CliProblem("There is no admin token yet in " + client.home().root() + ": " + e.getMessage()
                    + " The first " + Launcher.hint("run") + " makes one.");
        }
    }

    @Command(name = "link", description = "Prints a link that lets one browser in, once.", mixinStandardHelpOptions = true)
    int link() {
        new Output(spec).line(client.post("/login-links", Map.of()).path("url").stringValue(""));
        return 0;
    }

    @Command(name = "rotate", description = "Replaces the admin token.", mixinStandardHelpOptions = true)
    int rotate() {
        AdminTokenFile file = client.tokenFile(System.getenv());
        try {
            file.rotate();
        } catch (SecretFileException e) {
            throw new CliProblem(e.getMessage());
        }
        Output output = new Output(spec);
        output.line("There is a new token in " + file.file() + ".");
        output.line(file.fromEnvironment()
                ? "BOTYARD_ADMIN_TOKEN is set and goes before it; change it there too."
                : "A running host takes it from now on, and browsers have to log in again.");
        return 0;
    }

    @Command(name = "sessions", description = "Lists the browsers that are let in.", mixinStandardHelpOptions = true)
    int sessions() {
        new Output(spec).table(client.get("/sessions").path("sessions"), "id", "since", "seen", "expires", "agent");
        return 0;
    }

    @Command(name = "end", description = "Ends the session of a browser.", mixinStandardHelpOptions = true)
    int end(@Parameters(paramLabel = "ID", description = "The session; '${ROOT-COMMAND-NAME} token sessions' lists them.") String id) {
        client.delete("/sessions/" + HostClient.segment(id));
        new Output(spec).line("The session " + id + " has ended.");
        return 0;
    }
}
