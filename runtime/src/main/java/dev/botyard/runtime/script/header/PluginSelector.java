package dev.botyard.runtime.script.header;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An allow list and a block list of one kind. The block list only counts while the allow list is empty.
public record PluginSelector(Set<String> allow, Set<String> block) {
    public PluginSelector {
        allow = Collections.unmodifiableSet(new LinkedHashSet<>(allow));
        block = Collections.unmodifiableSet(new LinkedHashSet<>(block));
    }

    public boolean admits(String value) {
        return allow.isEmpty() ? !block.contains(value) : allow.contains(value);
    }

    /// The same, where the lists may hold other names of the value.
    ///
    /// @param meaning what a name of the lists stands for
    boolean admits(String value, UnaryOperator<String> meaning) {
        Set<String> list = allow.isEmpty() ? block : allow;
        boolean listed = list.contains(value) || list.stream().anyMatch(name -> meaning.apply(name).equals(value));
        return allow.isEmpty() != listed;
    }
}
