package dev.botyard.benchmarks;

import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import java.nio.file.Path;
import java.util.Map;

/// A host for [EchoBenchmark], in a process of its own: `HOME DISTRIBUTION`.
public final class HostProcess {
    private HostProcess() {}

    /// Prints the address on the first line and lives until it is killed.
    public static void main(String[] args) throws Exception {
        Host host = Host.start(new HostOptions(Path.of(args[0]), 0, "127.0.0.1", Path.of(args[1]), Map.of()));
        System.out.println(host.address());
        host.awaitShutdown();
    }
}
