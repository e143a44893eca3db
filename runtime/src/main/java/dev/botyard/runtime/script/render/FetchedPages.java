package dev.botyard.runtime.script.render;

import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.message.media.RemoteFetch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What pages name is fetched as media are: through the host's proxy, and of public addresses alone unless the settings allow others.
public final class FetchedPages implements PageNetwork {
    private static final long LARGEST = 16L << 20;
    private static final Logger log = LoggerFactory.getLogger(FetchedPages.class);

    private final RemoteFetch fetch;
    private final Path folder;

    /// @param folder where files lie for a moment
    public FetchedPages(RemoteFetch fetch, Path folder) {
        this.fetch = fetch;
        this.folder = folder;
    }

    @Override
    public Optional<Found> fetch(URI uri) {
        try {
            RemoteFetch.Fetched file = fetch.fetch(uri, folder);
            return Files.size(file.file()) > LARGEST
                    ? Optional.empty()
                    : Optional.of(new Found(Files.readAllBytes(file.file()), file.mimeType()));
        } catch (AdapterException | IOException e) {
            log.info("a page goes without {}: {}", uri.getHost(), e.getMessage());
            return Optional.empty();
        }
    }
}
