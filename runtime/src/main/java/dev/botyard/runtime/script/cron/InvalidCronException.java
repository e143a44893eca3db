package dev.botyard.runtime.script.cron;

/// A schedule that cannot be followed. The message is a sentence for its author.
public final class InvalidCronException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidCronException(String message) {
        super(message);
    }
}
