package dev.botyard.runtime.script.header;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Limits that a plugin sets for itself with the headers `timeout` and `concurrency`. Empty means the host's own limit.
public record PluginLimits(Optional<Duration> timeout, OptionalInt concurrency) {}
