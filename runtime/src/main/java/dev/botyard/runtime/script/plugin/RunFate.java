package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.infra.store.WaitingRuns;
import java.util.concurrent.atomic.AtomicBoolean;

/// How far a run has come: whether it has to be begun again when the host ends now. Thread-safe.
///
/// What reads and what sets a flag may meet, so each side first sets its own and then looks at the other's: whoever speaks says so and then asks
/// whether the run is kept; whoever keeps it says so first, and the store asks at the moment of the write whether the run has spoken or is over.
final class RunFate implements WaitingRuns.State {
    /// Of runs that nobody in a chat has caused.
    static final RunFate NOT_KEPT = new RunFate(new EventMark("", 0, 0, 0, false), false);

    private final EventMark event;
    private final boolean tracked;
    private final AtomicBoolean kept = new AtomicBoolean();
    private volatile boolean spoken;
    private volatile boolean over;
    private volatile boolean cut;

    private RunFate(EventMark event, boolean tracked) {
        this.event = event;
        this.tracked = tracked;
    }

    /// Of a run that an event has fired.
    static RunFate of(EventMark event) {
        return new RunFate(event, true);
    }

    /// Of a run that stands in the store already.
    static RunFate left(EventMark event) {
        RunFate fate = of(event);
        fate.kept.set(true);
        return fate;
    }

    EventMark event() {
        return event;
    }

    boolean tracked() {
        return tracked;
    }

    /// The caller, and nobody else, is to write it into the store.
    boolean claim() {
        return kept.compareAndSet(false, true);
    }

    boolean kept() {
        return kept.get();
    }

    /// @return whether this is the first time
    boolean speaks() {
        boolean first = !spoken;
        spoken = true;
        return first;
    }

    @Override
    public boolean spoken() {
        return spoken;
    }

    /// It has ended and need not be begun again.
    void end() {
        over = true;
    }

    @Override
    public boolean over() {
        return over;
    }

    /// It was not let speak because the host is stopping.
    void cut() {
        cut = true;
    }

    boolean wasCut() {
        return cut;
    }
}
