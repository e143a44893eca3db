package dev.botyard.runtime.infra.secret;

/// A file with a secret cannot be used. The message is a sentence for the operator.
public final class SecretFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SecretFileException(String message) {
        super(message);
    }

    SecretFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
