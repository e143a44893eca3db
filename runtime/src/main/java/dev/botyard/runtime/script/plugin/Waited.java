package dev.botyard.runtime.script.plugin;

import java.time.Duration;
import java.util.Arrays;

/// How long the runs of one plugin waited for a worker. Thread-safe.
final class Waited {
    private final int[] within = new int[PluginLoad.Begun.BOUNDS.size() + 1];
    private long runs;
    private Duration last = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    synchronized void add(Duration waited) {
        int place = 0;
        while (place < PluginLoad.Begun.BOUNDS.size() && waited.toMillis() > PluginLoad.Begun.BOUNDS.get(place)) {
            place++;
        }
        within[place]++;
        runs++;
        last = waited;
        longest = longest.compareTo(waited) < 0 ? waited : longest;
    }

    synchronized PluginLoad.Begun facts() {
        return new PluginLoad.Begun(runs, last, longest, Arrays.stream(within).boxed().toList());
    }
}
