package dev.botyard.runtime.net.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// What operators hold open: it ends when what let them in is over. Thread-safe.
final class HeldConnections {
    private final Set<Held> open = ConcurrentHashMap.newKeySet();

    /// Equal to itself alone.
    private static final class Held {
        private final BooleanSupplier allowed;
        private final Runnable cut;

        Held(BooleanSupplier allowed, Runnable cut) {
            this.allowed = allowed;
            this.cut = cut;
        }
    }

    /// @param allowed whether it may stay
    /// @return forgets it
    Runnable hold(BooleanSupplier allowed, Runnable cut) {
        Held held = new Held(allowed, cut);
        open.add(held);
        // A login that ended between the request and here would be looked at by nobody.
        cutUnless(held);
        return () -> open.remove(held);
    }

    /// Ends those that may not stay.
    void look() {
        open.forEach(this::cutUnless);
    }

    private void cutUnless(Held held) {
        if (!held.allowed.getAsBoolean() && open.remove(held)) {
            held.cut.run();
        }
    }
}
