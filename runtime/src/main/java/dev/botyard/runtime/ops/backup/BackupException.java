package dev.botyard.runtime.ops.backup;

/// A backup could not be written, or is none that can be restored. The message is a sentence for the operator.
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
