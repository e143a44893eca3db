package dev.botyard.runtime.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Somebody who types commands, with a home of his own and an admin API that says what the test wants.
final class Terminal implements AutoCloseable {
    final FakeHost host = new FakeHost();
    final Path home;

    Terminal(Path home) throws IOException {
        this.home = home;
    }

    /// A command that reaches the host.
    Said say(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--home", home.toString(), "--url", host.url(), "--token", FakeHost.TOKEN));
        return Said.by(line.toArray(String[]::new));
    }

    /// A command that talks to no host.
    Said alone(String... words) {
        List<String> line = new ArrayList<>(List.of("--home", home.toString()));
        line.addAll(List.of(words));
        return Said.by(line.toArray(String[]::new));
    }

    @Override
    public void close() {
        host.close();
    }
}
