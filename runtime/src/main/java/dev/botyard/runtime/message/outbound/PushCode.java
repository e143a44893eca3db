package dev.botyard.runtime.message.outbound;

import dev.botyard.api.error.ErrorKind;
import java.util.Locale;

/// What became of a push; stable in the API, in metrics and in the console.
public enum PushCode {
    ACCEPTED, QUEUED, DUPLICATE, NO_ACCOUNT, ACCOUNT_UNKNOWN, ACCOUNT_OFFLINE, ACCOUNT_FORBIDDEN, UNREACHABLE_TARGET, WINDOW_CLOSED, QUOTA_EXHAUSTED, RATE_LIMITED, UNSUPPORTED_PART, MEDIA_FAILED, REJECTED, UNKNOWN_OUTCOME, EXPIRED, INVALID_REQUEST, HOST_STOPPING;

    /// The name in the API: `no_account`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PushCode labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    static PushCode of(ErrorKind kind) {
        return switch (kind) {
            case CONFIGURATION, REJECTED, INTERNAL -> REJECTED;
            case AUTHENTICATION, COMMUNICATION -> ACCOUNT_OFFLINE;
            case UNKNOWN_OUTCOME -> UNKNOWN_OUTCOME;
            case RATE_LIMITED -> RATE_LIMITED;
            case UNREACHABLE_TARGET -> UNREACHABLE_TARGET;
            case WINDOW_CLOSED -> WINDOW_CLOSED;
            case QUOTA_EXHAUSTED -> QUOTA_EXHAUSTED;
            case UNSUPPORTED -> UNSUPPORTED_PART;
            case MEDIA -> MEDIA_FAILED;
        };
    }
}
