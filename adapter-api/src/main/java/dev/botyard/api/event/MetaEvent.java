package dev.botyard.api.event;

import java.time.Instant;

/// The platform's own life: its connection, its login. Heartbeats are not reported as events.
public record MetaEvent(EventDetails details) implements InboundEvent {
    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Instant time() {
        return details.time();
    }
}
