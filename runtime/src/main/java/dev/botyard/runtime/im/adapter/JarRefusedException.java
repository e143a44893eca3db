package dev.botyard.runtime.im.adapter;

/// A jar cannot be an adapter of this host; the message is a sentence for the person who put it there.
final class JarRefusedException extends RuntimeException {
    JarRefusedException(String message) {
        super(message);
    }

    JarRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
