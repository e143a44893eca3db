package dev.botyard.runtime.cli;

import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.store.StoreException;
import dev.botyard.runtime.thread.Threads;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `botyard run`.
@Command(name = "run", description = "Starts the host and keeps it running until Ctrl-C or SIGTERM.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Option(names = "--port", paramLabel = "N", description = "The port; default: BOTYARD_PORT, else botyard.yaml, else 8200. 0 takes a free one.")
    private Integer port;

    @Option(names = "--host", paramLabel = "ADDR", description = "The address to listen on; default: botyard.yaml, else 127.0.0.1.")
    private String host;

    @Override
    public Integer call() throws InterruptedException {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new CliProblem(2, "--port is " + port + "; it must be a number from 0 to 65535.");
        }
        HomeFolder folder = home.folder();
        try {
            Host running = Host.start(new HostOptions(folder.root(), port, host, Distribution.folder(), System.getenv()));
            Runtime.getRuntime().addShutdownHook(Threads.platform("shutdown").newThread(running::close));
            greet(running, folder);
            running.awaitShutdown();
            return 0;
        } catch (IOException e) {
            throw new CliProblem(e.getMessage() + (e.getMessage() != null && e.getMessage().contains("cannot listen")
                    ? "; is another Botyard running? Take another port with --port."
                    : ""));
        } catch (HomeException | StoreException | IllegalArgumentException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    private void greet(Host running, HomeFolder folder) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Botyard is ready on " + running.address());
        out.println("  home:      " + folder.root());
        out.println("  chat:      " + running.loginLink() + "   (lets one browser in; another link: botyard token link)");
        out.println("  plugins:   " + folder.plugins() + "   (botyard new plugin hello)");
        out.println("  accounts:  " + folder.accounts());
        out.flush();
    }
}
