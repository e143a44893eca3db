package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.script.header.Language;

/// The workers of one language and set of packages, as operators see them.
///
/// @param waiting runs that wait for one
/// @param state   why none can be started, `""` when they can
public record WorkersRecord(Language language, int workers, int idle, int waiting, String state) {}
