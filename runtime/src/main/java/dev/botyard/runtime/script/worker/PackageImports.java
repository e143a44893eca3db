package dev.botyard.runtime.script.worker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the scripts of one package set have imported from it, so that a launcher imports it once for all workers. Thread-safe.
///
/// Nothing is loaded that no run has asked for. What a launcher could not load is left to the runs again, as if it were not known.
final class PackageImports {
    /// More modules than any set has that people use; a script that makes up names costs no memory.
    static final int MOST = 10_000;

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> excluded = new LinkedHashSet<>();

    /// A run has imported these by itself.
    ///
    /// @return whether a launcher that loads them is worth having: none of today's workers has them
    synchronized boolean imported(List<String> modules) {
        boolean more = false;
        for (String module : modules) {
            if (wanted.size() < MOST && !excluded.contains(top(module)) && !excluded.contains(module)) {
                more |= wanted.add(module);
            }
        }
        return more;
    }

    /// The same as a worker says it, which may be nothing.
    boolean imported(JsonNode modules) {
        return modules.isArray() && !modules.isEmpty()
                && imported(modules.valueStream().map(name -> name.stringValue("")).filter(name -> !name.isEmpty()).toList());
    }

    /// In the order in which runs have imported them.
    synchronized List<String> wanted() {
        return List.copyOf(wanted);
    }

    /// A launcher failed at these.
    synchronized void failed(List<String> modules) {
        excluded.addAll(modules);
        modules.forEach(wanted::remove);
    }

    /// Nothing of the package that this module belongs to can be loaded by a launcher.
    synchronized void unfit(String module) {
        String top = top(module);
        excluded.add(top);
        wanted.removeIf(name -> top(name).equals(top));
    }

    /// A launcher did not come back from loading; which module it was is not known.
    ///
    /// @return the packages that are given up
    synchronized Set<String> hung() {
        Set<String> tops = wanted.stream().map(PackageImports::top).collect(Collectors.toCollection(TreeSet::new));
        excluded.addAll(tops);
        wanted.clear();
        return tops;
    }

    private static String top(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }
}
