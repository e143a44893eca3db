package dev.botyard.runtime.net.client;

import java.io.IOException;

/// The guard does not let this address be called.
final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
