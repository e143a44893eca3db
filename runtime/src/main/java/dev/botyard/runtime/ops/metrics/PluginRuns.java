package dev.botyard.runtime.ops.metrics;

import dev.botyard.runtime.script.plugin.PluginLoad;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What the runs of plugins do, for a table that does not grow with their number: the busiest have a label each, the others share one.
final class PluginRuns {
    static final int NAMED = 50;
    private static final String OTHERS = "other";
    private static final Map<String, ToIntFunction<PluginLoad>> STATES = new TreeMap<>(
            Map.of("computing", PluginLoad::computing, "waiting", PluginLoad::waiting, "queued", PluginLoad::queued));

    private PluginRuns() {}

    /// Takes a number with its labels: language or `reply`, plugin, state.
    interface Taker {
        void take(double value, String... labels);
    }

    static void report(List<PluginLoad> plugins, Taker taker) {
        List<PluginLoad> busiest = plugins.stream()
                .sorted(Comparator.comparingInt((PluginLoad one) -> one.computing() + one.waiting() + one.queued()).reversed())
                .toList();
        STATES.forEach((state, count) -> {
            busiest.stream().limit(NAMED).forEach(one -> taker.take(count.applyAsInt(one), PluginLoad.kind(one.plugin()),
                    one.plugin(), state));
            busiest.stream().skip(NAMED)
                    .collect(Collectors.groupingBy(one -> PluginLoad.kind(one.plugin()), TreeMap::new,
                            Collectors.summingInt(count)))
                    .forEach((kind, sum) -> taker.take(sum, kind, OTHERS, state));
        });
    }
}
