package dev.botyard.runtime.cli;

import dev.botyard.runtime.HostOptions;
import dev.botyard.runtime.config.Machine;
import dev.botyard.runtime.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Starts a host in an empty home, uses it a little and ends: a run from which the launcher makes the class data archive of this machine, with
/// what Java has learnt of the code that is used most.
public final class Training {
    private static final int MESSAGES = 4_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Training() {}

    /// @param arguments the home folder
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path distribution = Path.of(System.getProperty("botyard.distribution"));
        String home = arguments[0];
        BotyardCommand.execute("new", "plugin", "hello", "--home", home);
        TrainingLoad.prepare(Path.of(home));
        try (Host host = Host.start(new HostOptions(Path.of(home), 0, "127.0.0.1", distribution, Map.of()))) {
            BotyardCommand.execute("accounts", "--home", home);
            BotyardCommand.execute("explain", "web", "--user", "admin", "--home", home);
            BotyardCommand.execute("push", "web", "hello", "--user", "admin", "--home", home);
            BotyardCommand.execute("plugins", "run", "hello.py", "--message", "hello", "--home", home);
            BotyardCommand.execute("acounts");
            if (Machine.here().standsBy()) {
                TrainingLoad.send(host.address(), MESSAGES, LONGEST);
            }
        }
    }
}
