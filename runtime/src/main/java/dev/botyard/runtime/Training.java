package dev.botyard.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Starts a host in an empty home and ends: a run from which the launcher makes the class data archive of this machine.
public final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path distribution = Path.of(System.getProperty("botyard.distribution"));
        Host.start(new HostOptions(Path.of(arguments[0]), 0, "127.0.0.1", distribution, Map.of())).close();
    }
}
