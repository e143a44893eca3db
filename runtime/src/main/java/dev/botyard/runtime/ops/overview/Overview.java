package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.infra.store.HourlyCounts;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Puts the host's overview together when somebody asks.
public final class Overview {
    private static final int HOURS = 24;

    private final HourlyCounts counts;
    private final IntSupplier plugins;
    private final Supplier<List<ConfigProblem>> problems;
    private final List<Supplier<List<Repair>>> faults;
    private final InstantSource clock;

    /// @param plugins  how many scripts there are
    /// @param problems what is wrong with the configuration files now
    /// @param faults   what knows of further repairs
    public Overview(HourlyCounts counts, IntSupplier plugins, Supplier<List<ConfigProblem>> problems,
            List<Supplier<List<Repair>>> faults, InstantSource clock) {
        this.counts = counts;
        this.plugins = plugins;
        this.problems = problems;
        this.faults = List.copyOf(faults);
        this.clock = clock;
    }

    /// As it is now.
    public OverviewRecord now() {
        List<Repair> found = faults.stream().flatMap(fault -> fault.get().stream()).toList();
        List<Repair> repairs = Stream.concat(found.stream(),
                problems.get().stream().filter(problem -> !told(found, problem)).map(Overview::repair))
                .sorted(Comparator.comparing(Repair::kind)).toList();
        return new OverviewRecord(counts.until(clock.instant(), HOURS), plugins.getAsInt(), repairs);
    }

    /// An account that fails for a line of its file says so itself.
    private static boolean told(List<Repair> found, ConfigProblem problem) {
        return found.stream().anyMatch(repair -> repair.reason().contains(problem.toString()));
    }

    private static Repair repair(ConfigProblem problem) {
        return new Repair(Repair.Kind.CONFIGURATION, problem.place(), problem.atKey(), "");
    }
}
