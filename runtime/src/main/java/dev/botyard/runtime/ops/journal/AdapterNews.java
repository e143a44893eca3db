package dev.botyard.runtime.ops.journal;

/// An adapter came, was replaced, or went, as the event stream tells it.
///
/// @param change such as `qx: 1.0.0 → 1.1.0`
public record AdapterNews(String change) {}
