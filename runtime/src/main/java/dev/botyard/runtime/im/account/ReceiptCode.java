package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.json.Labelled;
import dev.botyard.api.error.ErrorKind;
import java.util.Locale;

/// What became of a push, and why the selector found no account: one word for receipts, calls of scripts, metrics and the console. Stable.
public enum ReceiptCode implements Labelled {
    ACCEPTED, QUEUED, DUPLICATE, NO_ACCOUNT, ACCOUNT_UNKNOWN, ACCOUNT_OFFLINE, ACCOUNT_FORBIDDEN, UNREACHABLE_TARGET, WINDOW_CLOSED, QUOTA_EXHAUSTED, RATE_LIMITED, UNSUPPORTED_PART, MEDIA_FAILED, REJECTED, UNKNOWN_OUTCOME, EXPIRED, INVALID_REQUEST, HOST_STOPPING;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in the API: `no_account`.
    @Override
    public String label() {
        return label;
    }

    /// The code of what an adapter reported.
    public static ReceiptCode of(ErrorKind kind) {
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
