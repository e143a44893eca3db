package dev.botyard.api.error;

/// What the host should do about a failure.
public enum ErrorKind {
    /// The account's settings are wrong: stop, tell the operator. No retry until the file changes.
    CONFIGURATION,
    /// Not logged in, or no longer: stop, ask a person to log in.
    AUTHENTICATION,
    /// The platform could not be reached and **nothing was sent**: from `run`, reconnect with back-off; from `send`, safe to retry.
    COMMUNICATION,
    /// The wire was touched and the outcome is not known, such as a timeout after the request was written. Never retried.
    UNKNOWN_OUTCOME,
    /// Wait for `retryAfter`, then try again. Nothing was sent.
    RATE_LIMITED,
    /// The platform refused this message. No retry.
    REJECTED,
    /// The target does not exist or cannot be reached by this account (not a member, not a friend, blocked).
    UNREACHABLE_TARGET,
    /// The platform allows an answer only within a window after the person's message, and that window is closed.
    WINDOW_CLOSED,
    /// A quota of the platform is used up.
    QUOTA_EXHAUSTED,
    /// This adapter or this platform cannot do that.
    UNSUPPORTED,
    /// A medium could not be read, converted or uploaded, or is too large. Nothing was sent.
    MEDIA,
    /// A bug in the adapter; the host logs the stack trace.
    INTERNAL
}
