package dev.botyard.runtime.cli;

/// Ends a command with a sentence for the person.
final class CliProblem extends RuntimeException {
    private final int exitCode;

    CliProblem(String message) {
        this(1, message);
    }

    CliProblem(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
