package dev.botyard.runtime.message.outbound;

/// Hears of every push and reply when its outcome is known. Called on the sender's thread: must be quick and must not fail.
@FunctionalInterface
public interface PushListener {
    void finished(Origin origin, boolean reply, PushReceipt receipt);
}
