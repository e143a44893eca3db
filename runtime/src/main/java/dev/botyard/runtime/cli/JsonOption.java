package dev.botyard.runtime.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Whether a program reads the answer; a command's subcommands take it too.
final class JsonOption {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    boolean given() {
        return json;
    }
}
