package dev.botyard.runtime.script.plugin;

import java.util.List;

/// Which handler of its file a run is for.
///
/// @param name  `""` for the script alone
/// @param names of the captures
public record WantedHandler(String name, List<String> names) {
    /// The script alone.
    public static final WantedHandler NONE = new WantedHandler("", List.of());

    public WantedHandler {
        names = List.copyOf(names);
    }

    /// One without captures, for an event or a time.
    ///
    /// @param name `""` for the script alone
    static WantedHandler named(String name) {
        return name.isEmpty() ? NONE : new WantedHandler(name, List.of());
    }

    public boolean absent() {
        return name.isEmpty();
    }
}
