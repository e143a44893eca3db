package dev.botyard.runtime.infra.store;

/// A row nobody waits for.
record LogRow(String sql, Object... values) {}
