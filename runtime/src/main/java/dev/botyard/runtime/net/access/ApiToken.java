package dev.botyard.runtime.net.access;

import java.time.Instant;
import java.util.Optional;

/// A named token as operators see it: never the token itself. Immutable.
///
/// @param lastUse to the minute, empty when it was never used
public record ApiToken(String name, Role role, Instant created, Optional<Instant> lastUse) {}
