package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.infra.json.Labelled;

/// Something that needs a person.
///
/// @param subject an account's id, a plugin's or another file, a language; `""` where the kind says all
/// @param reason  why, as a sentence
/// @param command what mends it or shows more of it in a terminal, `""` for none
public record Repair(Kind kind, String subject, @Sentence String reason, String command) {

    /// Of what kind, the gravest first.
    public enum Kind implements Labelled {
        ACCOUNT_FAILED, ACCOUNT_NEEDS_LOGIN, CONFIGURATION, WORKERS, PLUGIN_INVALID, PLUGIN_SETTINGS, PLUGIN_PACKAGES,
        /// A line of the plugin's header does not do what it asks for.
        PLUGIN_PROBLEM, QUEUE_FULL, PUSHES_GIVEN_UP, RUNS_LATE, OUT_OF_MEMORY, DISK_LOW,
        /// It works, and anybody could take part.
        ACCOUNT_OPEN
    }
}
