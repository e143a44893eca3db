package dev.botyard.api.ability;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;

/// What an ability's methods answer that an adapter does not override.
final class Unsupported {
    private Unsupported() {}

    static AdapterException saying(String what) {
        return new AdapterException(ErrorKind.UNSUPPORTED, what + " is not supported by this IM");
    }
}
