package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Throttle;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.header.Language;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells that runs have no place, so that nothing waits unseen: the person who asked, the run's log, and the operator with who holds what.
public final class LateRuns implements Service {
    /// From then on people and operators are told.
    public static final Duration TOLD_AFTER = Duration.ofSeconds(10);
    static final Duration NOTED_AFTER = Duration.ofSeconds(60);
    private static final Logger log = LoggerFactory.getLogger(LateRuns.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WARNED_ONCE_IN = Duration.ofMinutes(1);

    private final PluginRunner runner;
    private final Supplier<LanguageLoad.Bounds> bounds;
    private final FullReplies replies;
    private final Ticker ticker;
    /// Confined to the timer.
    private final Set<Run> told = new HashSet<>();
    private final Set<Run> noted = new HashSet<>();
    private final Throttle warnings;
    private Ticker.Ticking ticking = () -> {};

    public LateRuns(PluginRunner runner, Supplier<LanguageLoad.Bounds> bounds, FullReplies replies, Ticker ticker) {
        this.runner = runner;
        this.bounds = bounds;
        this.replies = replies;
        this.ticker = ticker;
        warnings = new Throttle(ticker, WARNED_ONCE_IN);
    }

    /// Looks once a second from now on, and hears of waits that are refused.
    @Override
    public void start() {
        runner.waits().listen((run, why, sentence) -> refused(run, why));
        ticking = ticker.every(LOOK, "late-runs", this::look);
    }

    /// What the runs of each language do now, and how many may.
    public List<LanguageLoad> languages() {
        return languages(runner.load());
    }

    private List<LanguageLoad> languages(List<PluginLoad> plugins) {
        return LanguageLoad.of(plugins, runner.active(), bounds.get());
    }

    /// There may be thousands at once, and the timer is everybody's: what is the same for all of a language is asked once.
    void look() {
        Map<Language, List<Run>> late = runner.active().stream().filter(run -> run.unbegunFor().compareTo(TOLD_AFTER) >= 0)
                .collect(Collectors.groupingBy(run -> run.plugin().language()));
        Set<Run> all = late.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        told.retainAll(all);
        noted.retainAll(all);
        late.forEach(this::tell);
    }

    private void tell(Language language, List<Run> late) {
        late.stream().filter(told::add).forEach(replies::tell);
        List<Run> news = late.stream().filter(run -> run.unbegunFor().compareTo(NOTED_AFTER) >= 0).filter(noted::add).toList();
        boolean warns = warnings.passes(language.label() + " computing");
        if (news.isEmpty() && !warns) {
            return;
        }
        String who = who(language, LanguageLoad::whoComputes);
        news.forEach(run -> run.note("it could not begin for " + run.unbegunFor().toSeconds() + " s: " + (run.handedOver()
                ? who
                : "as many runs of " + run.plugin().file() + " as there may be at once (concurrency) have to end first")));
        if (warns) {
            log.warn("{}", who);
        }
    }

    private void refused(Run run, Waits.Why why) {
        replies.tell(run);
        Language language = run.plugin().language();
        if (why != Waits.Why.PERSON && warnings.passes(language.label() + " waiting")) {
            log.warn("{}", who(language, LanguageLoad::whoWaits));
        }
    }

    private String who(Language language, BiFunction<LanguageLoad, List<PluginLoad>, String> holds) {
        List<PluginLoad> plugins = runner.load();
        LanguageLoad load = languages(plugins).stream().filter(one -> one.language() == language).findFirst().orElseThrow();
        return holds.apply(load, plugins);
    }

    @Override
    public void close() {
        ticking.close();
    }
}
