package dev.botyard.runtime.media;

import java.net.URI;
import java.nio.file.Path;

/// Fetches what an http(s) address names into a file, within the host's limits. Wired by the host over its HTTP client.
@FunctionalInterface
public interface RemoteFetch {

    /// Fetches into `folder`.
    ///
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, saying what failed
    Fetched fetch(URI uri, Path folder);

    /// A fetched file.
    ///
    /// @param name     from the answer's headers or the address, never empty
    /// @param mimeType from the answer's headers, `""` when they do not tell
    record Fetched(Path file, String name, String mimeType) {}
}
