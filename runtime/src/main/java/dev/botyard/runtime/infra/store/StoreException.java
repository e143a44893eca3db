package dev.botyard.runtime.infra.store;

/// The database could not be opened, read or written. The message is a sentence for the operator.
public sealed class StoreException extends RuntimeException permits StoreAway {
    private static final long serialVersionUID = 1;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /// For who comes after the end.
    static StoreException closed() {
        return new StoreException("The store is closed: the host is stopping.");
    }
}
