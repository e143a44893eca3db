package dev.botyard.api.adapter;

/// What the platform allows. The host sees to it before it calls `send`: longer text becomes several messages, media that are too large are
/// refused.
///
/// @param maxTextLength   text in one message, counted in `textUnit`; 0 for no limit
/// @param textUnit        in what the platform counts
/// @param maxMediaBytes   bytes of one medium, 0 for no limit
/// @param concurrentSends sends that may run at once for different chats of one account, at least 1
/// @param deduplicates    whether the platform drops a second message with the same request id, so that an unknown outcome may be retried
public record Limits(int maxTextLength, TextUnit textUnit, long maxMediaBytes, int concurrentSends, boolean deduplicates) {
    /// No limits but 64 sends at once.
    public static final Limits NONE = new Limits(0, TextUnit.UTF_16, 0, 64, false);

    /// With text counted in UTF-16 code units.
    public Limits(int maxTextLength, long maxMediaBytes, int concurrentSends, boolean deduplicates) {
        this(maxTextLength, TextUnit.UTF_16, maxMediaBytes, concurrentSends, deduplicates);
    }

    public Limits {
        if (maxTextLength < 0 || maxMediaBytes < 0 || concurrentSends < 1) {
            throw new IllegalArgumentException("limits must not be negative, and at least one send must be possible");
        }
    }

    /// The same with this much text in one message, counted in UTF-16 code units; 0 for no limit.
    public Limits maxTextLength(int value) {
        return maxTextLength(value, TextUnit.UTF_16);
    }

    /// The same with this much text in one message, counted in `unit`; 0 for no limit.
    public Limits maxTextLength(int value, TextUnit unit) {
        return new Limits(value, unit, maxMediaBytes, concurrentSends, deduplicates);
    }

    /// The same with this many bytes of one medium; 0 for no limit.
    public Limits maxMediaBytes(long value) {
        return new Limits(maxTextLength, textUnit, value, concurrentSends, deduplicates);
    }

    /// The same with this many sends at once for different chats, at least 1.
    public Limits concurrentSends(int value) {
        return new Limits(maxTextLength, textUnit, maxMediaBytes, value, deduplicates);
    }

    /// The same of a platform that drops a second message with the same request id.
    public Limits deduplicating() {
        return new Limits(maxTextLength, textUnit, maxMediaBytes, concurrentSends, true);
    }
}
