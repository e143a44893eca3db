package dev.botyard.runtime.script.packages;

/// A set of packages could not be installed; the message ends with what the tool said.
public final class InstallFailedException extends RuntimeException {
    InstallFailedException(String message) {
        super(message, null, false, false);
    }
}
