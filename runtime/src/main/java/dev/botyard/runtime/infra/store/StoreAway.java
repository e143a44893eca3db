package dev.botyard.runtime.infra.store;

/// The database cannot be reached; what was to be done may succeed later.
final class StoreAway extends StoreException {
    private static final long serialVersionUID = 1;

    StoreAway(String message, Throwable cause) {
        super(message, cause);
    }
}
