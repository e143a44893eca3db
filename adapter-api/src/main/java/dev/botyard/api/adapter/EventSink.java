package dev.botyard.api.adapter;

import dev.botyard.api.event.InboundEvent;

/// Takes events. Thread-safe; blocks while the host is busy, so that a flood slows the platform instead of filling memory.
public interface EventSink {

    /// Hands an event over. Events of one chat are handled in the order of the calls.
    ///
    /// @return what became of it; a cursor may move on unless it is [Acceptance#REFUSED]
    Acceptance emit(InboundEvent event) throws InterruptedException;

    /// What became of an event.
    enum Acceptance {
        /// It will be handled.
        ACCEPTED,
        /// It was seen before.
        DUPLICATE,
        /// The host is stopping; emit it again after the next start if the platform allows.
        REFUSED
    }
}
