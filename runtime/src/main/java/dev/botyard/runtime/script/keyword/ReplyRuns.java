package dev.botyard.runtime.script.keyword;

import dev.botyard.runtime.config.ReplyEntry;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.script.worker.Place;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Carries out the runs of replies, each on a thread of its own. Thread-safe.
public final class ReplyRuns implements Predicate<Run> {
    private final KeywordReplies replies;
    private final IntUnaryOperator chance;

    /// @param chance one of so many, from 0
    public ReplyRuns(KeywordReplies replies, IntUnaryOperator chance) {
        this.replies = replies;
        this.chance = chance;
    }

    @Override
    public boolean test(Run run) {
        if (!replies.has(run.plugin())) {
            return false;
        }
        run.queued();
        Threads.startVirtual("reply", () -> answer(run));
        return true;
    }

    private void answer(Run run) {
        Optional<ReplyEntry> reply = replies.of(run.plugin());
        if (reply.isEmpty()) {
            run.finished(RunResult.cancelled("the reply was removed"));
            return;
        }
        run.started(Place.NOWHERE);
        RunResult result;
        try {
            result = ended(Shown.tree(run.call("reply", Shown.tree(said(reply.get())))));
        } catch (CallException e) {
            result = new RunResult(RunStatus.ERROR, 1, null, e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = RunResult.cancelled("the host is stopping");
        } catch (RuntimeException e) {
            run.finished(new RunResult(RunStatus.ERROR, 1, null, e.toString(), ""));
            throw e;
        }
        run.finished(result);
    }

    private static RunResult ended(JsonNode receipt) {
        return receipt.path("ok").booleanValue(true)
                ? new RunResult(RunStatus.OK, 0, null, "", "")
                : new RunResult(RunStatus.ERROR, 1, null, receipt.path("error").stringValue(""), "");
    }

    /// The arguments of a `reply`, as a script would give them.
    private Map<String, Object> said(ReplyEntry reply) {
        String text = reply.answer().isEmpty() ? "" : reply.answer().get(chance.applyAsInt(reply.answer().size()));
        if (reply.pictures().isEmpty()) {
            return Map.of("kind", "text", "text", text);
        }
        if (text.isEmpty() && reply.pictures().size() == 1) {
            return Map.of("kind", "image", "source", reply.pictures().getFirst());
        }
        List<Map<String, Object>> items = new ArrayList<>();
        if (!text.isEmpty()) {
            items.add(Map.of("type", "text", "text", text));
        }
        reply.pictures().forEach(picture -> items.add(Map.of("type", "image", "source", picture)));
        Map<String, Object> mixed = new LinkedHashMap<>();
        mixed.put("kind", "mixed");
        mixed.put("items", items);
        return mixed;
    }
}
