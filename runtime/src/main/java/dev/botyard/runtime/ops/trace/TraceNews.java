package dev.botyard.runtime.ops.trace;

import dev.botyard.runtime.message.inbound.Journey;

/// A message has come, as the event stream tells it; `GET /trace/{number}` says what became of it.
public record TraceNews(long number, String accountId, String group, String user, String messageId) {

    public static TraceNews of(Journey journey) {
        return new TraceNews(journey.number(), journey.account(), journey.group(), journey.user(), journey.messageId());
    }
}
