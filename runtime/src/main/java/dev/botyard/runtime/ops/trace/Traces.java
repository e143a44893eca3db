package dev.botyard.runtime.ops.trace;

import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.store.PushRow;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.Journeys;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.script.plugin.Hearing;
import dev.botyard.runtime.script.plugin.PluginVerdict;
import dev.botyard.runtime.script.plugin.RunHistory;
import dev.botyard.runtime.script.plugin.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Puts together what is known of messages: the ways that are kept, runs, and pushes. Thread-safe.
public final class Traces {
    /// How many plugins without a rule that fits a list names for each message.
    static final int NAMED = 20;

    private final Journeys journeys;
    private final RunHistory runs;
    private final PushLog pushes;

    public Traces(Journeys journeys, RunHistory runs, PushLog pushes) {
        this.journeys = journeys;
        this.runs = runs;
        this.pushes = pushes;
    }

    /// Which messages are wanted; `""` and 0 mean any.
    ///
    /// @param chat a group, or the person of a private chat
    public record Filter(String account, String chat, String message, String run, String push, long before, int limit) {}

    /// Those that are wanted, newest first.
    public List<TraceRecord> page(Filter filter) {
        String run = filter.push.isEmpty()
                ? filter.run
                : pushes.newest(filter.push).map(PushRow::run).filter(found -> filter.run.isEmpty() || filter.run.equals(found))
                        .orElse("");
        if (run.isEmpty() && !filter.push.isEmpty()) {
            return List.of();
        }
        Predicate<Journey> wanted = journey -> any(filter.account, journey.account()) && any(filter.message, journey.messageId())
                && any(filter.chat, journey.group().isEmpty() ? journey.user() : journey.group())
                && (run.isEmpty() || runIds(journey).contains(run));
        return records(journeys.newest(filter.before, filter.limit, wanted), NAMED);
    }

    /// The one with this number, with all plugins that were asked.
    public Optional<TraceRecord> find(long number) {
        return journeys.find(number).map(journey -> records(List.of(journey), Integer.MAX_VALUE).getFirst());
    }

    /// How many messages are kept.
    public int most() {
        return journeys.most();
    }

    private static boolean any(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    private static List<String> runIds(Journey journey) {
        if (!journey.waiter().isEmpty()) {
            return List.of(journey.waiter());
        }
        return journey.sequel() instanceof Hearing hearing ? hearing.runs() : List.of();
    }

    private List<TraceRecord> records(List<Journey> wanted, int named) {
        Set<String> ids = wanted.stream().flatMap(journey -> runIds(journey).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, RunRecord> ran = runs.all(ids);
        Map<String, List<PushRecord>> sent = pushes.ofRuns(ids).stream().map(PushRecord::of)
                .collect(Collectors.groupingBy(PushRecord::run));
        return wanted.stream().map(journey -> record(journey, ran, sent, named)).toList();
    }

    private static TraceRecord record(Journey journey, Map<String, RunRecord> ran, Map<String, List<PushRecord>> sent,
            int named) {
        List<PluginVerdict> plugins = new ArrayList<>();
        int others = 0;
        boolean complete = true;
        if (journey.sequel() instanceof Hearing hearing) {
            List<PluginVerdict> all = hearing.verdicts(journey);
            all.stream().filter(Traces::fits).forEach(plugins::add);
            others = all.size() - plugins.size();
            all.stream().filter(one -> !fits(one)).limit(named).forEach(plugins::add);
            complete = hearing.complete();
        }
        List<String> ids = runIds(journey);
        List<TraceRecord.TracedRun> runs = ids.stream().map(ran::get).filter(run -> run != null).map(Traces::traced).toList();
        Ending ending = Ending.of(journey, runs, plugins, ids.size() > runs.size());
        return new TraceRecord(journey.number(), journey.time(), journey.im(), journey.account(), journey.group(), journey.user(),
                journey.userName(), journey.messageId(), journey.text(), journey.length() > Journey.LONGEST_TEXT,
                ending.outcome(), ending.reason(), journey.waiter(), runs, List.copyOf(plugins), Math.max(0, others - named),
                complete, ids.stream().map(id -> sent.getOrDefault(id, List.of())).flatMap(Collection::stream).toList());
    }

    private static boolean fits(PluginVerdict verdict) {
        return verdict.verdict() != PluginVerdict.Word.RULE;
    }

    private static TraceRecord.TracedRun traced(RunRecord run) {
        int replies = (int) run.calls().stream().filter(call -> call.method().equals("reply") && call.error().isEmpty()).count();
        return new TraceRecord.TracedRun(run.id(), run.plugin(), run.status().label(), run.error(), run.duration(), replies,
                run.calls(), run.notes());
    }
}
