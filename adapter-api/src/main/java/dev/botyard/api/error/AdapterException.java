package dev.botyard.api.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one exception of the adapter API. Messages start in lower case and say what failed, with which id, and what to do; they never
/// contain a secret. Not meant to be subclassed.
public final class AdapterException extends RuntimeException {
    private static final String NO_REASON = "no reason was given";

    private final ErrorKind kind;
    private final @Nullable Duration retryAfter;
    private final String platformCode;

    /// What failed, of which kind: a sentence that starts in lower case, without secrets.
    ///
    /// @param message null, as libraries give it, counts as no reason
    public AdapterException(ErrorKind kind, @Nullable String message) {
        this(kind, message, null);
    }

    /// The same with what caused it, for the log.
    public AdapterException(ErrorKind kind, @Nullable String message, @Nullable Throwable cause) {
        this(kind, message, cause, null, "");
    }

    private AdapterException(ErrorKind kind, @Nullable String message, @Nullable Throwable cause, @Nullable Duration retryAfter,
            String platformCode) {
        super(message == null || message.isBlank() ? NO_REASON : message, cause);
        this.kind = Objects.requireNonNull(kind);
        this.retryAfter = retryAfter;
        this.platformCode = platformCode;
    }

    /// The platform asked to wait; `retryAfter` is counted from now.
    public static AdapterException rateLimited(String message, Duration retryAfter) {
        return new AdapterException(ErrorKind.RATE_LIMITED, message, null, retryAfter, "");
    }

    /// The same failure with the platform's own error code, such as a OneBot `retcode`.
    public AdapterException withPlatformCode(String code) {
        AdapterException copy = new AdapterException(kind, getMessage(), getCause(), retryAfter, code);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /// What failed, in a sentence.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// What the host should do.
    public ErrorKind kind() {
        return kind;
    }

    /// How long the platform asked to wait, if it did.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The platform's own error code, `""` for none.
    public String platformCode() {
        return platformCode;
    }
}
