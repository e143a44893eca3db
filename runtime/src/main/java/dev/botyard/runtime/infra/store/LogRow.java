package dev.botyard.runtime.infra.store;

import java.util.Optional;

/// A row nobody waits for.
///
/// @param happening what is counted with it
record LogRow(Optional<HourlyCounts.Happening> happening, String sql, Object... values) {
    LogRow(String sql, Object... values) {
        this(Optional.empty(), sql, values);
    }
}
