package dev.botyard.runtime.cli;

/// Entry point of the launcher.
public final class Main {
    private Main() {}

    /// Runs a command and exits with its code.
    public static void main(String[] arguments) {
        System.exit(BotyardCommand.execute(arguments));
    }
}
