package dev.botyard.runtime.ops.trace;

import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.ops.trace.TraceRecord.Outcome;
import dev.botyard.runtime.ops.trace.TraceRecord.TracedRun;
import dev.botyard.runtime.script.plugin.PluginVerdict;
import dev.botyard.runtime.script.worker.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What became of a message, in a word and in a sentence. Immutable.
record Ending(Outcome outcome, String reason) {

    /// @param forgotten whether a run that it started is in the log no more
    static Ending of(Journey journey, List<TracedRun> runs, List<PluginVerdict> plugins, boolean forgotten) {
        return switch (journey.stage()) {
            case DUPLICATE -> new Ending(Outcome.DUPLICATE, "the platform delivered it before; it was taken once");
            case CHANGED -> new Ending(Outcome.SAME_ID, "a message with the id " + journey.messageId()
                    + " came before and differs in what it says or in its time; it was left out");
            case HELD ->
                new Ending(Outcome.HELD, "it is held until the script that has asked something in this chat listens, for 3 s"
                        + " at most");
            case WAITER -> new Ending(Outcome.WAITER, "run " + journey.waiter() + runs.stream().findFirst()
                    .map(run -> " of " + run.plugin()).orElse("") + " waited for it and took it; no plugin was asked");
            case PLUGINS -> journey.sequel() == null
                    ? new Ending(Outcome.RUNNING, "it is on its way to the plugins")
                    : forgotten && runs.isEmpty()
                            ? new Ending(Outcome.RUNNING, "what its run did is not in the log any more, or not yet")
                            : runs.isEmpty() ? without(journey, plugins) : with(runs);
        };
    }

    private static Ending without(Journey journey, List<PluginVerdict> plugins) {
        List<PluginVerdict> fit = plugins.stream().filter(plugin -> plugin.verdict() != PluginVerdict.Word.RULE).toList();
        if (fit.isEmpty()) {
            return new Ending(Outcome.NO_RULE, plugins.isEmpty()
                    ? "no plugin has rules"
                    : journey.text().isEmpty() ? "it has no text, and no rule fits that" : "no rule of any plugin fits it");
        }
        return new Ending(Outcome.REFUSED, fit.stream().limit(3).map(plugin -> plugin.plugin() + ": " + plugin.reason())
                .collect(Collectors.joining("; ")));
    }

    /// What went wrong is told first, whatever was said before that.
    private static Ending with(List<TracedRun> runs) {
        int replies = runs.stream().mapToInt(TracedRun::replies).sum();
        String messages = replies + (replies == 1 ? " message" : " messages");
        String names = runs.stream().map(TracedRun::plugin).distinct().collect(Collectors.joining(", "));
        Optional<TracedRun> failed = runs.stream().filter(Ending::failed).findFirst();
        if (failed.isPresent()) {
            TracedRun run = failed.get();
            return new Ending(Outcome.FAILED, run.plugin() + " ended with " + run.status()
                    + (replies > 0 ? " after " + messages : "") + (run.error().isEmpty() ? "" : ": " + run.error()));
        }
        if (replies > 0) {
            return new Ending(Outcome.ANSWERED, names + " answered with " + messages);
        }
        if (!runs.stream().allMatch(run -> is(run, RunStatus.OK))) {
            return new Ending(Outcome.RUNNING, names + " has not ended yet");
        }
        return new Ending(Outcome.SILENT, names + " ran and said nothing in the chat"
                + runs.stream().flatMap(run -> run.notes().stream()).findFirst().map(note -> "; " + note).orElse(""));
    }

    private static boolean failed(TracedRun run) {
        return !is(run, RunStatus.OK) && !is(run, RunStatus.RUNNING) && !is(run, RunStatus.WAITING);
    }

    private static boolean is(TracedRun run, RunStatus status) {
        return run.status().equals(status.label());
    }
}
