package dev.botyard.api.event;

import java.time.Instant;

/// Somebody asks for something that the bot may approve: to be a friend, to join a group.
public record RequestEvent(EventDetails details) implements InboundEvent {
    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Instant time() {
        return details.time();
    }
}
