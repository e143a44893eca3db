package dev.botyard.runtime.config;

/// A file has changed since who wants to change it has read it. Its message is a sentence.
public final class StaleFileException extends RuntimeException {
    StaleFileException(String message) {
        super(message);
    }
}
