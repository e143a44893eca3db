package dev.botyard.runtime.script.header;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The public HTTP path of a plugin.
///
/// @param methods upper-case names; empty means that every method is accepted
public record PluginRoute(int line, String path, Set<String> methods, String server) {
    public PluginRoute {
        methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
    }
}
