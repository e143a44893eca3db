package dev.botyard.api.event;

import java.time.Instant;

/// Something happened: a member joined, a message was recalled, …
public record NoticeEvent(EventDetails details) implements InboundEvent {
    @Override
    public String id() {
        return details.id();
    }

    @Override
    public Instant time() {
        return details.time();
    }
}
