package dev.botyard.runtime.ops.trace;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.script.plugin.PluginVerdict;
import dev.botyard.runtime.script.plugin.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One incoming message and what became of it, as operators see it. Immutable.
///
/// @param number   counts from the start of the host on
/// @param user     who said it, by the platform's id
/// @param text     its first characters
/// @param textCut  whether it was longer
/// @param outcome  one word
/// @param reason   the same as a sentence
/// @param waiter   the run that waited for it and took it, `""` for none
/// @param runs     those that it started, and the one that took it
/// @param plugins  those that were asked, as they were then: first those whose rule fits
/// @param leftOut  how many more have no rule that fits; one trace alone has them all
/// @param complete whether it is known still which plugins were asked; after many changes only what was fired is
/// @param pushes   of those runs: pushes with their receipts, and replies that failed
public record TraceRecord(long number, Instant time, String imType, String accountId, String group, String user, String userName,
        String messageId, String text, boolean textCut, Outcome outcome, @Sentence String reason, String waiter,
        List<TracedRun> runs,
        List<PluginVerdict> plugins, int leftOut, boolean complete, List<PushRecord> pushes) {

    /// What became of a message.
    public enum Outcome {
        /// A run said something, and none failed.
        ANSWERED,
        /// It is on its way to the plugins, or a run was started and has not ended.
        RUNNING,
        /// Runs ended, and none of them said anything in the chat.
        SILENT,
        /// A run failed, whatever it had said before.
        FAILED,
        /// A run that waited took it.
        WAITER,
        /// It is held for a script that has asked something and does not listen yet.
        HELD,
        /// A rule fits, but its plugin is not for this person or place, or is switched off.
        REFUSED,
        /// No rule fits.
        NO_RULE,
        /// The same message was taken before.
        DUPLICATE,
        /// Another message with its id was taken before.
        SAME_ID
    }

    /// A run that came of a message.
    ///
    /// @param replies how many replies the platform took
    public record TracedRun(String id, String plugin, String status, @Sentence String error,
            @JsonProperty("duration_ms") Duration duration, int replies, List<RunRecord.Call> calls,
            @Sentence List<String> notes) {}
}
