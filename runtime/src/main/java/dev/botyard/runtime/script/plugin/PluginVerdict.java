package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.words.Sentence;

/// What a plugin made of a message, as operators see it. Immutable.
///
/// @param plugin  its file, or the name of a reply without code
/// @param verdict one word
/// @param reason  the same as a sentence
/// @param rule    the rule that fits, `""` for none
/// @param run     the run that was started, `""` for none
public record PluginVerdict(String plugin, Word verdict, @Sentence String reason, long priority, String rule, String run) {

    /// What a plugin made of a message.
    public enum Word {
        /// It was fired.
        RAN,
        /// A plugin before it took the message.
        TAKEN,
        /// It is switched off.
        DISABLED,
        /// It cannot run.
        INVALID,
        /// It is for administrators.
        ADMIN,
        /// It is not for this IM.
        IM,
        /// It is not for this person.
        USER,
        /// It is not for this group, or not for private chats.
        GROUP,
        /// None of its rules fits.
        RULE
    }
}
