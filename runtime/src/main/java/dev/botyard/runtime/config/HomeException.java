package dev.botyard.runtime.config;

/// The home folder cannot be used. The message is a sentence for the operator.
public final class HomeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HomeException(String message) {
        super(message);
    }

    HomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
