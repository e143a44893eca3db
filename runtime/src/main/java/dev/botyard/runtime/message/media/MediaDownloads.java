package dev.botyard.runtime.message.media;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.net.client.AddressGuard;
import dev.botyard.runtime.net.client.Downloads;
import dev.botyard.runtime.net.client.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/// Fetches media that scripts and messages name. Addresses of the local network are refused unless the settings allow them.
public final class MediaDownloads implements RemoteFetch, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Downloads downloads;
    private final long maxBytes;
    private final boolean pass;

    /// @param proxies asked for each new connection
    public MediaDownloads(Transport transport, Supplier<ProxyRules> proxies, MediaSettings settings) {
        downloads = transport.downloads(settings.allowPrivateAddresses() ? AddressGuard.any() : AddressGuard.publicOnly(),
                proxies);
        maxBytes = settings.maxBytes();
        pass = settings.passAddresses();
    }

    @Override
    public Fetched fetch(URI uri, Path folder) {
        try {
            Downloads.Downloaded file = downloads.fetch(uri, folder, maxBytes, LIMIT);
            return new Fetched(file.file(), file.name(), file.mimeType());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(ErrorKind.MEDIA, "the download of " + uri.getHost() + " was interrupted", e);
        }
    }

    @Override
    public boolean mayPass(URI uri) {
        try {
            return pass && downloads.mayHandOn(uri);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdapterException(ErrorKind.MEDIA, "looking up " + uri.getHost() + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        downloads.close();
    }
}
