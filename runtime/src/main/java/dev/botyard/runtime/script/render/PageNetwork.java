package dev.botyard.runtime.script.render;

import java.net.URI;
import java.util.Optional;

/// What a page gets of the addresses that it names. The browser itself reaches none.
@FunctionalInterface
public interface PageNetwork {
    /// Of every address nothing.
    PageNetwork NONE = uri -> Optional.empty();

    /// What stands at an `http` or `https` address, if the page may have it; may block.
    Optional<Found> fetch(URI uri);

    /// Whether a page may name addresses at all.
    default boolean open() {
        return this != NONE;
    }

    /// @param mimeType `""` where it is not known
    record Found(byte[] bytes, String mimeType) {}
}
