package dev.botyard.runtime.net.access;

import java.time.Instant;

/// A browser that was let in.
///
/// @param id    what operators name it by; no secret
/// @param agent what the browser calls itself
public record OperatorSession(String id, Instant since, Instant seen, Instant expires, String agent) {}
