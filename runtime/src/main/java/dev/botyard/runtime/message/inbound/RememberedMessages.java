package dev.botyard.runtime.message.inbound;

import dev.botyard.runtime.infra.store.MessageHistory;
import dev.botyard.runtime.infra.store.MessageRow;

/// Writes messages into the history. Thread-safe.
public final class RememberedMessages implements MessageMemory {
    private final MessageHistory history;

    public RememberedMessages(MessageHistory history) {
        this.history = history;
    }

    @Override
    public void remember(InboundMessage message) {
        history.append(new MessageRow(0, message.im(), message.account(), message.event().chat().id(),
                message.event().sender().id(), message.event().messageId(), message.event().time(),
                message.event().own() ? "out" : "in", message.text()));
    }
}
