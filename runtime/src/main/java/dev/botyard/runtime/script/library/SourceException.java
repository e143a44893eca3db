package dev.botyard.runtime.script.library;

/// Scripts could not be fetched from where they are said to be.
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message, null, false, false);
    }
}
