package dev.botyard.runtime.message.media;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A web of a few pages, which the tests write.
final class FakeWeb implements RemoteFetch {
    private final Map<URI, byte[]> pages = new HashMap<>();
    private final Set<String> inner = new HashSet<>();

    FakeWeb page(String address, byte[] bytes) {
        pages.put(URI.create(address), bytes);
        return this;
    }

    /// A host that nobody else may be sent to.
    FakeWeb inner(String host) {
        inner.add(host);
        return this;
    }

    @Override
    public Fetched fetch(URI uri, Path folder) {
        byte[] bytes = pages.get(uri);
        if (bytes == null || inner.contains(uri.getHost())) {
            throw new AdapterException(ErrorKind.MEDIA, "no network in this test: " + uri);
        }
        try {
            Files.createDirectories(folder);
            return new Fetched(Files.write(Files.createTempFile(folder, "page", ""), bytes), "page", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean mayPass(URI uri) {
        return !inner.contains(uri.getHost());
    }
}
