package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterFactory;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The classes of one version of an adapter: loaded when the first account asks, because most hosts use few of the adapters they have.
/// Thread-safe.
final class AdapterCode {
    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Opened opened;
    private boolean asked;
    private boolean retired;

    private AdapterCode(Source source) {
        this.source = source;
    }

    /// Where the classes come from.
    @FunctionalInterface
    interface Source {
        /// @throws JarRefusedException when they cannot be loaded; nothing of them is left then
        Opened open() throws InterruptedException;
    }

    /// What was loaded. Its loader is the host's own where there is no jar, as in tests.
    record Opened(AdapterFactory factory, ClassLoader classLoader, Optional<LoadedJar> jar) {}

    /// Not loaded before somebody asks.
    static AdapterCode from(Source source) {
        return new AdapterCode(source);
    }

    /// Loaded already.
    ///
    /// @param again where it comes from after it was put away
    static AdapterCode of(Opened opened, Source again) {
        AdapterCode code = new AdapterCode(again);
        code.opened = opened;
        return code;
    }

    /// For somebody who runs it: from now on it stays.
    ///
    /// @throws JarRefusedException when it cannot be loaded now
    Opened get() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Opened now = opened;
            if (now == null) {
                if (retired) {
                    throw new JarRefusedException("it was replaced or removed just now");
                }
                now = source.open();
                opened = now;
            }
            asked = true;
            return now;
        } finally {
            lock.unlock();
        }
    }

    boolean inMemory() {
        lock.lock();
        try {
            return opened != null;
        } finally {
            lock.unlock();
        }
    }

    /// Gives it out to be closed if nobody has asked for it.
    Optional<Opened> putAway() {
        lock.lock();
        try {
            Optional<Opened> unused = asked ? Optional.empty() : Optional.ofNullable(opened);
            unused.ifPresent(_ -> opened = null);
            return unused;
        } finally {
            lock.unlock();
        }
    }

    /// Gives it out to be closed, and loads nothing any more. Who still has it may go on with it until it ends.
    Optional<Opened> retire() {
        lock.lock();
        try {
            Optional<Opened> last = retired ? Optional.empty() : Optional.ofNullable(opened);
            retired = true;
            return last;
        } finally {
            lock.unlock();
        }
    }
}
