package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.store.RunLog;
import dev.botyard.runtime.infra.store.RunRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs for people: those under way, and those of the log. A run is under way until the log has it, so it is always in one of them, and
/// for a moment in both; here it is one. Thread-safe.
public final class RunHistory {
    private final Supplier<List<Run>> active;
    private final Function<RunLog.Filter, List<RunRow>> logged;
    private final Function<String, Optional<RunRow>> found;
    private final Function<Collection<String>, List<RunRow>> several;

    public RunHistory(PluginRunner runner, RunLog log) {
        this(runner::active, log::query, log::find, log::find);
    }

    RunHistory(Supplier<List<Run>> active, Function<RunLog.Filter, List<RunRow>> logged,
            Function<String, Optional<RunRow>> found, Function<Collection<String>, List<RunRow>> several) {
        this.several = several;
        this.active = active;
        this.logged = logged;
        this.found = found;
    }

    /// Runs under way first, on the first page, then those of the log; each newest first.
    public List<RunRecord> page(RunLog.Filter filter) {
        Map<String, Run> runs = new LinkedHashMap<>();
        Map<String, RunRecord> now = new LinkedHashMap<>();
        if (filter.before() == 0) {
            active.get().stream().sorted(Comparator.comparing(Run::createdAt).reversed()).forEach(run -> {
                RunRecord record = run.report();
                if (fits(filter, record)) {
                    runs.put(run.id(), run);
                    now.put(run.id(), record);
                }
            });
        }
        List<RunRecord> before = new ArrayList<>();
        for (RunRow row : logged.apply(filter)) {
            Run run = runs.get(row.id());
            // A run that a stop has cut short is begun again under its id: what the log has of it is over and done with.
            if (run == null || run.over()) {
                now.remove(row.id());
                before.add(RunRecord.of(row));
            }
        }
        List<RunRecord> page = new ArrayList<>(now.values());
        page.addAll(before);
        return page;
    }

    private static boolean fits(RunLog.Filter filter, RunRecord run) {
        return any(filter.plugin(), run.plugin()) && any(filter.status(), run.status().label())
                && any(filter.im(), run.imType());
    }

    private static boolean any(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    public Optional<RunRecord> find(String id) {
        Optional<Run> run = active.get().stream().filter(one -> one.id().equals(id)).findFirst();
        Optional<RunRecord> now = run.map(Run::report);
        return run.isPresent() && !run.get().over() ? now : found.apply(id).map(RunRecord::of).or(() -> now);
    }

    /// Those of these runs that are known still, by id.
    public Map<String, RunRecord> all(Collection<String> ids) {
        Map<String, RunRecord> known = new HashMap<>();
        Map<String, Run> now = new HashMap<>();
        active.get().stream().filter(run -> ids.contains(run.id())).forEach(run -> now.put(run.id(), run));
        several.apply(ids).forEach(row -> known.put(row.id(), RunRecord.of(row)));
        now.values().stream().filter(run -> !run.over() || !known.containsKey(run.id()))
                .forEach(run -> known.put(run.id(), run.report()));
        return known;
    }

    /// The ids of the last runs of the log.
    public List<String> lately(int limit) {
        return logged.apply(RunLog.Filter.newest(limit)).stream().map(RunRow::id).toList();
    }
}
