package dev.botyard.runtime.im.adapter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A jar cannot be an adapter of this host; the message is a sentence for the person who put it there.
final class JarRefusedException extends RuntimeException {
    JarRefusedException(String message) {
        super(message);
    }

    JarRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Never null: it is made with one.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
