package dev.botyard.runtime.cli;

import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Shows what the host has answered: as it came to a program that reads it, else in words. A command's subcommands take the option too.
final class Answers {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    /// Whether a program reads the answer.
    boolean json() {
        return json;
    }

    /// @return the exit code of a command that has done what it was asked for
    int show(JsonNode answer, Consumer<Output> words) {
        Output output = output();
        if (json) {
            output.json(answer);
        } else {
            words.accept(output);
        }
        return 0;
    }

    /// The same in one line.
    int show(JsonNode answer, String sentence) {
        return show(answer, output -> output.line(sentence));
    }

    Output output() {
        return new Output(command);
    }
}
