package dev.botyard.runtime.script.library;

import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.net.client.Downloads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Fetches what operators name, through the host's proxies. Thread-safe; blocks.
///
/// An operator may name an address of his own network. One of the public internet leads to the public internet alone, whatever it
/// redirects to: who publishes scripts is no operator.
///
/// @param open      refuses no address
/// @param guarded   public ones only
/// @param temporary where a file lies while it is fetched
public record RemoteFiles(Downloads open, Downloads guarded, Path temporary) implements SourceReader.Remote {
    private static final long MOST_BYTES = 16 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public boolean isPublic(URI address) throws InterruptedException {
        return guarded.mayHandOn(address);
    }

    @Override
    public Answer get(URI address) throws InterruptedException {
        try {
            Downloads.Downloaded got = (isPublic(address) ? guarded : open).fetch(address, temporary, MOST_BYTES, LIMIT);
            try {
                return new Answer(Files.readAllBytes(got.file()), got.name(), got.mimeType());
            } finally {
                Files.deleteIfExists(got.file());
            }
        } catch (AdapterException e) {
            throw new SourceException(e.getMessage());
        } catch (IOException e) {
            throw new SourceException(address.getHost() + " was asked, but what it gave cannot be kept: " + e.getMessage());
        }
    }
}
