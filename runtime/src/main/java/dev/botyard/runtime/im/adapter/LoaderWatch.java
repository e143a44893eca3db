package dev.botyard.runtime.im.adapter;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches closed class loaders until the garbage collector has taken them, and names those that stay. A loader counts as leaked only after
/// collections that could have unloaded it, because an idle host may go for hours without one. Thread-safe.
public final class LoaderWatch {
    private static final Logger log = LoggerFactory.getLogger(LoaderWatch.class);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int COLLECTIONS = 2;
    private static final Set<String> YOUNG = Set.of("young", "minor", "copy", "scavenge", "parnew");

    private final Clock clock;
    private final List<Closed> closed = new ArrayList<>();
    private long released;

    LoaderWatch(Clock clock) {
        this.clock = clock;
    }

    /// From now on the adapter's loader should disappear.
    synchronized void watch(LoadedAdapter adapter, ClassLoader loader) {
        RecordCache.forget();
        closed.add(new Closed(new WeakReference<>(loader), adapter.id(), adapter.version(), adapter.generation(),
                clock.instant(), collections()));
    }

    /// Looks which loaders are gone and reports each leak once. Cheap as long as nothing leaks.
    synchronized void check() {
        Instant now = clock.instant();
        long collections = collections();
        closed.removeIf(loader -> {
            if (!loader.reference.refersTo(null)) {
                return false;
            }
            released++;
            if (loader.leak != null) {
                log.info("the class loader of adapter {} {} (load {}) is free after all", loader.id, loader.version,
                        loader.generation);
            }
            return true;
        });
        for (Closed loader : closed) {
            boolean due = collections - loader.collections >= COLLECTIONS
                    && Duration.between(loader.at, now).compareTo(GRACE) >= 0;
            if (loader.leak == null && due) {
                report(loader);
            }
        }
    }

    /// Collects garbage now and reports every loader that survived it. Takes long on a large heap: for tests and the `doctor` command.
    public synchronized List<LoaderLeak> examine() {
        RecordCache.forget();
        for (int round = 0; round < 5 && closed.stream().anyMatch(loader -> !loader.reference.refersTo(null)); round++) {
            System.gc();
        }
        check();
        for (Closed loader : closed) {
            if (loader.leak == null) {
                report(loader);
            }
        }
        return leaks();
    }

    private static void report(Closed loader) {
        ClassLoader alive = loader.reference.get();
        if (alive == null) {
            return;
        }
        loader.leak = new LoaderLeak(loader.id, loader.version, loader.generation, loader.at, ThreadSuspects.of(alive));
        log.warn("class loader leak: {}", loader.leak);
    }

    /// The known leaks.
    public synchronized List<LoaderLeak> leaks() {
        return closed.stream().filter(loader -> loader.leak != null && !loader.reference.refersTo(null))
                .map(loader -> loader.leak).toList();
    }

    /// How many loaders were closed and taken by the garbage collector.
    public synchronized long released() {
        return released;
    }

    /// How many closed loaders are not gone yet, leaked or not.
    public synchronized int waiting() {
        return closed.size();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().filter(LoaderWatch::unloadsClasses)
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).filter(count -> count > 0).sum();
    }

    private static boolean unloadsClasses(GarbageCollectorMXBean collector) {
        String name = collector.getName().toLowerCase(java.util.Locale.ROOT);
        return YOUNG.stream().noneMatch(name::contains);
    }

    private static final class Closed {
        private final WeakReference<ClassLoader> reference;
        private final String id;
        private final String version;
        private final long generation;
        private final Instant at;
        private final long collections;
        private @Nullable LoaderLeak leak;

        Closed(WeakReference<ClassLoader> reference, String id, String version, long generation, Instant at, long collections) {
            this.reference = reference;
            this.id = id;
            this.version = version;
            this.generation = generation;
            this.at = at;
            this.collections = collections;
        }
    }
}
