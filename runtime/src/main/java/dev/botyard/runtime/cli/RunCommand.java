package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import dev.botyard.runtime.config.HomeException;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.launcher.Launcher;
import dev.botyard.runtime.script.library.EditorFiles;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `botyard run`.
@Command(name = "run", description = "Starts the host and keeps it running until Ctrl-C or SIGTERM.", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    " 0:stopped by SIGTERM", " 1:could not start, or lost its store", " 130:stopped by Ctrl-C"})
final class RunCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int RUNNING = -1;

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
        Settings.check(folder);
        AtomicInteger code = new AtomicInteger(RUNNING);
        try (Host running = Host.start(new HostOptions(folder.root(), port, host, Distribution.folder(), System.getenv()))) {
            stopOnSignals(running, code);
            greet(running, folder);
            EditorFiles.write(folder.plugins(), Distribution.sdk());
            running.awaitShutdown();
            // Nobody has told it to stop: it has lost its store.
            return code.get() == RUNNING ? 1 : code.get();
        } catch (IOException e) {
            throw new CliProblem(sentence(e));
        } catch (HomeException | SecretFileException | StoreException | IllegalArgumentException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    private static String sentence(IOException failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return "Botyard could not start: " + message + (message.contains("cannot listen")
                ? ". Is another program running there? Take another port with --port, or stop it."
                : "");
    }

    /// The first signal closes the host, a second one ends the process at once.
    private void stopOnSignals(Host running, AtomicInteger code) {
        stopOn("INT", INTERRUPTED, running, code);
        if (!stopOn("TERM", 0, running, code)) {
            Runtime.getRuntime().addShutdownHook(Threads.platform("shutdown").newThread(running::close));
        }
    }

    private boolean stopOn(String signal, int exitCode, Host running, AtomicInteger code) {
        Words words = Words.current();
        return Signals.on(signal, () -> {
            if (!code.compareAndSet(RUNNING, exitCode)) {
                Runtime.getRuntime().halt(exitCode);
            }
            spec.commandLine().getErr().println(words.say("The host is stopping."));
            running.close();
        });
    }

    /// One line for programs on the standard output, always in the same words where one may read it, the rest for people on the other.
    private void greet(Host running, HomeFolder folder) {
        Output people = new Output(spec.commandLine().getErr());
        String ready = "Botyard is ready on " + running.address();
        spec.commandLine().getOut().println(Output.terminal() ? Words.current().say(ready) : ready);
        people.line("""
                  home:      %s
                  chat:      %s   (lets one browser in; another link: %s token link)
                  plugins:   %s   (write one: %s new plugin hello)
                  accounts:  %s   (%s new account IM ID)
                  stop:      Ctrl-C\
                """.formatted(folder.root(), running.loginLink(), Launcher.command(), folder.plugins(), Launcher.command(),
                folder.accounts(), Launcher.command()));
    }
}
