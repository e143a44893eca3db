package dev.botyard.runtime.script.plugin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.script.header.Language;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What the runs of one language do now and how many may, as operators see it.
///
/// @param computing     runs that have begun and wait for nobody
/// @param mostComputing `plugins.max_workers`, as this machine has it
/// @param waiting       runs that wait for people
/// @param mostWaiting   `plugins.max_waiting`, as this machine has it
/// @param queued        runs that have not begun
/// @param longestQueued how long the first of those has not
public record LanguageLoad(Language language, int computing, int mostComputing, int waiting, int mostWaiting, int queued,
        @JsonProperty("longest_queued_ms") Duration longestQueued) {
    private static final int NAMED = 5;

    /// How many runs of one language may do what at once.
    public record Bounds(int computing, int waiting) {}

    /// Of every language.
    ///
    /// @param active runs that have not ended
    static List<LanguageLoad> of(List<PluginLoad> plugins, Collection<Run> active, Bounds bounds) {
        return Arrays.stream(Language.values()).map(language -> new LanguageLoad(language,
                sum(language, plugins, PluginLoad::computing), bounds.computing, sum(language, plugins, PluginLoad::waiting),
                bounds.waiting, sum(language, plugins, PluginLoad::queued),
                active.stream().filter(run -> run.plugin().language() == language).map(Run::unbegunFor)
                        .max(Comparator.naturalOrder()).orElse(Duration.ZERO)))
                .toList();
    }

    private static int sum(Language language, List<PluginLoad> plugins, ToIntFunction<PluginLoad> what) {
        return plugins.stream().filter(plugin -> plugin.language() == language).mapToInt(what).sum();
    }

    /// `python: 64 of 64 computing: shop.py 40, ai.py 24; 12 wait 75 s at most`.
    String whoComputes(List<PluginLoad> plugins) {
        return language.label() + ": " + computing + " of " + mostComputing + " computing" + who(plugins, PluginLoad::computing)
                + "; " + queued + (queued == 1 ? " waits " : " wait ") + longestQueued.toSeconds() + " s at most";
    }

    /// `python: 512 of 512 waiting for people: quiz.py 512`.
    String whoWaits(List<PluginLoad> plugins) {
        return language.label() + ": " + waiting + " of " + mostWaiting + " waiting for people"
                + who(plugins, PluginLoad::waiting);
    }

    private String who(List<PluginLoad> plugins, ToIntFunction<PluginLoad> what) {
        List<PluginLoad> holders = plugins.stream()
                .filter(plugin -> plugin.language() == language && what.applyAsInt(plugin) > 0)
                .sorted(Comparator.comparingInt(what).reversed()).toList();
        String named = holders.stream().limit(NAMED).map(plugin -> plugin.plugin() + " " + what.applyAsInt(plugin))
                .collect(Collectors.joining(", "));
        int more = holders.size() - NAMED;
        return named.isEmpty() ? "" : ": " + named + (more > 0 ? " and " + more + " more plugins" : "");
    }
}
