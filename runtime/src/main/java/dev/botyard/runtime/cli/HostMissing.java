package dev.botyard.runtime.cli;

/// Nobody listens where the host was thought to be.
final class HostMissing extends CliProblem {
    private static final long serialVersionUID = 1;

    HostMissing(String message) {
        super(message);
    }
}
