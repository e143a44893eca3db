package dev.botyard.runtime.message.media;

import java.net.URI;
import java.nio.file.Path;

/// Fetches what an http(s) address names into a file, within the host's limits. Wired by the host over its HTTP client.
public interface RemoteFetch {

    /// Fetches into `folder`.
    ///
    /// @throws dev.botyard.api.error.AdapterException `MEDIA`, saying what failed
    Fetched fetch(URI uri, Path folder);

    /// Whether an address may be handed on to a platform, which then fetches it from where it runs.
    boolean mayPass(URI uri);

    /// The same through an account's own proxy: an address, `none`, or `""` for the host's.
    default RemoteFetch through(@SuppressWarnings("unused") String proxy) {
        return this;
    }

    /// A fetched file.
    ///
    /// @param name     from the answer's headers or the address, never empty
    /// @param mimeType from the answer's headers, `""` when they do not tell
    record Fetched(Path file, String name, String mimeType) {}
}
