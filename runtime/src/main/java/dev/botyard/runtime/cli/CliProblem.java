package dev.botyard.runtime.cli;

/// Ends a command with a sentence for the person.
class CliProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

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
