package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.words.Sentence;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.RunRow;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A run for people, now or when it has ended: what the API answers, the event stream tells and the store keeps. Immutable.
///
/// @param number the place in the log, 0 while it is not there
/// @param handler the handler that it was for, `""` for the script alone
/// @param group  the current group, `""` in private chats and without one
/// @param calls  the SDK calls with their durations, the first [Run#LISTED_CALLS]
/// @param notes  what the host did not do for it and why, such as a push without an account
public record RunRecord(long number, String id, String plugin, String handler, Trigger trigger, String imType, String accountId,
        String group,
        String user, String message, RunStatus status, @Sentence String error, String traceback, String value, String output,
        List<Call> calls, @Sentence List<String> notes, Instant started, @JsonProperty("duration_ms") Duration duration) {

    public RunRecord {
        handler = handler == null ? "" : handler; // in what a version without handlers has kept
    }

    /// One SDK call.
    public record Call(String method, @JsonProperty("duration_ms") Duration duration, @Sentence String error) {}

    /// The run as it is now.
    static RunRecord of(Run run) {
        RunContext context = run.context();
        Optional<RunResult> how = Optional.ofNullable(run.result());
        RunStatus status = how.map(RunResult::status).orElse(run.began() ? RunStatus.RUNNING : RunStatus.WAITING);
        return new RunRecord(0, run.id(), run.plugin().file(), context.handler().name(), context.trigger(), context.im(),
                context.account(),
                context.group(), context.user().id(), context.message(), status, how.map(RunResult::error).orElse(""),
                how.map(RunResult::traceback).orElse(""), Outgoing.text(run.value()), run.output(), run.calls(), run.notes(),
                run.createdAt(), run.duration());
    }

    /// The row that the store keeps: all of it as JSON, and what is searched for beside it.
    public RunRow row() {
        return new RunRow(0, id, plugin, trigger.label(), imType, accountId, group, user, started,
                Optional.of(started.plus(duration)),
                status.label(), "", "", Shown.text(this));
    }

    /// A run of the log.
    public static RunRecord of(RunRow row) {
        ObjectNode tree = Json.MAPPER.createObjectNode().put("id", row.id()).put("plugin", row.plugin())
                .put("trigger", row.trigger()).put("im_type", row.im()).put("account_id", row.account())
                .put("group", row.chat()).put("user", row.user()).put("status", row.status()).put("error", row.error())
                .put("output", row.output()).put("started", row.started().toString());
        // Versions before the first release kept only a part as JSON, and the rest in the columns alone.
        tree.setAll((ObjectNode) Json.MAPPER.readTree(row.record()));
        return Shown.read(tree.put("number", row.number()), RunRecord.class);
    }
}
