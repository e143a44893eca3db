package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.Nearest;
import java.util.List;

/// The words that follow a command such as `accounts`.
final class Actions {
    private final List<String> names;

    Actions(String... names) {
        this.names = List.of(names);
    }

    /// Complains about a word that is none of them.
    void check(String action) {
        if (!names.contains(action)) {
            throw new CliProblem(2, "'" + action + "' is not an action." + Nearest.hint(action, names) + " There are "
                    + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast() + ".");
        }
    }
}
