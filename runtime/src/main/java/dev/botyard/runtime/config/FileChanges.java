package dev.botyard.runtime.config;

import java.nio.file.Path;
import java.util.List;

/// What happened in watched folders since the last report, each list sorted.
public record FileChanges(List<Path> added, List<Path> changed, List<Path> removed) {
    public FileChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public boolean none() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
