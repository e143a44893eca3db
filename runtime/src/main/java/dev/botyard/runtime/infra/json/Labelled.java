package dev.botyard.runtime.infra.json;

import java.util.Locale;

/// A value of a few that has a name outside: in the API, the store, metrics and on the console. Stable.
public interface Labelled {

    /// The constant's own name.
    String name();

    /// What it is called outside: its own name in lower case, unless it says otherwise.
    default String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
