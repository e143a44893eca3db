package dev.botyard.api.adapter;

/// What the platform allows. The host checks before it calls `send`.
///
/// @param maxTextLength   characters of text in one message, 0 for no limit
/// @param maxMediaBytes   bytes of one medium, 0 for no limit
/// @param concurrentSends sends that may run at once for different chats of one account, at least 1
/// @param deduplicates    whether the platform drops a second message with the same request id, so that an unknown outcome may be retried
public record Limits(int maxTextLength, long maxMediaBytes, int concurrentSends, boolean deduplicates) {
    /// No limits but 64 sends at once.
    public static final Limits NONE = new Limits(0, 0, 64, false);

    public Limits {
        if (maxTextLength < 0 || maxMediaBytes < 0 || concurrentSends < 1) {
            throw new IllegalArgumentException("limits must not be negative, and at least one send must be possible");
        }
    }

    public Limits maxTextLength(int value) {
        return new Limits(value, maxMediaBytes, concurrentSends, deduplicates);
    }

    public Limits maxMediaBytes(long value) {
        return new Limits(maxTextLength, value, concurrentSends, deduplicates);
    }

    public Limits concurrentSends(int value) {
        return new Limits(maxTextLength, maxMediaBytes, value, deduplicates);
    }

    public Limits deduplicating() {
        return new Limits(maxTextLength, maxMediaBytes, concurrentSends, true);
    }
}
