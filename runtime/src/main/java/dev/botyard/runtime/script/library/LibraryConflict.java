package dev.botyard.runtime.script.library;

/// Something is in the way that somebody else has made; nothing was changed.
public final class LibraryConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibraryConflict(String message) {
        super(message, null, false, false);
    }
}
