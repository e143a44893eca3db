package dev.botyard.runtime.cli;

/// How many entries of a list of the host are asked for at once.
final class ListLimit {
    private static final int MOST = 1_000;

    private ListLimit() {}

    /// @throws CliProblem when the host gives not that many
    static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new CliProblem(2, "--limit is " + limit + "; it must be 1 to " + MOST + ".");
        }
        return limit;
    }
}
