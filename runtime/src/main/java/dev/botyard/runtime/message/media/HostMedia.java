package dev.botyard.runtime.message.media;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A medium that the host lends to an adapter. A remote one is fetched when an adapter first wants its bytes. Thread-safe.
final class HostMedia implements Media {
    private final String source;
    private final String givenName;
    private final String givenType;
    private final @Nullable URI remote;
    private final Supplier<RemoteFetch.Fetched> bytes;
    private final MediaLinks links;
    private final Predicate<URI> mayPass;
    private RemoteFetch.@Nullable Fetched fetched;
    private @Nullable Optional<URI> passed;

    HostMedia(String source, String givenName, String givenType, @Nullable URI remote, Supplier<RemoteFetch.Fetched> bytes,
            MediaLinks links) {
        this(source, givenName, givenType, remote, bytes, links, uri -> true);
    }

    /// @param mayPass whether the address may be handed on; asked once, and only when somebody wants to
    HostMedia(String source, String givenName, String givenType, @Nullable URI remote, Supplier<RemoteFetch.Fetched> bytes,
            MediaLinks links, Predicate<URI> mayPass) {
        this.source = source;
        this.givenName = givenName;
        this.givenType = givenType;
        this.remote = remote;
        this.bytes = bytes;
        this.links = links;
        this.mayPass = mayPass;
    }

    /// The same medium, whose bytes are looked at once more before anybody gets them.
    HostMedia checked(BiConsumer<String, Path> check) {
        return new HostMedia(source, givenName, givenType, remote, () -> {
            RemoteFetch.Fetched found = fetched();
            check.accept(source, found.file());
            return found;
        }, links, mayPass);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String name() {
        if (!givenName.isEmpty()) {
            return givenName;
        }
        return remote != null && !isFetched() ? HostMediaSources.nameOf(remote) : fetched().name();
    }

    @Override
    public String mimeType() {
        if (!givenType.isEmpty()) {
            return givenType;
        }
        String byName = MimeTypes.ofName(name());
        return byName.equals(MimeTypes.UNKNOWN) && (remote == null || isFetched()) ? sniffed() : byName;
    }

    private String sniffed() {
        if (!fetched().mimeType().isEmpty()) {
            return fetched().mimeType();
        }
        try (InputStream in = open()) {
            return MimeTypes.sniff(in.readNBytes(16));
        } catch (IOException e) {
            return MimeTypes.UNKNOWN;
        }
    }

    @Override
    public long size() {
        if (remote != null && !isFetched()) {
            return -1;
        }
        try {
            return Files.size(file());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<URI> remote() {
        synchronized (this) {
            if (passed != null) {
                return passed;
            }
        }
        // Looks a name up, so not under the lock; asking twice does no harm.
        Optional<URI> allowed = Optional.ofNullable(remote).filter(mayPass);
        synchronized (this) {
            passed = allowed;
            return passed;
        }
    }

    @Override
    public InputStream open() {
        try {
            return Files.newInputStream(file());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Path file() {
        return fetched().file();
    }

    @Override
    public URI serve(Duration lifetime) {
        return links.link(file(), name(), mimeType(), lifetime);
    }

    private synchronized boolean isFetched() {
        return fetched != null;
    }

    private synchronized RemoteFetch.Fetched fetched() {
        if (fetched == null) {
            fetched = bytes.get();
        }
        return fetched;
    }

    private AdapterException unreadable(IOException e) {
        return new AdapterException(ErrorKind.MEDIA, "the medium '" + source + "' cannot be read: " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return "HostMedia[" + source + "]";
    }
}
