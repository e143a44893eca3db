package dev.botyard.runtime.header;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// An allow list and a block list of one kind. The block list only counts while the allow list is empty.
public record PluginSelector(Set<String> allow, Set<String> block) {
    public PluginSelector {
        allow = Collections.unmodifiableSet(new LinkedHashSet<>(allow));
        block = Collections.unmodifiableSet(new LinkedHashSet<>(block));
    }

    public boolean admits(String value) {
        return allow.isEmpty() ? !block.contains(value) : allow.contains(value);
    }
}
