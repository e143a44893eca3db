package dev.botyard.runtime.store;

/// A row nobody waits for.
record LogRow(String sql, Object... values) {}
