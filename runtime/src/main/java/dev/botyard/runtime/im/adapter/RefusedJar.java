package dev.botyard.runtime.im.adapter;

import java.nio.file.Path;
import java.time.Instant;

/// A jar that was not loaded.
///
/// @param reason a sentence without the jar's name: what is wrong and what to do
public record RefusedJar(Path source, boolean bundled, String reason, Instant since) {}
