package dev.botyard.adapters.common;

import dev.botyard.api.error.ErrorKind;

/// What an HTTP status says of a call that was not done, where the platform itself says no more. Pure.
public final class HttpStatus {
    private HttpStatus() {}

    /// A request that was refused is known not to be done; whatever broke behind the door may have done it before.
    public static ErrorKind kind(int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 429 -> ErrorKind.RATE_LIMITED;
            default -> status >= 300 && status < 500 ? ErrorKind.REJECTED : ErrorKind.UNKNOWN_OUTCOME;
        };
    }
}
