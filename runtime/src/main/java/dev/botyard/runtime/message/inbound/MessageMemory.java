package dev.botyard.runtime.message.inbound;

/// Remembers messages for `getHistoryMessages`. Must not block.
@FunctionalInterface
public interface MessageMemory {
    void remember(InboundMessage message);
}
