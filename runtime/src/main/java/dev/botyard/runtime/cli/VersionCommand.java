package dev.botyard.runtime.cli;

import dev.botyard.runtime.HostFacts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `botyard version`.
@Command(name = "version", description = "Shows the version of Botyard, Java and the system.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(String.join("\n", getVersion()));
        return 0;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"Botyard " + HostFacts.VERSION, "Java " + Runtime.version(),
            System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")};
    }
}
