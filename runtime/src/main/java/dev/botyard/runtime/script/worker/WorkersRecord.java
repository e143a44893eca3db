package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.script.header.Language;

/// The workers of one language and set of packages, as operators see them.
///
/// @param workers processes, whatever they do
/// @param idle    those that have no run
/// @param resting those whose runs wait for people; they hold no place
/// @param queued  runs that wait for a worker
/// @param state   why none can be started, [#READY] when they can
public record WorkersRecord(Language language, int workers, int idle, int resting, int queued, @Sentence String state) {
    /// The state of workers that can be started.
    public static final String READY = "ready";
}
