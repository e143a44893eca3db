package dev.botyard.runtime.infra.thread;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// On whose threads virtual threads run. Java has a scheduler of its own for all of them and offers no choice yet; the choice is inside, where
/// `--add-opens java.base/java.lang=ALL-UNNAMED` lets it be reached. Where it cannot be, everything runs as Java has it: more threads are
/// woken, and nothing else changes.
final class Schedulers {
    private static final Logger log = LoggerFactory.getLogger(Schedulers.class);

    private static Constructor<?> builder;
    private static Executor usual;

    static {
        try {
            Constructor<?> found = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            found.setAccessible(true);
            Method scheduler = Class.forName("java.lang.VirtualThread").getDeclaredMethod("defaultScheduler");
            scheduler.setAccessible(true);
            usual = (Executor) scheduler.invoke(null);
            builder = found;
        } catch (ReflectiveOperationException | RuntimeException other) {
            log.debug("virtual threads run on Java's own scheduler alone: {}", other.toString());
        }
    }

    private Schedulers() {}

    /// Whether virtual threads can be given a scheduler.
    static boolean selectable() {
        return builder != null;
    }

    /// Java's own; only where [#selectable].
    static Executor usual() {
        return usual;
    }

    /// For threads on Java's own scheduler, whatever the thread that asks runs on: threads inherit it otherwise.
    static Thread.Builder.OfVirtual onTheUsual() {
        return selectable() ? on(usual) : Thread.ofVirtual();
    }

    /// For threads whose every stretch is given to `scheduler`, which runs it on a platform thread; only where [#selectable].
    static Thread.Builder.OfVirtual on(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) builder.newInstance(scheduler);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads cannot be built", e);
        }
    }
}
